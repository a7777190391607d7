package id.pcc.connect.internal.rest;

import id.pcc.api.Name;
import id.pcc.api.city.City;
import id.pcc.connect.Connection;
import id.pcc.connect.Departments;
import id.pcc.connect.internal.ConnectionJson;
import id.pcc.web.Page;
import id.pcc.web.Problem;
import id.pcc.web.Summary;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.CacheControl;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.EntityTag;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Request;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/departments}: who is connected, how they are, and the widgets that they bring. */
@Component(service = DepartmentsResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=pcc)")
@Path("departments")
public final class DepartmentsResource {
  private static final int YEAR = 365 * 24 * 3_600;

  private final Departments departments;
  private final City city;
  private final Clock clock;

  @Activate
  public DepartmentsResource(@Reference Departments departments, @Reference City city) {
    this.departments = departments;
    this.city = city;
    this.clock = Clock.systemUTC();
  }

  @Summary("All departments.")
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Page<Map<String, Object>> all() {
    ZoneId zone = city.zone();
    return Page.all(ConnectionJson.of(departments.all(), zone, clock.instant()));
  }

  @Summary("One department.")
  @GET
  @Path("{department}")
  @Produces(MediaType.APPLICATION_JSON)
  public Map<String, Object> one(@PathParam("department") String department) {
    return ConnectionJson.of(known(department), city.zone(), clock.instant());
  }

  @Summary("The ES module of a widget, out of the department's bundle.")
  @GET
  @Path("{department}/widgets/{file}")
  public Response widget(
      @PathParam("department") String department,
      @PathParam("file") String file,
      @QueryParam("v") String version,
      @Context Request request) {
    Connection connection = known(department);
    String name = file.endsWith(".js") ? file.substring(0, file.length() - 3) : "";
    byte[] module =
        Name.PATTERN.matcher(name).matches()
            ? departments.widget(department, name).orElse(null)
            : null;
    if (module == null) {
      throw Problem.notFound(
          "Departemen "
              + department
              + " tidak punya widget "
              + file
              + " sekarang."
              + " / Department "
              + department
              + " has no widget "
              + file
              + " now.");
    }
    EntityTag tag = new EntityTag(connection.modified() + "-" + Arrays.hashCode(module));
    CacheControl cache = new CacheControl();
    cache.setPrivate(true);
    if (String.valueOf(connection.modified()).equals(version)) {
      // The address changes with the bundle: what it stands for never does.
      cache.setMaxAge(YEAR);
    } else {
      cache.setNoCache(true);
    }
    Response.ResponseBuilder answer = request.evaluatePreconditions(tag);
    if (answer == null) {
      answer = Response.ok(module, "text/javascript;charset=UTF-8");
    }
    return answer.tag(tag).cacheControl(cache).header("X-Content-Type-Options", "nosniff").build();
  }

  private Connection known(String department) {
    return departments
        .find(department)
        .orElseThrow(
            () ->
                Problem.notFound(
                    "Tidak ada departemen "
                        + department
                        + "."
                        + " / There is no department "
                        + department
                        + "."));
  }
}
