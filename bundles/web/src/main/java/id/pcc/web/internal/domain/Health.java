package id.pcc.web.internal.domain;

import id.pcc.api.HealthPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * How the command center is, part by part.
 *
 * @param status {@code ready}, or {@code not ready} while something required is missing or fails
 * @param version the version that runs
 * @param parts the required ones in their order, then the others by name
 */
public record Health(String status, String version, List<Part> parts) {
  /**
   * A part.
   *
   * @param state {@code ready, starting, degraded, failed, stopped} or {@code missing}
   * @param reason a sentence that an administrator can act on, empty while ready
   */
  public record Part(String name, String state, String reason) {}

  /**
   * Looks at all parts.
   *
   * @param required the names of the parts that must be there
   * @param parts what says how it is
   * @param whyMissing why a part of that name is not there and what to do
   */
  public static Health look(
      String version,
      List<String> required,
      List<? extends HealthPart> parts,
      Function<String, String> whyMissing) {
    Map<String, Part> seen = new LinkedHashMap<>();
    required.forEach(name -> seen.put(name, null));
    parts.stream()
        .map(Health::ask)
        .sorted((a, b) -> a.name().compareTo(b.name()))
        .forEach(part -> seen.put(part.name(), part));
    boolean ready = true;
    List<Part> all = new ArrayList<>();
    for (var entry : seen.entrySet()) {
      Part part = entry.getValue();
      if (part == null) {
        part = new Part(entry.getKey(), "missing", whyMissing.apply(entry.getKey()));
      }
      all.add(part);
      ready &= !required.contains(part.name()) || works(part);
    }
    return new Health(ready ? "ready" : "not ready", version, List.copyOf(all));
  }

  /** Whether everything required works. */
  public boolean ready() {
    return status.equals("ready");
  }

  private static boolean works(Part part) {
    return part.state().equals("ready") || part.state().equals("degraded");
  }

  private static Part ask(HealthPart part) {
    try {
      var health = part.health();
      return new Part(part.name(), health.state().name().toLowerCase(Locale.ROOT), health.reason());
    } catch (RuntimeException e) {
      return new Part(part.name(), "failed", "does not say how it is: " + e.getMessage());
    }
  }
}
