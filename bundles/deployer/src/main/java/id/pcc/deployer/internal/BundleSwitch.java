package id.pcc.deployer.internal;

import id.pcc.deployer.inspection.Inspection;
import id.pcc.deployer.inspection.Offer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/** Puts a department's bundle in the place of the one before, and touches no other bundle. */
final class BundleSwitch {
  /** How the locations of bundles begin that were deployed here and are no part of the assembly. */
  private static final String LOCATION = "pcc:departments/";

  private static final int START_LEVEL = 90;
  private static final int TRIES = 3;
  private static final long REFRESH_SECONDS = 30;

  private final BundleContext context;

  BundleSwitch(BundleContext context) {
    this.context = context;
  }

  /** The bundles that say they are that department, the running one first. */
  List<Bundle> all(String department) {
    String name = Inspection.PREFIX + department;
    return Arrays.stream(context.getBundles())
        .filter(b -> name.equals(b.getSymbolicName()))
        .sorted(Comparator.comparing(b -> b.getState() != Bundle.ACTIVE))
        .toList();
  }

  /** The department's bundle. */
  Optional<Bundle> of(String department) {
    return all(department).stream().findFirst();
  }

  /** The departments whose bundles were brought here, with their bundles. */
  Map<String, Bundle> brought() {
    Map<String, Bundle> brought = new HashMap<>();
    for (Bundle bundle : context.getBundles()) {
      if (bundle.getLocation().startsWith(LOCATION)) {
        brought.put(bundle.getLocation().substring(LOCATION.length()), bundle);
      }
    }
    return brought;
  }

  /** Whether the bundle is a part of the assembly, which comes back with a new cache. */
  static boolean shipped(Bundle bundle) {
    return bundle.getLocation().startsWith("mvn:");
  }

  /**
   * Stops, updates, refreshes and starts. A running bundle that is updated at once fails now and
   * then, because the framework cannot lock it.
   */
  Bundle put(String department, Path jar) throws IOException, BundleException {
    Bundle present = of(department).orElse(null);
    if (present == null) {
      try (InputStream in = Files.newInputStream(jar)) {
        present = context.installBundle(LOCATION + department, in);
        present.adapt(BundleStartLevel.class).setStartLevel(START_LEVEL);
      }
    } else {
      present.stop(Bundle.STOP_TRANSIENT);
      update(present, jar);
      refresh(present);
    }
    present.start();
    return present;
  }

  private static void update(Bundle bundle, Path jar) throws IOException, BundleException {
    for (int attempt = 1; ; attempt++) {
      try (InputStream in = Files.newInputStream(jar)) {
        bundle.update(in);
        return;
      } catch (BundleException e) {
        if (attempt == TRIES || !String.valueOf(e.getMessage()).contains("lock")) {
          throw e;
        }
      }
    }
  }

  /** Takes a bundle away. */
  void take(Bundle bundle) throws BundleException {
    bundle.uninstall();
    refresh(bundle);
  }

  private void refresh(Bundle bundle) throws BundleException {
    CountDownLatch done = new CountDownLatch(1);
    context
        .getBundle(0)
        .adapt(FrameworkWiring.class)
        .refreshBundles(List.of(bundle), event -> done.countDown());
    try {
      if (!done.await(REFRESH_SECONDS, TimeUnit.SECONDS)) {
        throw new BundleException("the framework did not refresh it in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BundleException("interrupted", e);
    }
  }

  /** What the bundles that are no departments export. */
  Offer offer() {
    Map<String, List<Version>> packages = new HashMap<>();
    for (Bundle bundle : context.getBundles()) {
      BundleRevision revision = bundle.adapt(BundleRevision.class);
      String name = String.valueOf(bundle.getSymbolicName());
      if (revision == null || name.startsWith(Inspection.PREFIX)) {
        continue;
      }
      for (var capability : revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
        var attributes = capability.getAttributes();
        Object version = attributes.get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE);
        packages
            .computeIfAbsent(
                (String) attributes.get(PackageNamespace.PACKAGE_NAMESPACE), n -> new ArrayList<>())
            .add(version instanceof Version v ? v : Version.emptyVersion);
      }
    }
    return Offer.of(packages);
  }
}
