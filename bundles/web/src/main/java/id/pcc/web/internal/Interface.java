package id.pcc.web.internal;

import id.pcc.api.HealthPart;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.jaxrs.whiteboard.JaxrsWhiteboardConstants;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Says whether the resources are served. The whiteboard makes the application anew for each
 * resource that comes, and answers 404 meanwhile: only when none has come or gone for a moment is
 * the interface there. (The whiteboard's own report of what it serves is empty now and then
 * although it serves everything, so it is not asked.)
 */
@Component
public final class Interface implements HealthPart {
  private static final long MOMENT_NANOS = 1_000_000_000;

  private final ServiceTracker<Object, ServiceReference<Object>> resources;
  private volatile long changed = System.nanoTime();

  @Activate
  public Interface(BundleContext context) throws InvalidSyntaxException {
    resources =
        new ServiceTracker<>(
            context,
            FrameworkUtil.createFilter(
                "(&("
                    + JaxrsWhiteboardConstants.JAX_RS_RESOURCE
                    + "=true)("
                    + Constants.OBJECTCLASS
                    + "=*))"),
            null) {
          @Override
          public ServiceReference<Object> addingService(ServiceReference<Object> reference) {
            changed = System.nanoTime();
            return reference;
          }

          @Override
          public void removedService(
              ServiceReference<Object> reference, ServiceReference<Object> same) {
            changed = System.nanoTime();
          }
        };
    resources.open();
  }

  @Deactivate
  void stop() {
    resources.close();
  }

  @Override
  public String name() {
    return "interface";
  }

  @Override
  public Health health() {
    boolean settled = System.nanoTime() - changed > MOMENT_NANOS;
    return settled && resources.size() > 0
        ? Health.READY
        : new Health(State.STARTING, "the resources of /api are being made ready");
  }
}
