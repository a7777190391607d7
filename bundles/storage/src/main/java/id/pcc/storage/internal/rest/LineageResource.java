package id.pcc.storage.internal.rest;

import id.pcc.storage.Catalogue;
import id.pcc.storage.Catalogue.Entry;
import id.pcc.storage.Lineage;
import id.pcc.storage.Records;
import id.pcc.storage.Records.Query;
import id.pcc.web.Problem;
import id.pcc.web.Summary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.ws.rs.GET;
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

/** {@code /api/datasets/{department}/{dataset}/lineage}: where a record came from. */
@Component(service = LineageResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=pcc)")
@Path("datasets/{department}/{dataset}/lineage")
@Produces(MediaType.APPLICATION_JSON)
public final class LineageResource {
  private final Catalogue catalogue;
  private final Records records;
  private final Lineage lineage;

  @Activate
  public LineageResource(
      @Reference Catalogue catalogue, @Reference Records records, @Reference Lineage lineage) {
    this.catalogue = catalogue;
    this.records = records;
    this.lineage = lineage;
  }

  @Summary(
      value = "Where one record came from: its delivery, and the row that it was repaired from.",
      query = "<field>: the value of each field of the key")
  @GET
  public Map<String, Object> of(
      @PathParam("department") String department,
      @PathParam("dataset") String dataset,
      @Context UriInfo uri,
      @Context SecurityContext security) {
    Access access = Access.of(security);
    Entry entry = access.toTrace(catalogue, department, dataset);
    Set<String> masked = access.rights().masked(entry);
    Map<String, List<String>> given = uri.getQueryParameters();
    if (!given.keySet().equals(Set.copyOf(entry.dataset().key()))) {
      throw Problem.badRequest(
          "Name one record by each field of its key: "
              + String.join(", ", entry.dataset().key())
              + ".");
    }
    Query query = new RecordQuery(entry, masked, given).records();
    Map<String, Object> record =
        Stored.answer(() -> records.find(query)).records().stream()
            .findFirst()
            .orElseThrow(() -> Problem.notFound("There is no such record in " + entry.id() + "."));
    boolean whole = masked.isEmpty();
    long seq = ((Number) record.get("_seq")).longValue();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("record", Mask.over(record, masked));
    view.put(
        "delivery",
        Stored.answer(() -> lineage.delivery(entry.id(), seq))
            .map(each -> DeliveryView.of(each, whole))
            .orElse(null));
    view.put(
        "original",
        whole ? Stored.answer(() -> lineage.original(entry.id(), record)).orElse(null) : null);
    return view;
  }
}
