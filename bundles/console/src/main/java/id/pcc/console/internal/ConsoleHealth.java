package id.pcc.console.internal;

import id.pcc.api.HealthPart;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Says whether the pages are there. */
@Component
public final class ConsoleHealth implements HealthPart {
  private final Health health;

  /** Looks once: the files of a bundle do not change while it runs. */
  @Activate
  public ConsoleHealth(BundleContext context) {
    health =
        Pages.of(context.getBundle()).complete()
            ? Health.READY
            : new Health(
                State.FAILED,
                "bundle id.pcc.console was built without its front end: build it with Node.js");
  }

  @Override
  public String name() {
    return "console";
  }

  @Override
  public Health health() {
    return health;
  }
}
