package id.pcc.deployer.inspection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/** The packages that the command center offers to departments, with their versions. */
public final class Offer {
  private final Map<String, List<Version>> packages;

  private Offer(Map<String, List<Version>> packages) {
    this.packages = Collections.unmodifiableMap(packages);
  }

  /** These packages, each with all its versions. */
  public static Offer of(Map<String, ? extends Collection<Version>> packages) {
    Map<String, List<Version>> copy = new TreeMap<>();
    packages.forEach((name, versions) -> copy.put(name, List.copyOf(versions)));
    return new Offer(copy);
  }

  /**
   * What these jars export, such as those of {@code id.pcc.api} and {@code id.pcc.camel}.
   *
   * @throws IOException when one of them cannot be read
   */
  public static Offer ofJars(Collection<Path> jars) throws IOException {
    Map<String, List<Version>> packages = new TreeMap<>();
    for (Path path : jars) {
      try (JarFile jar = new JarFile(path.toFile())) {
        Manifest manifest = jar.getManifest();
        String exported =
            manifest == null ? null : manifest.getMainAttributes().getValue("Export-Package");
        for (Clause clause : Clause.of(exported)) {
          Version version = Version.parseVersion(clause.attributes().get("version"));
          clause
              .paths()
              .forEach(name -> packages.computeIfAbsent(name, n -> new ArrayList<>()).add(version));
        }
      }
    }
    return of(packages);
  }

  /** The versions of a package, the lowest first; empty when nobody offers it. */
  public List<Version> versions(String name) {
    return packages.getOrDefault(name, List.of()).stream().sorted().toList();
  }

  /** Whether a version of that package is offered that the range includes. */
  public boolean has(String name, VersionRange range) {
    return versions(name).stream().anyMatch(range::includes);
  }
}
