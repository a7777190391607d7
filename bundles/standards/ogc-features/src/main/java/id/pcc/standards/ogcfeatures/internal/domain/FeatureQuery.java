package id.pcc.standards.ogcfeatures.internal.domain;

import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Field;
import id.pcc.api.dataset.FieldRole;
import id.pcc.api.dataset.FieldType;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Records.Comparison;
import id.pcc.storage.Records.Filter;
import id.pcc.storage.Records.Query;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The parameters of {@code /collections/{id}/items} (OGC 17-069r4, clause 7.15) as a question to
 * the store.
 */
public final class FeatureQuery {
  /** How many features a page has when nothing is said. */
  public static final int USUAL = 100;

  /** How many features a page has at most; who asks for more gets so many. */
  public static final int MOST = 10_000;

  private static final Set<String> KNOWN = Set.of("limit", "bbox", "datetime", "cursor", "f");

  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,40}");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]{1,20}(\\.[0-9]{0,40})?|\\.[0-9]{1,40})([eE][+-]?[0-9]{1,3})?");

  private FeatureQuery() {}

  /**
   * Reads the parameters.
   *
   * @throws IllegalArgumentException when one is unknown or wrong; the message names it
   */
  public static Query of(DatasetId id, Dataset dataset, Map<String, String[]> parameters) {
    List<Filter> filters = new ArrayList<>();
    parameters.forEach(
        (name, values) -> {
          if (values.length > 1) {
            throw wrong(name, "was given more than once");
          }
          if (!KNOWN.contains(name)) {
            filters.add(filter(dataset, name, values[0]));
          }
        });
    json(parameters);
    Instant[] time = time(dataset, first(parameters, "datetime"));
    return new Query(
        id,
        filters,
        time[0],
        time[1],
        bbox(first(parameters, "bbox")),
        false,
        true,
        limit(first(parameters, "limit")),
        first(parameters, "cursor"));
  }

  /**
   * Checks the parameters of an address that takes none but the format.
   *
   * @throws IllegalArgumentException when one is unknown or wrong
   */
  public static void none(Map<String, String[]> parameters) {
    for (String name : parameters.keySet()) {
      if (!name.equals("f")) {
        throw wrong(name, "is unknown here");
      }
    }
    json(parameters);
  }

  /** The fields that features can be chosen by. */
  public static List<Field> queryable(Dataset dataset) {
    return dataset.fields().stream()
        .filter(field -> field.role() != FieldRole.TIME && field.role() != FieldRole.GEOMETRY)
        .filter(field -> field.type() != FieldType.LONG_TEXT && !KNOWN.contains(field.name()))
        .toList();
  }

  private static Filter filter(Dataset dataset, String name, String value) {
    if (queryable(dataset).stream().noneMatch(field -> field.name().equals(name))) {
      throw wrong(name, "is unknown here; the definition of the interface lists what can be asked");
    }
    return new Filter(name, Comparison.EQ, value);
  }

  private static void json(Map<String, String[]> parameters) {
    String format = first(parameters, "f");
    if (format != null && !format.equals("json")) {
      throw wrong("f", "only json is served");
    }
  }

  private static int limit(String text) {
    if (text == null) {
      return USUAL;
    }
    // More than there is at most is no error, however much (/req/core/fc-limit-response-1).
    if (WHOLE.matcher(text).matches()) {
      BigInteger limit = new BigInteger(text);
      if (limit.signum() > 0) {
        return limit.min(BigInteger.valueOf(MOST)).intValue();
      }
    }
    throw wrong("limit", "a whole number from 1 was expected");
  }

  private static double[] bbox(String text) {
    if (text == null) {
      return null;
    }
    String[] parts = text.split(",", -1);
    double[] numbers = new double[parts.length];
    for (int i = 0; i < parts.length; i++) {
      if (!NUMBER.matcher(parts[i].strip()).matches()) {
        throw boxWrong();
      }
      numbers[i] = Double.parseDouble(parts[i].strip());
    }
    double[] box =
        switch (numbers.length) {
          case 4 -> numbers;
          // With heights: records have none, so every height fits.
          case 6 -> new double[] {numbers[0], numbers[1], numbers[3], numbers[4]};
          default -> throw boxWrong();
        };
    boolean sound =
        Math.abs(box[0]) <= 180
            && Math.abs(box[2]) <= 180
            && Math.abs(box[1]) <= 90
            && Math.abs(box[3]) <= 90
            && box[1] <= box[3];
    if (!sound) {
      throw boxWrong();
    }
    return box;
  }

  private static IllegalArgumentException boxWrong() {
    return wrong("bbox", "west,south,east,north in degrees of WGS 84 was expected");
  }

  /** From when, and until before when. */
  private static Instant[] time(Dataset dataset, String text) {
    if (text == null) {
      return new Instant[2];
    }
    String[] ends = text.split("/", -1);
    if (ends.length > 2 || text.isBlank()) {
      throw timeWrong();
    }
    Instant from = instant(ends[0], ends.length == 2);
    Instant to = instant(ends[ends.length - 1], ends.length == 2);
    // The grammar of /req/core/fc-time-definition has intervals with one open end, not with two.
    boolean sound = from == null ? to != null : to == null || !from.isAfter(to);
    if (!sound) {
      throw timeWrong();
    }
    // A feature without time meets every condition on it (requirement /req/core/fc-time-response).
    return dataset.time().isEmpty()
        ? new Instant[2]
        : new Instant[] {from, to == null ? null : to.plusMillis(1)};
  }

  private static Instant instant(String text, boolean interval) {
    if (interval && (text.isEmpty() || text.equals(".."))) {
      return null;
    }
    try {
      OffsetDateTime time = OffsetDateTime.parse(text.strip().replace(' ', '+'));
      // RFC 3339 knows years of four digits; farther away, milliseconds cannot be counted
      if (time.getYear() >= 0 && time.getYear() <= 9999) {
        return time.toInstant();
      }
    } catch (DateTimeException e) {
      // Said below.
    }
    throw timeWrong();
  }

  private static IllegalArgumentException timeWrong() {
    return wrong(
        "datetime",
        "a time of RFC 3339 or an interval such as 2026-11-24T00:00:00Z/.. was expected");
  }

  private static String first(Map<String, String[]> parameters, String name) {
    String[] values = parameters.get(name);
    return values == null ? null : values[0];
  }

  private static IllegalArgumentException wrong(String name, String detail) {
    return new IllegalArgumentException("parameter " + name + ": " + detail);
  }
}
