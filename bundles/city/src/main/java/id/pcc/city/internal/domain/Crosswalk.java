package id.pcc.city.internal.domain;

import id.pcc.api.city.Kelurahan;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds a kelurahan by what others call it. Names are compared by their letters only, because
 * sources write them with and without blanks. The codes of Kemendagri and BPS are different
 * systems: without its dots, the Kemendagri code of one kelurahan is the BPS code of another, so
 * bare digits are read as BPS.
 */
public final class Crosswalk {
  private static final String PREFIX = "kelurahan";

  private final Map<String, Kelurahan> byCode = new HashMap<>();
  private final Map<String, Kelurahan> byBps = new HashMap<>();
  private final Map<String, Kelurahan> byLetters = new HashMap<>();

  /**
   * @throws IllegalArgumentException when two kelurahan share a code or a name
   */
  public Crosswalk(Collection<Kelurahan> kelurahan) {
    for (Kelurahan k : kelurahan) {
      put(byCode, k.code(), k);
      put(byBps, digits(k.bpsCode()), k);
      put(byLetters, letters(k.name()), k);
    }
  }

  private static void put(Map<String, Kelurahan> map, String key, Kelurahan kelurahan) {
    Kelurahan other = map.put(key, kelurahan);
    if (other != null) {
      throw new IllegalArgumentException(
          kelurahan.name() + " and " + other.name() + " share \"" + key + "\"");
    }
  }

  /** The kelurahan of that name or code. */
  public Optional<Kelurahan> find(String nameOrCode) {
    String text = nameOrCode.strip();
    Kelurahan found = byCode.get(text);
    if (found == null && isBps(text)) {
      found = byBps.get(digits(text));
    }
    return Optional.ofNullable(found != null ? found : byLetters.get(name(text)));
  }

  /**
   * The kelurahan that the attributes of a map feature speak of: a dotted code decides, then a
   * name, then a name and a code together, then bare digits read as BPS.
   */
  public Optional<Kelurahan> match(Collection<?> attributes) {
    List<String> texts = new ArrayList<>();
    attributes.forEach(a -> texts.add(String.valueOf(a).strip()));
    Set<Kelurahan> coded = new LinkedHashSet<>();
    Set<Kelurahan> named = new LinkedHashSet<>();
    Set<Kelurahan> numbered = new LinkedHashSet<>();
    Set<Kelurahan> bps = new LinkedHashSet<>();
    for (String text : texts) {
      add(coded, byCode.get(text));
      add(named, byLetters.get(name(text)));
      if (isBps(text)) {
        String number = digits(text);
        add(bps, byBps.get(number));
        byCode.values().stream()
            .filter(k -> digits(k.code()).equals(number))
            .forEach(numbered::add);
      }
    }
    numbered.addAll(bps);
    Set<Kelurahan> both = new LinkedHashSet<>(named);
    both.retainAll(numbered);
    for (Set<Kelurahan> set : List.of(coded, named, both, bps)) {
      if (set.size() == 1) {
        return Optional.of(set.iterator().next());
      }
    }
    return Optional.empty();
  }

  private static void add(Set<Kelurahan> set, Kelurahan kelurahan) {
    if (kelurahan != null) {
      set.add(kelurahan);
    }
  }

  private static boolean isBps(String text) {
    String bare = text.startsWith("id") || text.startsWith("ID") ? text.substring(2) : text;
    return bare.length() == 10 && bare.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String name(String text) {
    String letters = letters(text);
    return letters.startsWith(PREFIX) ? letters.substring(PREFIX.length()) : letters;
  }

  private static String digits(String text) {
    return text.replaceAll("[^0-9]", "");
  }

  static String letters(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("[^\\p{L}]", "")
        .toLowerCase(Locale.ROOT);
  }
}
