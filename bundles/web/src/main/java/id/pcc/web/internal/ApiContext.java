package id.pcc.web.internal;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.http.context.ServletContextHelper;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardContext;

/**
 * The servlet context at {@code /api}: of its own, because a context that changes restarts what is
 * in it, and because health must answer there when the resources cannot.
 */
@Component(service = ServletContextHelper.class)
@HttpWhiteboardContext(name = ApiContext.NAME, path = "/api")
public final class ApiContext extends ServletContextHelper {
  /** The context's name. */
  public static final String NAME = "pcc-api";

  /** How a servlet selects it. */
  public static final String SELECT = "(osgi.http.whiteboard.context.name=" + NAME + ")";
}
