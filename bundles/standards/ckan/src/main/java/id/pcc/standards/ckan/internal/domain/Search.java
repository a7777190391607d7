package id.pcc.standards.ckan.internal.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

  private static final Set<String> KNOWN = Set.of("q", "fq", "sort", "rows", "start");

  /** What clients of CKAN say by habit, and what changes nothing where everything is public. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "facet",
          "facet.field",
          "facet.limit",
          "facet.mincount",
          "include_drafts",
          "include_deleted",
          "include_private",
          "use_default_schema",
          "callback");

  private static final int USUAL_ROWS = 10;
  private static final int LONGEST_SHOWN = 60;
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

  /** That something is asked which is not served, or which CKAN does not know either. */
  public static final class NotServed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A sentence that names the parameter. */
    public NotServed(String detail) {
      super(detail);
    }
  }

  /**
   * Reads the parameters.
   *
   * @throws Wrong when one cannot be understood
   * @throws NotServed when one is unknown, or asks for facets
   */
  public static Search of(Map<String, String> parameters) {
    parameters.forEach(Search::check);
    Predicate<Package> filter = words(parameters.getOrDefault("q", ""));
    return new Search(
        filter.and(conditions("fq", parameters.getOrDefault("fq", ""))),
        order(parameters.getOrDefault("sort", "")),
        number(parameters, "start", 0, Integer.MAX_VALUE),
        Math.min(number(parameters, "rows", USUAL_ROWS, Integer.MAX_VALUE), MOST_ROWS));
  }

  private static void check(String name, String value) {
    if (name.equals("facet.field") && !value.replaceAll("[\\[\\]\\s]", "").isEmpty()) {
      throw new NotServed("facet.field: facets are not served");
    }
    if (!KNOWN.contains(name) && !WITHOUT_EFFECT.contains(name)) {
      throw new NotServed("Invalid search parameters: " + brief(name));
    }
  }

  private static Predicate<Package> words(String text) {
    if (text.isBlank() || text.strip().equals("*:*")) {
      return found -> true;
    }
    if (text.contains(":")) {
      return conditions("q", text);
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

  private static Predicate<Package> conditions(String parameter, String text) {
    List<Predicate<Package>> all = new ArrayList<>();
    Matcher matcher = CONDITION.matcher(text);
    int end = 0;
    while (matcher.find()) {
      all.add(condition(parameter, matcher.group(1), matcher.group(2)));
      end = matcher.end();
    }
    if (!text.substring(end).isBlank()) {
      throw new Wrong(
          parameter,
          "conditions of the form field:value were expected at \""
              + brief(text.substring(end))
              + "\"");
    }
    return found -> all.stream().allMatch(condition -> condition.test(found));
  }

  private static Predicate<Package> condition(String parameter, String field, String value) {
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
      case "metadata_modified" -> modified(parameter, value);
      default -> throw new Wrong(parameter, "there is no field " + brief(field) + " to choose by");
    };
  }

  /** {@code [2026-11-24T00:00:00Z TO *]}. */
  private static Predicate<Package> modified(String parameter, String range) {
    String[] ends = range.replaceAll("[\\[\\]]", "").strip().split("\\s+TO\\s+");
    if (ends.length != 2) {
      throw new Wrong(parameter, "metadata_modified:[<time> TO <time>] was expected");
    }
    Instant from = end(parameter, ends[0]);
    Instant to = end(parameter, ends[1]);
    return found ->
        (from == null || !found.approved().isBefore(from))
            && (to == null || !found.approved().isAfter(to));
  }

  private static Instant end(String parameter, String text) {
    try {
      return text.equals("*") ? null : Instant.parse(text.endsWith("Z") ? text : text + "Z");
    } catch (DateTimeException e) {
      throw new Wrong(parameter, "a time such as 2026-11-24T00:00:00Z was expected");
    }
  }

  private static String brief(String text) {
    return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
  }

  /** By each field that is named, the first before the others, and by name in the end. */
  private static Comparator<Package> order(String text) {
    Comparator<Package> order = (a, b) -> 0;
    for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
      order = order.thenComparing(by(part.strip().split("\\s+")));
    }
    return order.thenComparing(Package::name);
  }

  private static Comparator<Package> by(String[] words) {
    boolean descending = words.length == 2 && words[1].equalsIgnoreCase("desc");
    if (words.length > 2 || words.length == 2 && !descending && !words[1].equalsIgnoreCase("asc")) {
      throw new Wrong("sort", "a field, then asc or desc was expected");
    }
    Comparator<Package> asked =
        switch (words[0]) {
          case "name", "title", "title_string" -> Comparator.comparing(Package::name);
          case "id" -> Comparator.comparing(Package::number);
          case "metadata_modified", "metadata_created" -> Comparator.comparing(Package::approved);
          // Whatever is found fits as well as the others.
          case "score", "relevance" -> (a, b) -> 0;
          default ->
              throw new Wrong("sort", "there is no field " + brief(words[0]) + " to order by");
        };
    return descending ? asked.reversed() : asked;
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
