package id.pcc.storage.internal.rest;

import id.pcc.storage.Catalogue;
import id.pcc.storage.Quarantine;
import id.pcc.storage.Quarantine.Group;
import id.pcc.storage.Quarantine.Kept;
import id.pcc.storage.Quarantine.Replay;
import id.pcc.storage.Quarantine.Selection;
import id.pcc.storage.internal.domain.Preview;
import id.pcc.storage.internal.domain.Repair;
import id.pcc.storage.internal.domain.Repairs;
import id.pcc.storage.internal.json.Json;
import id.pcc.web.Act;
import id.pcc.web.Page;
import id.pcc.web.Problem;
import id.pcc.web.Summary;
import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/datasets/{department}/{dataset}/quarantine}: what was refused, and why. */
@Component(service = QuarantineResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=pcc)")
@Path("datasets/{department}/{dataset}/quarantine")
@Produces(MediaType.APPLICATION_JSON)
public final class QuarantineResource {
  private static final int MOST_GROUPS = 200;
  private static final int LEAST_REASON = 10;
  private static final int LONGEST_AUDITED = 2_000;

  private final Catalogue catalogue;
  private final Quarantine quarantine;
  private final Repairs repairs;

  @Activate
  public QuarantineResource(
      @Reference Catalogue catalogue,
      @Reference Quarantine quarantine,
      @Reference Repairs repairs) {
    this.catalogue = catalogue;
    this.quarantine = quarantine;
    this.repairs = repairs;
  }

  /**
   * A repair.
   *
   * @param steps what is done to the rows, one after the other: each with {@code do} and what it
   *     takes
   * @param number how many rows somebody who tried it saw; absent to try it: then nothing is stored
   */
  public record Wanted(List<Map<String, Object>> steps, Long number) {}

  /**
   * Why rows are dropped.
   *
   * @param reason a sentence for the audit
   * @param number how many rows somebody who tried it saw; absent to try it: then nothing is
   *     dropped
   */
  public record Unwanted(String reason, Long number) {}

  /** How many rows were selected, and whether they are dropped. */
  public record Dropped(long number, boolean dropped) {}

  @Summary(
      value = "What the dataset has in quarantine, oldest first.",
      query = {
        QuarantineQuery.IDS,
        QuarantineQuery.FIELD,
        QuarantineQuery.KIND,
        QuarantineQuery.TEXT,
        QuarantineQuery.SOURCE,
        QuarantineQuery.FROM,
        QuarantineQuery.TO
      })
  @GET
  public Page<Kept> list(
      @PathParam("department") String department,
      @PathParam("dataset") String dataset,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") String cursor,
      @Context UriInfo uri,
      @Context SecurityContext security) {
    Selection selection = toRead(department, dataset, uri, security);
    long after = Lists.after(cursor);
    int most = Lists.limit(limit);
    return Lists.page(Stored.answer(() -> quarantine.list(selection, after, most)), most);
  }

  @Summary(
      value = "The same by the field at fault and the kind of reason, the most frequent first.",
      query = {
        QuarantineQuery.IDS,
        QuarantineQuery.FIELD,
        QuarantineQuery.KIND,
        QuarantineQuery.TEXT,
        QuarantineQuery.SOURCE,
        QuarantineQuery.FROM,
        QuarantineQuery.TO
      })
  @GET
  @Path("groups")
  public Page<Group> groups(
      @PathParam("department") String department,
      @PathParam("dataset") String dataset,
      @Context UriInfo uri,
      @Context SecurityContext security) {
    Selection selection = toRead(department, dataset, uri, security);
    return Page.all(Stored.answer(() -> quarantine.groups(selection, MOST_GROUPS)));
  }

  @Summary(
      value =
          "Tries rows again as they came, such as after a change of the declaration;"
              + " all of them when no parameter selects some.",
      query = {
        QuarantineQuery.IDS,
        QuarantineQuery.FIELD,
        QuarantineQuery.KIND,
        QuarantineQuery.TEXT,
        QuarantineQuery.SOURCE,
        QuarantineQuery.FROM,
        QuarantineQuery.TO
      })
  @POST
  @Path("replay")
  public Replay replay(
      @PathParam("department") String department,
      @PathParam("dataset") String dataset,
      @Context UriInfo uri,
      @Context SecurityContext security,
      @Context HttpServletRequest request) {
    Access access = Access.of(security);
    Selection selection = selection(access, department, dataset, uri);
    audit(request, uri);
    Replay replay = Stored.answer(() -> quarantine.replay(selection));
    audit(request, replay);
    return replay;
  }

  @Summary(
      value =
          "Repairs rows and stores what fits then, or with no number says what that would do. What is"
              + " stored leaves the quarantine; lineage keeps the row as it came.",
      query = {
        QuarantineQuery.IDS,
        QuarantineQuery.FIELD,
        QuarantineQuery.KIND,
        QuarantineQuery.TEXT,
        QuarantineQuery.SOURCE,
        QuarantineQuery.FROM,
        QuarantineQuery.TO
      })
  @POST
  @Path("repairs")
  @Consumes(MediaType.APPLICATION_JSON)
  public Object repair(
      @PathParam("department") String department,
      @PathParam("dataset") String dataset,
      Wanted wanted,
      @Context UriInfo uri,
      @Context SecurityContext security,
      @Context HttpServletRequest request) {
    Access access = Access.of(security);
    Selection selection = selection(access, department, dataset, uri);
    access.toReadWhole(catalogue, department, dataset);
    if (wanted == null) {
      throw Problem.badRequest("steps: 1 to " + Repair.MOST_STEPS + " were expected");
    }
    Repair repair = Stored.answer(() -> Repair.of(wanted.steps()));
    if (wanted.number() == null) {
      Preview preview = Stored.answer(() -> repairs.preview(selection, repair));
      Act.detail(request, "tried", preview.number());
      return preview;
    }
    confirm(wanted.number(), Stored.answer(() -> quarantine.count(selection)), "repaired");
    audit(request, uri);
    Act.detail(request, "steps", cut(Json.write(repair.told())));
    String by = security.getUserPrincipal().getName();
    Replay replay = Stored.answer(() -> repairs.apply(selection, repair, by));
    audit(request, replay);
    return replay;
  }

  @Summary(
      value = "Drops rows for good, or with no number says how many that would be.",
      query = {
        QuarantineQuery.IDS,
        QuarantineQuery.FIELD,
        QuarantineQuery.KIND,
        QuarantineQuery.TEXT,
        QuarantineQuery.SOURCE,
        QuarantineQuery.FROM,
        QuarantineQuery.TO
      })
  @POST
  @Path("discards")
  @Consumes(MediaType.APPLICATION_JSON)
  public Dropped discard(
      @PathParam("department") String department,
      @PathParam("dataset") String dataset,
      Unwanted unwanted,
      @Context UriInfo uri,
      @Context SecurityContext security,
      @Context HttpServletRequest request) {
    Access access = Access.of(security);
    Selection selection =
        new QuarantineQuery(
                access.toRule(catalogue, department, dataset).id(), uri.getQueryParameters())
            .selection();
    if (unwanted == null || unwanted.number() == null) {
      return new Dropped(Stored.answer(() -> quarantine.count(selection)), false);
    }
    if (unwanted.reason() == null || unwanted.reason().strip().length() < LEAST_REASON) {
      throw Problem.badRequest(
          "reason: say why in at least " + LEAST_REASON + " characters; it stands in the audit.");
    }
    long number = Stored.answer(() -> quarantine.discard(selection, unwanted.number()));
    confirm(unwanted.number(), number, "dropped");
    audit(request, uri);
    Act.detail(request, "reason", cut(unwanted.reason().strip()));
    Act.detail(request, "dropped", number);
    return new Dropped(number, true);
  }

  private Selection toRead(
      String department, String dataset, UriInfo uri, SecurityContext security) {
    return new QuarantineQuery(
            Access.of(security).toReadWhole(catalogue, department, dataset).id(),
            uri.getQueryParameters())
        .selection();
  }

  private Selection selection(Access access, String department, String dataset, UriInfo uri) {
    return new QuarantineQuery(
            access.toWrite(catalogue, department, dataset).id(), uri.getQueryParameters())
        .selection();
  }

  private static void confirm(long seen, long now, String what) {
    if (seen != now) {
      throw Problem.conflict(
          "The parameters select "
              + now
              + " rows now, not "
              + seen
              + ": look again before they are "
              + what
              + ".");
    }
  }

  private static void audit(HttpServletRequest request, UriInfo uri) {
    String query = uri.getRequestUri().getQuery();
    Act.detail(request, "selection", query == null ? "all" : cut(query));
  }

  private static void audit(HttpServletRequest request, Replay replay) {
    Act.detail(request, "accepted", replay.accepted());
    Act.detail(request, "unchanged", replay.unchanged());
    Act.detail(request, "quarantined", replay.quarantined());
  }

  private static String cut(String text) {
    return text.length() > LONGEST_AUDITED ? text.substring(0, LONGEST_AUDITED) + "…" : text;
  }
}
