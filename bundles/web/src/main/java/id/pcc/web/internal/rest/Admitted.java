package id.pcc.web.internal.rest;

import id.pcc.web.Problem;
import id.pcc.web.internal.Api;
import id.pcc.web.internal.Door;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.PreMatching;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtension;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;

/** Serves only what came through the door: a second lock, should the door's filter be missing. */
@Component(service = ContainerRequestFilter.class, scope = ServiceScope.PROTOTYPE)
@JaxrsExtension
@JaxrsName("pcc-admitted")
@JaxrsApplicationSelect(Api.SELECT)
@PreMatching
public final class Admitted implements ContainerRequestFilter {
  @Context private HttpServletRequest request;

  @Override
  public void filter(ContainerRequestContext context) {
    if (!Door.admitted(request)) {
      throw Problem.of(503, "Closed", "Sign-in is not running; see /api/health.").retryAfter(5);
    }
  }
}
