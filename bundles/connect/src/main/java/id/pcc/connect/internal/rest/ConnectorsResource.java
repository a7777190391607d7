package id.pcc.connect.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.api.LocalText;
import id.pcc.api.Name;
import id.pcc.api.dataset.Fault;
import id.pcc.api.dataset.Receipt;
import id.pcc.connect.Connector;
import id.pcc.connect.Departments;
import id.pcc.connect.declaration.DeclarationException;
import id.pcc.connect.declaration.DepartmentFile;
import id.pcc.connect.internal.ConnectorDesk;
import id.pcc.connect.internal.ConnectorDesk.Outcome;
import id.pcc.connect.internal.DepartmentHost;
import id.pcc.connect.internal.camel.Causes;
import id.pcc.connect.internal.connector.StoredConnector;
import id.pcc.mapping.Column;
import id.pcc.mapping.Rule;
import id.pcc.storage.Rights;
import id.pcc.storage.StoreException;
import id.pcc.storage.Trial;
import id.pcc.web.Act;
import id.pcc.web.Page;
import id.pcc.web.Problem;
import id.pcc.web.Summary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/**
 * {@code /api/connectors}: ways in that need no code. Administrators make them; the people of a
 * department propose those of their own, which run when an administrator has approved them.
 */
@Component(service = ConnectorsResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=pcc)")
@Path("connectors")
@Produces(MediaType.APPLICATION_JSON)
public final class ConnectorsResource {
  private static final int LARGEST = 200_000;
  private static final int LARGEST_DOCUMENT = 32 << 20;
  private static final int LONGEST_KEY = 200;
  private static final long PATIENCE_SECONDS = 30;

  private final DepartmentHost host;
  private final ConnectorDesk desk;
  private final Departments departments;

  @Activate
  public ConnectorsResource(@Reference DepartmentHost host, @Reference Departments departments) {
    this.host = host;
    this.desk = host.connectors();
    this.departments = departments;
  }

  /**
   * A connector, or the wish for one.
   *
   * @param changed when it was changed; {@code null} when there is only a wish
   * @param proposal what is to be decided; {@code null} when nothing is
   * @param document as in {@code connectors:} of {@code department.yaml}; its secret is never shown
   * @param lastError in both languages; {@code null} when nothing went wrong
   */
  public record Item(
      String department,
      String name,
      boolean enabled,
      JsonNode document,
      Instant changed,
      String changedBy,
      Instant lastSuccess,
      LocalText lastError,
      Instant failingSince,
      Instant nextTry,
      Wish proposal) {}

  /**
   * A connector as its department wishes it.
   *
   * @param document as that of a connector; its secret is never shown
   */
  public record Wish(JsonNode document, Instant at, String by) {}

  /**
   * A department that has no bundle.
   *
   * @param connectors how many it has
   */
  public record MadeItem(String department, Instant changed, String changedBy, long connectors) {}

  /**
   * What would become of a row.
   *
   * @param reason why it would be refused, in English; empty when it would be stored
   * @param code of the fault; empty when there is none
   * @param arguments what the sentence names
   * @param text the reason in both languages; {@code null} when it would be stored
   */
  public record TriedRow(
      Map<String, Object> record,
      String field,
      String reason,
      String code,
      Map<String, Object> arguments,
      LocalText text) {
    private static TriedRow of(Trial.Tried tried) {
      Fault fault = tried.fault();
      return fault == null
          ? new TriedRow(tried.record(), tried.field(), "", "", Map.of(), null)
          : new TriedRow(
              tried.record(),
              tried.field(),
              fault.reason(),
              fault.code(),
              fault.arguments(),
              fault.text());
    }
  }

  /** What came of a trial. */
  public record TrialView(
      LocalText problem,
      List<Map<String, Object>> rows,
      List<Column> columns,
      List<Rule> rules,
      List<TriedRow> records,
      long refused) {}

  /** A department that was made. */
  public record Made(String department) {}

  private Item item(StoredConnector stored) {
    Connector now =
        departments.find(stored.department()).stream()
            .flatMap(d -> d.connectors().stream())
            .filter(c -> c.name().equals(stored.name()))
            .findFirst()
            .orElse(new Connector(stored.name(), null, null, null, null, null));
    return new Item(
        stored.department(),
        stored.name(),
        stored.enabled(),
        ConnectorDesk.shown(stored),
        Instant.ofEpochMilli(stored.changed()),
        stored.by(),
        now.lastSuccess(),
        now.lastError(),
        now.failingSince(),
        now.nextTry(),
        desk.proposal(stored.department(), stored.name()).map(this::wish).orElse(null));
  }

  private Wish wish(StoredConnector proposal) {
    return new Wish(
        ConnectorDesk.shown(proposal), Instant.ofEpochMilli(proposal.changed()), proposal.by());
  }

  /** What does not run yet. */
  private Item wished(StoredConnector proposal) {
    return new Item(
        proposal.department(),
        proposal.name(),
        false,
        ConnectorDesk.shown(proposal),
        null,
        null,
        null,
        null,
        null,
        null,
        wish(proposal));
  }

  @Summary("The connectors that were made without code, and those proposed: of one's department.")
  @GET
  public Page<Item> list(@Context SecurityContext security) {
    person(security);
    Rights rights = new Rights(security::isUserInRole);
    List<Item> items =
        Stream.concat(
                desk.all().stream().filter(c -> rights.writes(c.department())).map(this::item),
                desk.proposals().stream()
                    .filter(c -> rights.writes(c.department()))
                    .filter(c -> desk.find(c.department(), c.name()).isEmpty())
                    .map(this::wished))
            .toList();
    return Page.all(items);
  }

  @Summary("One connector, without its secret.")
  @GET
  @Path("{department}/{name}")
  public Item get(
      @PathParam("department") String department,
      @PathParam("name") String name,
      @Context SecurityContext security) {
    own(security, department);
    return found(department, name);
  }

  private Item found(String department, String name) {
    return desk.find(department, name)
        .map(this::item)
        .or(() -> desk.proposal(department, name).map(this::wished))
        .orElseThrow(() -> unknown(department, name));
  }

  @Summary(
      "Makes or changes a connector; by people of the department: proposes it, for an administrator"
          + " to decide. A secret is written once and never shown; left out, it stays"
          + " as it was.")
  @PUT
  @Path("{department}/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Item put(
      @PathParam("department") String department,
      @PathParam("name") String name,
      @QueryParam("enabled") String enabled,
      JsonNode document,
      @Context SecurityContext security,
      @Context HttpServletRequest request) {
    own(security, department);
    name(department);
    name(name);
    boolean decides = security.isUserInRole("admin");
    Act.detail(request, decides ? "connector" : "proposal", department + "/" + name);
    answer(
        () -> {
          if (decides) {
            desk.put(department, name, document, "true".equals(enabled), actor(security));
          } else {
            desk.propose(department, name, document, actor(security));
          }
          return null;
        });
    return found(department, name);
  }

  @Summary("Lets a proposed connector run; with this its address is allowed.")
  @POST
  @Path("{department}/{name}/approval")
  public Item approve(
      @PathParam("department") String department,
      @PathParam("name") String name,
      @Context SecurityContext security,
      @Context HttpServletRequest request) {
    admin(security);
    StoredConnector wish = proposed(department, name);
    Act.detail(request, "address", ConnectorDesk.shown(wish).path("address").asText());
    Act.detail(request, "proposed_by", wish.by());
    answer(
        () -> {
          desk.approve(wish, actor(security));
          return null;
        });
    return item(known(department, name));
  }

  @Summary(
      "Drops a proposed connector: refused by an administrator, or withdrawn by its department.")
  @DELETE
  @Path("{department}/{name}/proposal")
  public void refuse(
      @PathParam("department") String department,
      @PathParam("name") String name,
      @Context SecurityContext security) {
    own(security, department);
    StoredConnector wish = proposed(department, name);
    answer(
        () -> {
          desk.refuse(wish);
          return null;
        });
  }

  private StoredConnector proposed(String department, String name) {
    return desk.proposal(department, name).orElseThrow(() -> unknown(department, name));
  }

  @Summary(
      "Asks a source once: its first rows, what would be stored, and what would go to quarantine and"
          + " why. Stores nothing. Addresses that nobody allowed are asked for administrators only.")
  @POST
  @Path("{department}/{name}/trial")
  @Consumes(MediaType.APPLICATION_JSON)
  public TrialView trial(
      @PathParam("department") String department,
      @PathParam("name") String name,
      JsonNode document,
      @Context SecurityContext security) {
    own(security, department);
    name(department);
    name(name);
    boolean anywhere = security.isUserInRole("admin");
    Outcome outcome = answer(() -> desk.trial(department, name, document, anywhere));
    List<TriedRow> records = outcome.records().stream().map(TriedRow::of).toList();
    return new TrialView(
        outcome.problem(),
        outcome.rows(),
        outcome.columns(),
        outcome.rules(),
        records,
        outcome.records().stream().filter(t -> t.refused()).count());
  }

  @Summary(
      "Takes a document for a connector of protocol webhook, in the shape that its source gives it;"
          + " answers after the records are committed.")
  @POST
  @Path("{department}/{name}/documents")
  @Consumes(MediaType.WILDCARD)
  public Receipt document(
      @PathParam("department") String department,
      @PathParam("name") String name,
      @HeaderParam("Idempotency-Key") String key,
      InputStream body,
      @Context SecurityContext security)
      throws IOException {
    if (!new Rights(security::isUserInRole).writes(department)) {
      throw Problem.forbidden("The right to write records of " + department + " is needed here.");
    }
    if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
      throw Problem.badRequest(
          "The header Idempotency-Key has 1 to " + LONGEST_KEY + " characters.");
    }
    byte[] raw = body.readNBytes(LARGEST_DOCUMENT + 1);
    if (raw.length > LARGEST_DOCUMENT) {
      throw Problem.of(
          413, "Too large", "A document has at most " + (LARGEST_DOCUMENT >> 20) + " MB.");
    }
    try {
      CompletionStage<Receipt> pushed =
          host.push(department, name, raw, "HTTP, " + actor(security), key);
      if (pushed == null) {
        throw Problem.notFound(
            "Tidak ada webhook %1$s/%2$s yang berjalan. / No webhook %1$s/%2$s runs."
                .formatted(department, name));
      }
      return pushed.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw Problem.of(422, "Not acceptable", Causes.explain(e.getCause()).en());
    } catch (RejectedExecutionException | TimeoutException e) {
      throw Problem.of(503, "Busy", "The records wait for the store; send them again later.")
          .retryAfter(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.of(503, "Stopping", "Send it again later.").retryAfter(5);
    }
  }

  @Summary("Lets a connector run.")
  @POST
  @Path("{department}/{name}/enable")
  public Item enable(
      @PathParam("department") String department,
      @PathParam("name") String name,
      @Context SecurityContext security) {
    return enable(department, name, true, security);
  }

  @Summary("Stops a connector; it stays known.")
  @POST
  @Path("{department}/{name}/disable")
  public Item disable(
      @PathParam("department") String department,
      @PathParam("name") String name,
      @Context SecurityContext security) {
    return enable(department, name, false, security);
  }

  private Item enable(String department, String name, boolean on, SecurityContext security) {
    admin(security);
    StoredConnector stored = known(department, name);
    answer(
        () -> {
          desk.enable(stored, on, actor(security));
          return null;
        });
    return item(known(department, name));
  }

  @Summary("Brings back a connector that was removed since the command center began.")
  @POST
  @Path("{department}/{name}/restoration")
  public Item restore(
      @PathParam("department") String department,
      @PathParam("name") String name,
      @Context SecurityContext security) {
    admin(security);
    if (!answer(() -> desk.restore(department, name, actor(security)))) {
      throw unknown(department, name);
    }
    return item(known(department, name));
  }

  @Summary("The departments that have no bundle.")
  @GET
  @Path("departments")
  public Page<MadeItem> made(@Context SecurityContext security) {
    admin(security);
    return Page.all(
        desk.made().stream()
            .map(
                m ->
                    new MadeItem(
                        m.name(),
                        Instant.ofEpochMilli(m.changed()),
                        m.by(),
                        desk.all().stream().filter(c -> c.department().equals(m.name())).count()))
            .toList());
  }

  @Summary("Removes a department that has no bundle, and its connectors; its data stays.")
  @DELETE
  @Path("departments/{department}")
  public void unmake(
      @PathParam("department") String department, @Context SecurityContext security) {
    admin(security);
    if (!answer(() -> desk.unmake(department))) {
      throw unmade(department);
    }
  }

  @Summary("Brings back a department that was removed since the command center began.")
  @POST
  @Path("departments/{department}/restoration")
  public Made remake(
      @PathParam("department") String department, @Context SecurityContext security) {
    admin(security);
    if (!answer(() -> desk.restore(department, "", actor(security)))) {
      throw unmade(department);
    }
    return new Made(department);
  }

  private static Problem unmade(String department) {
    return Problem.notFound(
        "Tidak ada perangkat daerah tanpa bundel bernama %1$s. / No department without a bundle is %1$s."
            .formatted(department));
  }

  @Summary("Removes a connector; what it brought stays.")
  @DELETE
  @Path("{department}/{name}")
  public void remove(
      @PathParam("department") String department,
      @PathParam("name") String name,
      @Context SecurityContext security) {
    admin(security);
    StoredConnector stored = known(department, name);
    answer(
        () -> {
          desk.remove(stored);
          return null;
        });
  }

  @Summary(
      "Makes or changes a department that has no bundle, out of a department.yaml (YAML or JSON);"
          + " its connectors run at once.")
  @POST
  @Path("departments")
  public Made make(
      InputStream body, @Context SecurityContext security, @Context HttpServletRequest request)
      throws IOException {
    admin(security);
    byte[] raw = body.readNBytes(LARGEST + 1);
    if (raw.length > LARGEST) {
      throw Problem.of(413, "Too large", "A department has at most " + LARGEST + " bytes.");
    }
    JsonNode document;
    try {
      document = DepartmentFile.tree(new ByteArrayInputStream(raw));
    } catch (DeclarationException e) {
      throw fault(e);
    }
    String name = answer(() -> desk.make(document, actor(security)));
    Act.detail(request, "department", name);
    return new Made(name);
  }

  private StoredConnector known(String department, String name) {
    return desk.find(department, name).orElseThrow(() -> unknown(department, name));
  }

  private static Problem unknown(String department, String name) {
    return Problem.notFound(
        "Tidak ada konektor %1$s/%2$s. / There is no connector %1$s/%2$s."
            .formatted(department, name));
  }

  private static void name(String name) {
    try {
      Name.check("connector", name);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(e.getMessage());
    }
  }

  /** People only: a key delivers records, and says nothing about where they come from. */
  private static void person(SecurityContext security) {
    if (!security.isUserInRole("admin") && !actor(security).startsWith("person:")) {
      throw Problem.forbidden("An account is needed here; a key is not enough.");
    }
  }

  private static void own(SecurityContext security, String department) {
    person(security);
    if (!new Rights(security::isUserInRole).writes(department)) {
      throw Problem.forbidden("Role admin, or an account of " + department + ", is needed here.");
    }
  }

  private static void admin(SecurityContext security) {
    if (!security.isUserInRole("admin")) {
      throw Problem.forbidden("Role admin is needed here.");
    }
  }

  private static String actor(SecurityContext security) {
    return security.getUserPrincipal().getName();
  }

  private static <T> T answer(Supplier<T> work) {
    try {
      return work.get();
    } catch (DeclarationException e) {
      throw fault(e);
    } catch (StoreException e) {
      throw Problem.of(503, "Store not available", e.getMessage()).retryAfter(5);
    } catch (IllegalStateException e) {
      throw Problem.conflict(e.getMessage());
    }
  }

  private static Problem fault(DeclarationException e) {
    return Problem.of(422, "Not a connector", e.getMessage())
        .with(List.of(new Problem.Fault("/" + e.place().replace('.', '/'), e.detail())));
  }
}
