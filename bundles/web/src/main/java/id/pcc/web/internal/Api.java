package id.pcc.web.internal;

import javax.ws.rs.core.Application;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationBase;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtensionSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;

/**
 * The one JAX-RS application. It is served only together with what keeps it shut, audited and
 * understandable, so that no resource is ever reachable without them.
 */
@Component(service = Application.class)
@JaxrsName(Api.NAME)
@JaxrsApplicationBase("/")
@HttpWhiteboardContextSelect(ApiContext.SELECT)
@JaxrsExtensionSelect({
  "(osgi.jaxrs.name=pcc-admitted)",
  "(osgi.jaxrs.name=pcc-answered)",
  "(osgi.jaxrs.name=pcc-problems)",
  "(osgi.jaxrs.name=pcc-json)"
})
public final class Api extends Application {
  /** What resources select it by. */
  public static final String NAME = "pcc";

  /** How an extension selects it. */
  public static final String SELECT = "(osgi.jaxrs.name=" + NAME + ")";
}
