package id.pcc.storage.internal.rest;

import id.pcc.storage.Catalogue;
import id.pcc.storage.Catalogue.Entry;
import id.pcc.storage.Keeping;
import id.pcc.storage.Keeping.Selection;
import id.pcc.storage.Records.Query;
import id.pcc.web.Act;
import id.pcc.web.Problem;
import id.pcc.web.Summary;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/**
 * {@code /api/datasets/{department}/{dataset}/deletions}: deletes the records that the parameters
 * select, which are those of reading records.
 */
@Component(service = DeletionResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=pcc)")
@Path("datasets/{department}/{dataset}/deletions")
@Produces(MediaType.APPLICATION_JSON)
public final class DeletionResource {
  private static final int LEAST_REASON = 10;

  private final Catalogue catalogue;
  private final Keeping keeping;

  @Activate
  public DeletionResource(@Reference Catalogue catalogue, @Reference Keeping keeping) {
    this.catalogue = catalogue;
    this.keeping = keeping;
  }

  /**
   * Why records are deleted.
   *
   * @param reason a sentence for the audit
   * @param number how many records somebody who tried it saw; absent to try it: then nothing is
   *     deleted
   */
  public record Wanted(String reason, Long number) {}

  /** How many records were selected, and whether they are deleted. */
  public record Done(long number, boolean deleted) {}

  @Summary(
      value = "Deletes, or says how many records would be deleted.",
      query = {
        "<field>: that value; <field>.gt, .gte, .lt, .lte compare",
        "from: least time",
        "to: time before which"
      })
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Done delete(
      @PathParam("department") String department,
      @PathParam("dataset") String dataset,
      Wanted wanted,
      @Context UriInfo uri,
      @Context SecurityContext security,
      @Context HttpServletRequest request) {
    Entry entry = Access.of(security).toRule(catalogue, department, dataset);
    Selection selection = selection(entry, uri);
    long number = Stored.answer(() -> keeping.count(selection));
    if (wanted == null || wanted.number() == null) {
      return new Done(number, false);
    }
    if (wanted.reason() == null || wanted.reason().strip().length() < LEAST_REASON) {
      throw Problem.badRequest(
          "reason: say why in at least " + LEAST_REASON + " characters; it stands in the audit.");
    }
    if (wanted.number() != number) {
      throw Problem.conflict(
          "The parameters select "
              + number
              + " records now, not "
              + wanted.number()
              + ": look again before they are deleted.");
    }
    Act.detail(request, "reason", wanted.reason().strip());
    Act.detail(request, "selection", String.valueOf(uri.getRequestUri().getQuery()));
    long deleted = Stored.answer(() -> keeping.delete(selection));
    Act.detail(request, "deleted", deleted);
    return new Done(deleted, true);
  }

  private static Selection selection(Entry entry, UriInfo uri) {
    Query query = new RecordQuery(entry, Set.of(), uri.getQueryParameters()).records();
    if (query.latest() || query.bbox() != null || query.cursor() != null) {
      throw Problem.badRequest("Records are deleted by fields, from and to only.");
    }
    return new Selection(entry.id(), query.filters(), query.from(), query.to());
  }
}
