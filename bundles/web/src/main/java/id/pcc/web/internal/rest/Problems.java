package id.pcc.web.internal.rest;

import id.pcc.web.Problem;
import id.pcc.web.internal.Api;
import id.pcc.web.internal.ProblemBody;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtension;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;

/** Renders whatever a resource throws as {@code application/problem+json}. */
@Component(service = ExceptionMapper.class, scope = ServiceScope.PROTOTYPE)
@JaxrsExtension
@JaxrsName("pcc-problems")
@JaxrsApplicationSelect(Api.SELECT)
public final class Problems implements ExceptionMapper<Throwable> {
  @Context private HttpServletRequest request;

  @Override
  public Response toResponse(Throwable thrown) {
    if (thrown instanceof WebApplicationException web && !isError(web.getResponse())) {
      return web.getResponse();
    }
    Problem problem = Thrown.asProblem(thrown, request.getMethod(), request.getRequestURI());
    var body = ProblemBody.of(problem, thrown, request);
    var response =
        Response.status(problem.status())
            .type(ProblemBody.MEDIA_TYPE)
            .header(HttpHeaders.CACHE_CONTROL, "no-store")
            .entity(body.json());
    if (problem.retryAfterSeconds() > 0) {
      response.header(HttpHeaders.RETRY_AFTER, problem.retryAfterSeconds());
    }
    if (thrown instanceof WebApplicationException web) {
      keep(web, HttpHeaders.ALLOW, response);
      keep(web, HttpHeaders.WWW_AUTHENTICATE, response);
    }
    return response.build();
  }

  private static boolean isError(Response response) {
    return response.getStatus() >= 400;
  }

  private static void keep(
      WebApplicationException thrown, String header, Response.ResponseBuilder response) {
    var values = thrown.getResponse().getHeaders().get(header);
    if (values != null) {
      values.forEach(value -> response.header(header, value));
    }
  }
}
