package id.pcc.storage.internal.rest;

import id.pcc.storage.Catalogue;
import id.pcc.storage.Catalogue.Entry;
import id.pcc.storage.Lineage;
import id.pcc.storage.Lineage.Delivered;
import id.pcc.storage.Lineage.Original;
import id.pcc.web.Page;
import id.pcc.web.Problem;
import id.pcc.web.Summary;
import java.util.List;
import java.util.Map;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
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
 * {@code /api/datasets/{department}/{dataset}/deliveries}: which deliveries the records came with.
 */
@Component(service = DeliveryResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=pcc)")
@Path("datasets/{department}/{dataset}/deliveries")
@Produces(MediaType.APPLICATION_JSON)
public final class DeliveryResource {
  private static final int MOST_ORIGINALS = 500;

  private final Catalogue catalogue;
  private final Lineage lineage;

  @Activate
  public DeliveryResource(@Reference Catalogue catalogue, @Reference Lineage lineage) {
    this.catalogue = catalogue;
    this.lineage = lineage;
  }

  @Summary("The deliveries that the dataset's records came with, newest first.")
  @GET
  public Page<Map<String, Object>> list(
      @PathParam("department") String department,
      @PathParam("dataset") String dataset,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") String cursor,
      @Context SecurityContext security) {
    Entry entry = Access.of(security).toTrace(catalogue, department, dataset);
    boolean whole = whole(entry, security);
    long after = Lists.after(cursor);
    int most = Lists.limit(limit);
    List<Delivered> found =
        Stored.answer(
            () -> lineage.deliveries(entry.id(), after == 0 ? Long.MAX_VALUE : after, most));
    return new Page<>(
        found.stream().map(each -> DeliveryView.of(each, whole)).toList(),
        found.size() < most ? null : Long.toString(found.get(most - 1).seq()));
  }

  @Summary("One delivery, with the rows from quarantine that it was made of.")
  @GET
  @Path("{seq}")
  public Map<String, Object> get(
      @PathParam("department") String department,
      @PathParam("dataset") String dataset,
      @PathParam("seq") long seq,
      @Context SecurityContext security) {
    Entry entry = Access.of(security).toTrace(catalogue, department, dataset);
    boolean whole = whole(entry, security);
    Delivered delivered =
        Stored.answer(() -> lineage.delivery(entry.id(), seq))
            .orElseThrow(
                () ->
                    Problem.notFound(
                        "There is no delivery " + seq + " of " + entry.id() + ", or no more."));
    Map<String, Object> view = DeliveryView.of(delivered, whole);
    List<Original> originals =
        Stored.answer(() -> lineage.originals(entry.id(), seq, MOST_ORIGINALS));
    view.put("quarantineIds", originals.stream().map(Original::id).toList());
    view.put("originals", whole ? originals : List.of());
    return view;
  }

  private static boolean whole(Entry entry, SecurityContext security) {
    return Access.of(security).rights().masked(entry).isEmpty();
  }
}
