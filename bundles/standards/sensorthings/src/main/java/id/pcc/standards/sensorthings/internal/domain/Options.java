package id.pcc.standards.sensorthings.internal.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The query options of a set of entities (OGC 18-088, clause 9.3.3).
 *
 * @param top how many at most
 * @param skip how many are left out before the first
 * @param token where observations go on; {@code null} to begin
 * @param count whether to say how many there are in all
 * @param filter {@code null} for none
 * @param orderBy property and {@code asc} or {@code desc}; empty for the usual order
 * @param select the properties wanted; empty for all
 * @param expand the relations to follow, each with its own options
 */
public record Options(
    int top,
    int skip,
    String token,
    boolean count,
    Condition filter,
    List<String> orderBy,
    Set<String> select,
    Map<String, Options> expand) {
  /** How many entities are given when nothing is said. */
  public static final int USUAL = 100;

  /** How many are given at most. */
  public static final int MOST = 1_000;

  /** How many can be left out at most. */
  public static final int MOST_SKIPPED = 10_000;

  private static final int DEEPEST = 4;

  /** Nothing is asked. */
  public static final Options NONE =
      new Options(USUAL, 0, null, false, null, List.of(), Set.of(), Map.of());

  /**
   * Reads the options of a request.
   *
   * @throws IllegalArgumentException when one is unknown or wrong; the message names it
   */
  public static Options of(Map<String, String> given) {
    return of(given, 0);
  }

  /** These options from a place on, for so many. */
  public Options from(String place, int most) {
    return new Options(most, 0, place, count, filter, orderBy, select, expand);
  }

  private static Options of(Map<String, String> given, int depth) {
    for (String name : given.keySet()) {
      if (name.equals("$resultFormat")) {
        throw new NotServed("$resultFormat is not served");
      }
      if (!Set.of(
              "$top", "$skip", "$skiptoken", "$count", "$filter", "$orderby", "$select", "$expand")
          .contains(name)) {
        throw new IllegalArgumentException("there is no query option " + name);
      }
    }
    String count = given.getOrDefault("$count", "false");
    if (!count.equals("true") && !count.equals("false")) {
      throw new IllegalArgumentException("$count: true or false was expected");
    }
    int skip = number(given, "$skip", 0);
    if (skip > MOST_SKIPPED) {
      throw new IllegalArgumentException("$skip: at most " + MOST_SKIPPED + "; use @iot.nextLink");
    }
    String filter = given.get("$filter");
    return new Options(
        Math.min(number(given, "$top", USUAL), MOST),
        skip,
        given.get("$skiptoken"),
        count.equals("true"),
        filter == null ? null : ConditionParser.parse(filter),
        order(given.get("$orderby")),
        given.containsKey("$select")
            ? Set.copyOf(split(given.get("$select"), ',').stream().distinct().toList())
            : Set.of(),
        expand(given.get("$expand"), depth));
  }

  private static int number(Map<String, String> given, String name, int usual) {
    String text = given.get(name);
    if (text == null) {
      return usual;
    }
    try {
      int number = Integer.parseInt(text.strip());
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(name + ": a whole number from 0 was expected");
  }

  private static List<String> order(String text) {
    if (text == null) {
      return List.of();
    }
    String[] parts = text.strip().split("\\s+");
    boolean known =
        parts.length == 1
            || parts.length == 2 && (parts[1].equals("asc") || parts[1].equals("desc"));
    if (parts[0].isEmpty() || !known || text.contains(",")) {
      throw new IllegalArgumentException("$orderby: one property, then asc or desc was expected");
    }
    return List.of(parts[0], parts.length == 1 ? "asc" : parts[1]);
  }

  private static Map<String, Options> expand(String text, int depth) {
    Map<String, Options> expand = new LinkedHashMap<>();
    if (text == null) {
      return expand;
    }
    if (depth >= DEEPEST) {
      throw new IllegalArgumentException("$expand: is nested too deep");
    }
    for (String item : split(text, ',')) {
      int open = item.indexOf('(');
      String path = open < 0 ? item : item.substring(0, open);
      String inner = "";
      if (open >= 0) {
        if (!item.endsWith(")")) {
          throw new IllegalArgumentException("$expand: a bracket is not closed");
        }
        inner = item.substring(open + 1, item.length() - 1);
      }
      int slash = path.indexOf('/');
      if (slash < 0) {
        expand.put(path, of(nested(inner), depth + 1));
      } else {
        // Datastreams/Observations is short for Datastreams($expand=Observations).
        String rest = path.substring(slash + 1) + (open < 0 ? "" : item.substring(open));
        expand.put(path.substring(0, slash), of(Map.of("$expand", rest), depth + 1));
      }
    }
    return expand;
  }

  private static Map<String, String> nested(String text) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String option : split(text, ';')) {
      int equals = option.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("$expand: options of the form $top=1 were expected");
      }
      given.put(option.substring(0, equals).strip(), option.substring(equals + 1));
    }
    return given;
  }

  /** The parts between marks that stand outside of brackets and quotation marks. */
  private static List<String> split(String text, char mark) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? mark : text.charAt(i);
      if (c == '\'') {
        quoted = !quoted;
      } else if (!quoted && c == '(') {
        depth++;
      } else if (!quoted && c == ')') {
        depth--;
      } else if (i == text.length() || c == mark && !quoted && depth == 0) {
        if (!text.substring(from, i).isBlank()) {
          parts.add(text.substring(from, i).strip());
        }
        from = i + 1;
      }
    }
    return parts;
  }
}
