package id.pcc.web.internal.rest;

import id.pcc.web.internal.Api;
import id.pcc.web.internal.Door;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerResponseContext;
import javax.ws.rs.container.ContainerResponseFilter;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtension;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;

/**
 * Tells the gate how a request was answered while the answer has not left yet, so that what a
 * client was told is recorded already. Answers that pass by here are told by the door.
 */
@Component(service = ContainerResponseFilter.class, scope = ServiceScope.PROTOTYPE)
@JaxrsExtension
@JaxrsName("pcc-answered")
@JaxrsApplicationSelect(Api.SELECT)
public final class Answered implements ContainerResponseFilter {
  @Context private HttpServletRequest request;

  @Override
  public void filter(ContainerRequestContext asked, ContainerResponseContext answer) {
    Door.answered(request, answer.getStatus());
  }
}
