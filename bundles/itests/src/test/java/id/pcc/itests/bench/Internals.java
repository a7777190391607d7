package id.pcc.itests.bench;

import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a command center holds after full collections, as the JDK counts it: so what nobody needs
 * any more and somebody still holds is counted as well.
 */
final class Internals {
  /** What is counted, and by how much it may grow and still be called flat. */
  enum Part {
    HEAP("heap, MiB", 2),
    METASPACE("metaspace, MiB", 1),
    CLASSES("classes", 100),
    THREADS("threads", 3),
    LOADERS("class loaders of bundles", 1),
    WIRINGS("wirings", 1),
    BUNDLES("bundles", 1),
    SERVICES("services", 5);

    final String title;
    final double allowed;

    Part(String title, double allowed) {
      this.title = title;
      this.allowed = allowed;
    }
  }

  private static final String FELIX = "org.apache.felix.framework.";
  private static final Pattern ROW = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");
  private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");
  private static final double MEBI = 1 << 20;

  /** Bytes of each class. */
  private final Map<String, Long> bytes = new TreeMap<>();

  private final Map<String, Long> instances = new TreeMap<>();
  private final Map<Part, Double> parts = new LinkedHashMap<>();
  private final long loaded;
  private final long unloaded;

  /** Looks, after two collections: what the first one finds dead may hold something itself. */
  Internals(Vitals vitals) throws IOException {
    vitals.jcmd("GC.run");
    double total = 0;
    for (String line : vitals.jcmd("GC.class_histogram").lines().toList()) {
      Matcher row = ROW.matcher(line);
      Matcher sum = TOTAL.matcher(line);
      if (row.matches()) {
        instances.merge(row.group(3), Long.parseLong(row.group(1)), Long::sum);
        bytes.merge(row.group(3), Long.parseLong(row.group(2)), Long::sum);
      } else if (sum.lookingAt()) {
        total = Double.parseDouble(sum.group(1));
      }
    }
    Map<String, String> counters =
        vitals
            .jcmd("PerfCounter.print")
            .lines()
            .filter(line -> line.contains("="))
            .collect(
                Collectors.toMap(
                    line -> line.substring(0, line.indexOf('=')),
                    line -> line.substring(line.indexOf('=') + 1),
                    (a, b) -> b));
    loaded =
        number(counters, "java.cls.loadedClasses")
            + number(counters, "java.cls.sharedLoadedClasses");
    unloaded =
        number(counters, "java.cls.unloadedClasses")
            + number(counters, "java.cls.sharedUnloadedClasses");
    parts.put(Part.HEAP, total / MEBI);
    parts.put(Part.METASPACE, number(counters, "sun.gc.metaspace.used") / MEBI);
    parts.put(Part.CLASSES, (double) (loaded - unloaded));
    parts.put(Part.THREADS, (double) number(counters, "java.threads.live"));
    parts.put(Part.LOADERS, instances("BundleWiringImpl$BundleClassLoader"));
    parts.put(Part.WIRINGS, instances("BundleWiringImpl"));
    parts.put(Part.BUNDLES, instances("BundleImpl"));
    parts.put(Part.SERVICES, instances("ServiceRegistrationImpl"));
  }

  private double instances(String felix) {
    return instances.getOrDefault(FELIX + felix, 0L);
  }

  private static long number(Map<String, String> counters, String name) {
    return Long.parseLong(counters.getOrDefault(name, "0").replace("\"", ""));
  }

  double of(Part part) {
    return parts.get(part);
  }

  /** The classes whose objects grew most since another look, with bytes and objects. */
  List<String> grownSince(Internals before, int most) {
    return bytes.entrySet().stream()
        .map(e -> Map.entry(e.getKey(), e.getValue() - before.bytes.getOrDefault(e.getKey(), 0L)))
        .filter(e -> e.getValue() > 0)
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(most)
        .map(
            e ->
                String.format(
                    Locale.ROOT,
                    "%+,d bytes, %+,d of %s",
                    e.getValue(),
                    instances.get(e.getKey()) - before.instances.getOrDefault(e.getKey(), 0L),
                    e.getKey()))
        .toList();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "heap %.1f MiB, metaspace %.1f MiB, %,.0f classes (%,d loaded, %,d unloaded), %.0f"
            + " threads, %.0f wirings, %.0f class loaders of bundles, %.0f bundles, %.0f services",
        of(Part.HEAP),
        of(Part.METASPACE),
        of(Part.CLASSES),
        loaded,
        unloaded,
        of(Part.THREADS),
        of(Part.WIRINGS),
        of(Part.LOADERS),
        of(Part.BUNDLES),
        of(Part.SERVICES));
  }
}
