package id.pcc.itests.container;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.SynchronousBundleListener;

/** Everything that happens to bundles other than one. */
final class Disturbances
    implements SynchronousBundleListener, BundleListener, FrameworkListener, AutoCloseable {
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final BundleContext context;
  private final String except;

  private Disturbances(BundleContext context, String except) {
    this.context = context;
    this.except = except;
  }

  static Disturbances watch(BundleContext context, String except) {
    Disturbances watch = new Disturbances(context, except);
    context.addBundleListener(watch);
    context.addFrameworkListener(watch);
    return watch;
  }

  List<String> seen() {
    return List.copyOf(seen);
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    Bundle bundle = event.getBundle();
    if (!except.equals(bundle.getSymbolicName())) {
      seen.add(bundle.getSymbolicName() + ": bundle event " + event.getType());
    }
  }

  @Override
  public void frameworkEvent(FrameworkEvent event) {
    if (event.getType() == FrameworkEvent.ERROR && !lateLook(event.getThrowable())) {
      seen.add("framework error at " + event.getBundle() + ": " + event.getThrowable());
    }
  }

  /**
   * Whether it is HK2's resource locator, which hears of a bundle's start in its own time and then
   * looks into a bundle that may have been updated or removed meanwhile; that harms nobody.
   */
  private static boolean lateLook(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace())
        .anyMatch(frame -> frame.getClassName().startsWith("org.glassfish.hk2."));
  }

  @Override
  public void close() {
    context.removeBundleListener(this);
    context.removeFrameworkListener(this);
  }
}
