package id.pcc.storage.internal.rest;

import id.pcc.storage.Catalogue.Entry;
import id.pcc.storage.Records.Aggregate;
import id.pcc.storage.Records.Comparison;
import id.pcc.storage.Records.Filter;
import id.pcc.storage.Records.Query;
import id.pcc.storage.Records.Series;
import id.pcc.web.Problem;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The parameters of a question about records; one that is not known is refused by its name. */
final class RecordQuery {
  /** The greatest number of records of a page. */
  static final int MOST = 10_000;

  private static final int USUAL = 100;
  private static final int LONGEST = 2_000;
  private static final Set<String> OF_RECORDS =
      Set.of("from", "to", "bbox", "latest", "order", "limit", "cursor", "format");
  private static final Set<String> OF_SERIES =
      Set.of("measure", "group", "from", "to", "bucket", "agg");

  private final Entry entry;
  private final Set<String> masked;
  private final Map<String, List<String>> given;

  /**
   * @param masked fields that the one who asks may not see, nor find out about
   * @param given the parameters as they came, decoded
   */
  RecordQuery(Entry entry, Set<String> masked, Map<String, List<String>> given) {
    this.entry = entry;
    this.masked = masked;
    this.given = given;
  }

  /** What records are asked. */
  Query records() {
    String order = text("order", "desc");
    if (!order.equals("asc") && !order.equals("desc")) {
      throw Problem.parameter("order", "asc or desc was expected, and \"" + order + "\" came");
    }
    return new Query(
        entry.id(),
        filters(OF_RECORDS),
        time("from"),
        time("to"),
        box(),
        truth("latest"),
        order.equals("desc"),
        limit(),
        text("cursor", null));
  }

  /** Whether somebody said how many. */
  boolean limited() {
    return text("limit", null) != null;
  }

  /** What series is asked: of the last day by the hour when nothing else is said. */
  Series series(Clock clock) {
    String measure = text("measure", null);
    if (measure == null) {
      throw Problem.parameter("measure", "the name of a field was expected");
    }
    visible("measure", measure);
    visible("group", text("group", null));
    Instant to = time("to") == null ? clock.instant() : time("to");
    Instant from = time("from") == null ? to.minus(Duration.ofDays(1)) : time("from");
    return new Series(
        entry.id(),
        measure,
        text("group", null),
        filters(OF_SERIES),
        from,
        to,
        bucket(),
        aggregate());
  }

  private List<Filter> filters(Set<String> known) {
    List<Filter> filters = new ArrayList<>();
    for (Map.Entry<String, List<String>> parameter : given.entrySet()) {
      String name = parameter.getKey();
      if (known.contains(name)) {
        continue;
      }
      int dot = name.indexOf('.');
      String field = dot < 0 ? name : name.substring(0, dot);
      if (entry.dataset().field(field).isEmpty()) {
        throw Problem.parameter(
            name,
            entry.id()
                + " has no such field; known are "
                + String.join(", ", known.stream().sorted().toList())
                + " and the fields "
                + String.join(", ", entry.dataset().fields().stream().map(f -> f.name()).toList()));
      }
      visible(name, field);
      Comparison comparison = comparison(name, dot < 0 ? "eq" : name.substring(dot + 1));
      for (String value : parameter.getValue()) {
        filters.add(new Filter(field, comparison, checked(name, value)));
      }
    }
    return filters;
  }

  private void visible(String parameter, String field) {
    if (field != null && masked.contains(field)) {
      throw Problem.forbidden(
          "parameter "
              + parameter
              + ": "
              + field
              + " tells something about a person, and you may not see it");
    }
  }

  private static Comparison comparison(String parameter, String text) {
    return Arrays.stream(Comparison.values())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(
            () -> Problem.parameter(parameter, "after the dot comes gt, gte, lt, lte, eq or has"));
  }

  private Aggregate aggregate() {
    String text = text("agg", "mean");
    return Arrays.stream(Aggregate.values())
        .filter(each -> each.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> Problem.parameter("agg", "mean, min, max, sum, count or last"));
  }

  private Duration bucket() {
    String text = text("bucket", "PT1H");
    try {
      Duration bucket = Duration.parse(text);
      if (bucket.compareTo(Duration.ofSeconds(1)) >= 0
          && bucket.compareTo(Duration.ofDays(36_500)) <= 0) {
        return bucket;
      }
    } catch (DateTimeException | ArithmeticException e) {
      // Said below.
    }
    throw Problem.parameter(
        "bucket", "a length of time of at least a second was expected, such as PT5M or P1D");
  }

  private int limit() {
    String text = text("limit", String.valueOf(USUAL));
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw Problem.parameter(
        "limit", "a number from 1 to " + MOST + " was expected, and \"" + text + "\" came");
  }

  private boolean truth(String name) {
    String text = text(name, "false");
    if (!text.equals("true") && !text.equals("false")) {
      throw Problem.parameter(name, "true or false was expected, and \"" + text + "\" came");
    }
    return text.equals("true");
  }

  private Instant time(String name) {
    String text = text(name, null);
    if (text == null) {
      return null;
    }
    try {
      // A plus sign that was not encoded arrives as a space.
      OffsetDateTime time = OffsetDateTime.parse(text.replace(' ', '+'));
      // RFC 3339 knows years of four digits; farther away, milliseconds cannot be counted
      if (time.getYear() >= 0 && time.getYear() <= 9999) {
        return time.toInstant();
      }
    } catch (DateTimeException e) {
      // Said below.
    }
    throw Problem.parameter(
        name, "a time such as 2026-11-24T10:00:00+07:00 was expected, and \"" + text + "\" came");
  }

  private double[] box() {
    String text = text("bbox", null);
    if (text == null) {
      return null;
    }
    try {
      double[] box =
          Arrays.stream(text.split(",", -1))
              .map(String::strip)
              .mapToDouble(Double::valueOf)
              .toArray();
      if (box.length == 4 && within(box)) {
        return box;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw Problem.parameter(
        "bbox",
        "west,south,east,north in degrees was expected, such as 109.2,-0.1,109.4,0.1, and \""
            + text
            + "\" came");
  }

  private static boolean within(double[] box) {
    return Math.abs(box[0]) <= 180
        && Math.abs(box[2]) <= 180
        && Math.abs(box[1]) <= 90
        && Math.abs(box[3]) <= 90
        && box[1] <= box[3];
  }

  /** A parameter that may come once; one without a value counts as absent. */
  private String text(String name, String otherwise) {
    List<String> values = given.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw Problem.parameter(name, "came " + values.size() + " times; send it once");
    }
    String value = values.isEmpty() ? "" : checked(name, values.get(0));
    return value.isEmpty() ? otherwise : value;
  }

  private static String checked(String name, String value) {
    if (value.length() > LONGEST) {
      throw Problem.parameter(name, "at most " + LONGEST + " characters");
    }
    if (value.indexOf('\0') >= 0) {
      throw Problem.parameter(name, "holds the character NUL");
    }
    return value;
  }
}
