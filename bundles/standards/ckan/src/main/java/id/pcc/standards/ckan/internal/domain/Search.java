package id.pcc.standards.ckan.internal.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code package_search} asks: words, the filters that harvesters use, an order and a page.
 *
 * @param start how many are left out before the first
 * @param rows how many are given at most
 */
public record Search(Predicate<Package> filter, Comparator<Package> order, int start, int rows) {
  /** How many are given at most. */
  public static final int MOST_ROWS = 1_000;

  private static final int USUAL_ROWS = 10;
  private static final Pattern CONDITION =
      Pattern.compile(
          "\\G\\s*(?:AND\\s+)?\\+?(\\w+):(\\[[^\\]]*\\]|\"[^\"]*\"|\\([^)]*\\)|\\S+)(?:\\s+|$)");

  /** That a parameter is wrong. */
  public static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String parameter;

    /** A parameter, and what was expected. */
    public Wrong(String parameter, String detail) {
      super(detail);
      this.parameter = parameter;
    }

    /** Which parameter. */
    public String parameter() {
      return parameter;
    }
  }

  /**
   * Reads the parameters.
   *
   * @throws Wrong when one cannot be understood
   */
  public static Search of(Map<String, String> parameters) {
    Predicate<Package> filter = words(parameters.getOrDefault("q", ""));
    return new Search(
        filter.and(conditions(parameters.getOrDefault("fq", ""))),
        order(parameters.getOrDefault("sort", "")),
        number(parameters, "start", 0, Integer.MAX_VALUE),
        Math.min(number(parameters, "rows", USUAL_ROWS, Integer.MAX_VALUE), MOST_ROWS));
  }

  private static Predicate<Package> words(String text) {
    if (text.isBlank() || text.strip().equals("*:*")) {
      return found -> true;
    }
    if (text.contains(":")) {
      return conditions(text);
    }
    String[] words = text.toLowerCase(Locale.ROOT).strip().split("[\\s\"*]+");
    return found -> Arrays.stream(words).allMatch(word -> text(found).contains(word));
  }

  private static String text(Package found) {
    return String.join(
            " ",
            found.name(),
            found.dataset().title().id(),
            found.dataset().title().en(),
            found.dataset().description().id(),
            found.dataset().producer(),
            String.join(" ", found.tags()))
        .toLowerCase(Locale.ROOT);
  }

  private static Predicate<Package> conditions(String text) {
    List<Predicate<Package>> all = new ArrayList<>();
    Matcher matcher = CONDITION.matcher(text);
    int end = 0;
    while (matcher.find()) {
      all.add(condition(matcher.group(1), matcher.group(2)));
      end = matcher.end();
    }
    if (!text.substring(end).isBlank()) {
      throw new Wrong(
          "fq",
          "conditions of the form field:value were expected at \"" + text.substring(end) + "\"");
    }
    return found -> all.stream().allMatch(condition -> condition.test(found));
  }

  private static Predicate<Package> condition(String field, String value) {
    List<String> values =
        Arrays.stream(value.replaceAll("[()\"]", " ").strip().split("\\s+OR\\s+|\\s+")).toList();
    return switch (field) {
      case "organization" -> found -> values.contains(found.organization());
      case "owner_org" ->
          found -> values.contains(Package.number("organization " + found.organization()));
      case "name" -> found -> values.contains(found.name());
      case "id" -> found -> values.contains(found.number());
      case "tags" -> found -> found.tags().stream().anyMatch(values::contains);
      case "type", "dataset_type" -> found -> values.contains("dataset");
      case "state" -> found -> values.contains("active");
      case "private" -> found -> values.contains("false");
      case "metadata_modified" -> modified(value);
      default -> throw new Wrong("fq", "there is no field " + field + " to choose by");
    };
  }

  /** {@code [2026-11-24T00:00:00Z TO *]}. */
  private static Predicate<Package> modified(String range) {
    String[] ends = range.replaceAll("[\\[\\]]", "").strip().split("\\s+TO\\s+");
    if (ends.length != 2) {
      throw new Wrong("fq", "metadata_modified:[<time> TO <time>] was expected");
    }
    Instant from = end(ends[0]);
    Instant to = end(ends[1]);
    return found ->
        (from == null || !found.approved().isBefore(from))
            && (to == null || !found.approved().isAfter(to));
  }

  private static Instant end(String text) {
    try {
      return text.equals("*") ? null : Instant.parse(text.endsWith("Z") ? text : text + "Z");
    } catch (DateTimeException e) {
      throw new Wrong("fq", "a time such as 2026-11-24T00:00:00Z was expected");
    }
  }

  private static Comparator<Package> order(String text) {
    Comparator<Package> order = Comparator.comparing(Package::name);
    String[] first = text.split(",")[0].strip().split("\\s+");
    Comparator<Package> asked =
        switch (first[0]) {
          case "", "name", "title", "title_string", "score", "relevance" -> order;
          case "id" -> Comparator.comparing(Package::number);
          case "metadata_modified", "metadata_created" -> Comparator.comparing(Package::approved);
          default -> throw new Wrong("sort", "there is no field " + first[0] + " to order by");
        };
    boolean descending = first.length > 1 && first[1].equalsIgnoreCase("desc");
    boolean relevance = first[0].equals("score") || first[0].equals("relevance");
    return (descending && !relevance ? asked.reversed() : asked).thenComparing(order);
  }

  /** A number of the parameters that is not negative. */
  public static int number(Map<String, String> parameters, String name, int usual, int most) {
    String text = parameters.getOrDefault(name, "");
    if (text.isEmpty()) {
      return usual;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new Wrong(name, "Must be a natural number");
  }
}
