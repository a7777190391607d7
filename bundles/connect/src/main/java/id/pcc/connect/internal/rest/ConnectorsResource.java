package id.pcc.connect.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.api.LocalText;
import id.pcc.api.Name;
import id.pcc.api.dataset.Fault;
import id.pcc.connect.Connector;
import id.pcc.connect.Departments;
import id.pcc.connect.declaration.DeclarationException;
import id.pcc.connect.declaration.DepartmentFile;
import id.pcc.connect.internal.ConnectorDesk;
import id.pcc.connect.internal.ConnectorDesk.Outcome;
import id.pcc.connect.internal.DepartmentHost;
import id.pcc.connect.internal.connector.StoredConnector;
import id.pcc.mapping.Column;
import id.pcc.mapping.Rule;
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
import java.util.function.Supplier;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
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

/** {@code /api/connectors}: ways in that need no code, for administrators. */
@Component(service = ConnectorsResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=pcc)")
@Path("connectors")
@Produces(MediaType.APPLICATION_JSON)
public final class ConnectorsResource {
  private static final int LARGEST = 200_000;

  private final ConnectorDesk desk;
  private final Departments departments;

  @Activate
  public ConnectorsResource(@Reference DepartmentHost host, @Reference Departments departments) {
    this.desk = host.connectors();
    this.departments = departments;
  }

  /**
   * A connector.
   *
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
      Instant nextTry) {}

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
        now.nextTry());
  }

  @Summary("All connectors that were made without code.")
  @GET
  public Page<Item> list(@Context SecurityContext security) {
    admin(security);
    return Page.all(desk.all().stream().map(this::item).toList());
  }

  @Summary("One connector, without its secret.")
  @GET
  @Path("{department}/{name}")
  public Item get(
      @PathParam("department") String department,
      @PathParam("name") String name,
      @Context SecurityContext security) {
    admin(security);
    return item(known(department, name));
  }

  @Summary(
      "Makes or changes a connector. A secret is written once and never shown; left out, it stays"
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
    admin(security);
    name(department);
    name(name);
    Act.detail(request, "connector", department + "/" + name);
    answer(
        () -> {
          desk.put(department, name, document, "true".equals(enabled), actor(security));
          return null;
        });
    return item(known(department, name));
  }

  @Summary(
      "Asks a source once: its first rows, what would be stored, and what would go to quarantine"
          + " and why. Stores nothing.")
  @POST
  @Path("{department}/{name}/trial")
  @Consumes(MediaType.APPLICATION_JSON)
  public TrialView trial(
      @PathParam("department") String department,
      @PathParam("name") String name,
      JsonNode document,
      @Context SecurityContext security) {
    admin(security);
    name(department);
    name(name);
    Outcome outcome = answer(() -> desk.trial(department, name, document));
    List<TriedRow> records = outcome.records().stream().map(TriedRow::of).toList();
    return new TrialView(
        outcome.problem(),
        outcome.rows(),
        outcome.columns(),
        outcome.rules(),
        records,
        outcome.records().stream().filter(t -> t.refused()).count());
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
    return desk.find(department, name)
        .orElseThrow(
            () ->
                Problem.notFound(
                    "Tidak ada konektor %1$s/%2$s. / There is no connector %1$s/%2$s."
                        .formatted(department, name)));
  }

  private static void name(String name) {
    try {
      Name.check("connector", name);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(e.getMessage());
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
