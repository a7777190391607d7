package id.pcc.itests.container;

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
    // A refresh of the one bundle is reported by the system bundle as a whole.
    if (event.getType() == FrameworkEvent.ERROR) {
      seen.add("framework error: " + event.getThrowable());
    }
  }

  @Override
  public void close() {
    context.removeBundleListener(this);
    context.removeFrameworkListener(this);
  }
}
