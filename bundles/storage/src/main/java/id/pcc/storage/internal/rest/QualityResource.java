package id.pcc.storage.internal.rest;

import id.pcc.storage.Catalogue;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Quality;
import id.pcc.storage.Quality.Day;
import id.pcc.storage.internal.json.Json;
import id.pcc.web.Page;
import id.pcc.web.Problem;
import id.pcc.web.Summary;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
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

/** {@code /api/datasets/{department}/{dataset}/quality}: how good the data was, day by day. */
@Component(service = QualityResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=pcc)")
@Path("datasets/{department}/{dataset}/quality")
@Produces(MediaType.APPLICATION_JSON)
public final class QualityResource {
  private static final int MOST_DAYS = 366;

  private final Catalogue catalogue;
  private final Quality quality;
  private final Clock clock = Clock.systemUTC();

  @Activate
  public QualityResource(@Reference Catalogue catalogue, @Reference Quality quality) {
    this.catalogue = catalogue;
    this.quality = quality;
  }

  @Summary(
      "Completeness, validity, timeliness and duplicates of what came in on each of the last days,"
          + " as shares from 0 to 1.")
  @GET
  public Page<Map<String, Object>> days(
      @PathParam("department") String department,
      @PathParam("dataset") String dataset,
      @QueryParam("days") @DefaultValue("30") int days,
      @Context SecurityContext security) {
    DatasetId id = Access.of(security).toRead(catalogue, department, dataset).id();
    if (days < 1 || days > MOST_DAYS) {
      throw Problem.parameter("days", "1 to " + MOST_DAYS + " was expected");
    }
    LocalDate from = LocalDate.now(clock.withZone(Json.ZONE)).minusDays(days - 1L);
    return Page.all(
        Stored.answer(() -> quality.days(id, from)).stream().map(QualityResource::view).toList());
  }

  private static Map<String, Object> view(Day day) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("day", day.day().toString());
    view.put("accepted", day.accepted());
    view.put("unchanged", day.unchanged());
    view.put("quarantined", day.quarantined());
    view.put("completeness", day.completeness());
    view.put("validity", day.validity());
    view.put("timeliness", day.timeliness());
    view.put("duplicates", day.duplicates());
    return view;
  }
}
