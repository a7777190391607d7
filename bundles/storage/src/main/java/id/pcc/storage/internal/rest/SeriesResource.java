package id.pcc.storage.internal.rest;

import id.pcc.storage.Catalogue;
import id.pcc.storage.Catalogue.Entry;
import id.pcc.storage.Records;
import id.pcc.storage.Records.Point;
import id.pcc.storage.Records.Series;
import id.pcc.web.Page;
import id.pcc.web.Summary;
import java.time.Clock;
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

/** {@code /api/datasets/{department}/{dataset}/series}: a measure over time. */
@Component(service = SeriesResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=pcc)")
@Path("datasets/{department}/{dataset}/series")
@Produces(MediaType.APPLICATION_JSON)
public final class SeriesResource {
  private final Catalogue catalogue;
  private final Records records;
  private final Clock clock = Clock.systemUTC();

  @Activate
  public SeriesResource(@Reference Catalogue catalogue, @Reference Records records) {
    this.catalogue = catalogue;
    this.records = records;
  }

  @Summary(
      value = "A measure over time in buckets: the points, by group and time.",
      query = {
        "measure: the field",
        "group: a key field that tells series apart",
        "from: from when",
        "to: until before when",
        "bucket: the width of a bucket, such as PT1H",
        "agg: mean, min, max, sum, count or last",
        "<field>: that value; <field>.gt, .gte, .lt, .lte compare"
      })
  @GET
  public Page<Point> series(
      @PathParam("department") String department,
      @PathParam("dataset") String dataset,
      @Context UriInfo uri,
      @Context SecurityContext security) {
    Access access = Access.of(security);
    Entry entry = access.toRead(catalogue, department, dataset);
    Set<String> masked = access.rights().masked(entry);
    Series asked = new RecordQuery(entry, masked, uri.getQueryParameters()).series(clock);
    return Page.all(Stored.answer(() -> records.series(asked)));
  }
}
