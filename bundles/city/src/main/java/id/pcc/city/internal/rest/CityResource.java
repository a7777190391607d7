package id.pcc.city.internal.rest;

import id.pcc.city.internal.CityReference;
import id.pcc.web.Summary;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code GET /api/city}: what every map of the city needs. */
@Component(service = CityResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=pcc)")
@Path("city")
@Produces(MediaType.APPLICATION_JSON)
public final class CityResource {
  private final CityReference city;

  @Activate
  public CityResource(@Reference CityReference city) {
    this.city = city;
  }

  @Summary("The city, its kelurahan and the boundaries that an administrator has installed.")
  @GET
  public Map<String, Object> city() {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("name", city.name());
    answer.put("zone", city.zone().getId());
    answer.put("boundingBox", city.boundingBox());
    answer.put("kelurahan", city.kelurahan());
    answer.put("boundaries", city.boundaries());
    answer.put("source", city.source());
    return answer;
  }
}
