package id.pcc.storage.internal.domain;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What is done to rows in quarantine before they are tried again. The steps are taken in their
 * order; a step that does not concern a row leaves it as it is.
 */
public record Repair(List<Step> steps) {
  /** The greatest number of steps. */
  public static final int MOST_STEPS = 50;

  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_TEXT = 1_000;
  private static final int MOST_MEMBERS = 500;

  /** One thing that is done to a row. */
  public sealed interface Step {
    /** The row afterwards; the one given is not changed. */
    Map<String, Object> on(long id, Map<String, Object> row) throws Refusal;

    /** The step as it is written in JSON: of maps, lists, texts and numbers. */
    Map<String, Object> told();
  }

  public Repair {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || steps.size() > MOST_STEPS) {
      throw new IllegalArgumentException("steps: 1 to " + MOST_STEPS + " were expected");
    }
  }

  /**
   * The row as it is after all steps.
   *
   * @param id its number in quarantine
   * @param row as it came; {@code null} when it is no record, so that only an edit helps
   * @throws Refusal when a step cannot be taken
   */
  public Map<String, Object> on(long id, Map<String, Object> row) throws Refusal {
    Map<String, Object> now = row;
    for (Step step : steps) {
      if (now != null || step instanceof Edit) {
        now = step.on(id, now);
      }
    }
    if (now == null) {
      throw Refusal.of(
          "",
          "repair.no_record",
          "ini bukan rekaman: sunting dengan tangan, atau buang",
          "this is no record: edit it by hand, or discard it");
    }
    return now;
  }

  /** A member gets another name: a column of the source becomes a field. */
  public record Rename(String from, String to) implements Step {
    @Override
    public Map<String, Object> on(long id, Map<String, Object> row) throws Refusal {
      if (!row.containsKey(from)) {
        return row;
      }
      if (row.get(to) != null && row.get(from) != null) {
        throw Refusal.of(
            to,
            "repair.taken",
            "{value} tidak dapat menjadi {field}: baris ini sudah berisi di situ",
            "{value} cannot become {field}: the row has a value there",
            "value",
            from,
            "field",
            to);
      }
      Map<String, Object> renamed = new LinkedHashMap<>();
      row.forEach(
          (name, value) -> {
            if (name.equals(from)) {
              renamed.put(to, value);
            } else if (!name.equals(to) || value != null) {
              renamed.put(name, value);
            }
          });
      return renamed;
    }

    @Override
    public Map<String, Object> told() {
      return members("rename", "from", from, "to", to);
    }
  }

  /**
   * One value of a field becomes another one.
   *
   * @param from as text; what stands around it and its case do not matter
   * @param to {@code null} for no value
   */
  public record Replace(String field, String from, Object to) implements Step {
    @Override
    public Map<String, Object> on(long id, Map<String, Object> row) {
      Object value = row.get(field);
      return scalar(value) && value.toString().strip().equalsIgnoreCase(from.strip())
          ? with(row, field, to)
          : row;
    }

    @Override
    public Map<String, Object> told() {
      return members("replace", "field", field, "from", from, "to", to);
    }
  }

  /** A field gets a value, whatever it had. */
  public record Constant(String field, Object value) implements Step {
    @Override
    public Map<String, Object> on(long id, Map<String, Object> row) {
      return with(row, field, value);
    }

    @Override
    public Map<String, Object> told() {
      return members("constant", "field", field, "value", value);
    }
  }

  /** How numbers are written. */
  public enum NumberForm {
    /** {@code 1.250,5} is a thousand two hundred and fifty and a half. */
    ID("[+-]?(\\d{1,40}|\\d{1,3}(\\.\\d{3}){1,12})(,\\d{1,40})?", ".", ","),
    /** {@code 1,250.5} is the same. */
    EN("[+-]?(\\d{1,40}|\\d{1,3}(,\\d{3}){1,12})(\\.\\d{1,40})?", ",", ".");

    private final Pattern pattern;
    private final String group;
    private final String point;

    NumberForm(String pattern, String group, String point) {
      this.pattern = Pattern.compile(pattern);
      this.group = group;
      this.point = point;
    }

    /** The number; {@code null} when the text is none in this form. */
    BigDecimal read(String text) {
      String bare = text.replaceAll("[\\s\\u00a0\\u202f]", "");
      return pattern.matcher(bare).matches()
          ? new BigDecimal(bare.replace(group, "").replace(point, "."))
          : null;
    }
  }

  /** Texts of a field are numbers in a form. */
  public record Numbers(String field, NumberForm form) implements Step {
    @Override
    public Map<String, Object> on(long id, Map<String, Object> row) {
      BigDecimal number = row.get(field) instanceof String text ? form.read(text) : null;
      return number == null ? row : with(row, field, number);
    }

    @Override
    public Map<String, Object> told() {
      return members("number", "field", field, "form", form.name().toLowerCase(Locale.ROOT));
    }
  }

  /**
   * Texts of a field are times of a pattern.
   *
   * @param pattern as {@link DateTimeFormatter} has it, such as {@code dd/MM/yyyy HH.mm}
   * @param zone of times that do not say theirs
   */
  public record Times(String field, String pattern, ZoneId zone) implements Step {
    private static final List<Locale> LANGUAGES = List.of(new Locale("id"), Locale.ENGLISH);

    public Times {
      formatter(pattern, Locale.ENGLISH);
    }

    @Override
    public Map<String, Object> on(long id, Map<String, Object> row) {
      Object value = row.get(field);
      Instant time = scalar(value) ? read(value.toString().strip()) : null;
      return time == null ? row : with(row, field, time);
    }

    private Instant read(String text) {
      for (Locale language : LANGUAGES) {
        try {
          TemporalAccessor read =
              formatter(pattern, language)
                  .parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
          if (read instanceof OffsetDateTime time) {
            return time.toInstant();
          }
          return read instanceof LocalDateTime time
              ? time.atZone(zone).toInstant()
              : ((LocalDate) read).atStartOfDay(zone).toInstant();
        } catch (DateTimeException e) {
          // The next language, else it stays as it came and is refused for what it is.
        }
      }
      return null;
    }

    /** Strict, so that the 31st of February is none: for that a year needs no era. */
    private static DateTimeFormatter formatter(String pattern, Locale language) {
      StringBuilder eraless = new StringBuilder();
      boolean quoted = false;
      for (char c : pattern.toCharArray()) {
        quoted ^= c == '\'';
        eraless.append(c == 'y' && !quoted ? 'u' : c);
      }
      return new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern(eraless.toString())
          .toFormatter(language)
          .withResolverStyle(ResolverStyle.STRICT);
    }

    @Override
    public Map<String, Object> told() {
      return members("time", "field", field, "pattern", pattern, "zone", zone.getId());
    }
  }

  /** A member goes. */
  public record Remove(String field) implements Step {
    @Override
    public Map<String, Object> on(long id, Map<String, Object> row) {
      if (!row.containsKey(field)) {
        return row;
      }
      Map<String, Object> rest = new LinkedHashMap<>(row);
      rest.remove(field);
      return rest;
    }

    @Override
    public Map<String, Object> told() {
      return members("remove", "field", field);
    }
  }

  /** One row is written anew by hand. */
  public record Edit(long id, Map<String, Object> row) implements Step {
    public Edit {
      row = Collections.unmodifiableMap(new LinkedHashMap<>(row));
    }

    @Override
    public Map<String, Object> on(long which, Map<String, Object> before) {
      return which == id ? row : before;
    }

    @Override
    public Map<String, Object> told() {
      return members("edit", "id", id, "row", row);
    }
  }

  /** As it is written in JSON. */
  public List<Map<String, Object>> told() {
    return steps.stream().map(Step::told).toList();
  }

  /**
   * Reads what {@link #told} tells.
   *
   * @throws IllegalArgumentException when it is something else; the message names the place
   */
  public static Repair of(List<?> told) {
    if (told == null || told.isEmpty() || told.size() > MOST_STEPS) {
      throw new IllegalArgumentException("steps: 1 to " + MOST_STEPS + " were expected");
    }
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < told.size(); i++) {
      if (!(told.get(i) instanceof Map<?, ?> step)) {
        throw new IllegalArgumentException("steps/" + i + ": an object was expected");
      }
      steps.add(step(step, "steps/" + i + "/"));
    }
    return new Repair(steps);
  }

  private static Step step(Map<?, ?> told, String at) {
    Object kind = told.get("do");
    return switch (String.valueOf(kind)) {
      case "rename" -> new Rename(name(told, "from", at), name(told, "to", at));
      case "replace" ->
          new Replace(
              name(told, "field", at), text(told, "from", LONGEST_TEXT, at), value(told, "to", at));
      case "constant" -> new Constant(name(told, "field", at), value(told, "value", at));
      case "number" -> new Numbers(name(told, "field", at), form(told, at));
      case "time" -> times(told, at);
      case "remove" -> new Remove(name(told, "field", at));
      case "edit" -> edit(told, at);
      default ->
          throw new IllegalArgumentException(
              at
                  + "do: rename, replace, constant, number, time, remove or edit was expected, got "
                  + Words.quoted(kind));
    };
  }

  private static NumberForm form(Map<?, ?> told, String at) {
    return switch (String.valueOf(told.get("form"))) {
      case "id" -> NumberForm.ID;
      case "en" -> NumberForm.EN;
      default ->
          throw new IllegalArgumentException(
              at + "form: id (1.250,5) or en (1,250.5) was expected, got " + quoted(told, "form"));
    };
  }

  private static Times times(Map<?, ?> told, String at) {
    String field = name(told, "field", at);
    String pattern = text(told, "pattern", 100, at);
    ZoneId zone;
    try {
      zone = ZoneId.of(text(told, "zone", 100, at));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          at + "zone: Asia/Pontianak or another zone was expected, got " + quoted(told, "zone"), e);
    }
    try {
      return new Times(field, pattern, zone);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          at + "pattern: one such as dd/MM/yyyy HH.mm was expected, got " + quoted(told, "pattern"),
          e);
    }
  }

  private static Edit edit(Map<?, ?> told, String at) {
    if (!(told.get("id") instanceof Number id) || id.longValue() < 1) {
      throw new IllegalArgumentException(at + "id: the number of a row was expected");
    }
    if (!(told.get("row") instanceof Map<?, ?> row) || row.size() > MOST_MEMBERS) {
      throw new IllegalArgumentException(
          at + "row: an object of at most " + MOST_MEMBERS + " members was expected");
    }
    Map<String, Object> members = new LinkedHashMap<>();
    row.forEach((name, value) -> members.put(String.valueOf(name), value));
    return new Edit(id.longValue(), members);
  }

  private static String name(Map<?, ?> told, String member, String at) {
    String name = text(told, member, LONGEST_NAME, at);
    if (name.isEmpty()) {
      throw new IllegalArgumentException(at + member + ": a name was expected");
    }
    return name;
  }

  private static String text(Map<?, ?> told, String member, int longest, String at) {
    if (!(told.get(member) instanceof String text) || text.length() > longest) {
      throw new IllegalArgumentException(
          at + member + ": a text of at most " + longest + " characters was expected");
    }
    return text;
  }

  /** A text, number, truth value or nothing; a place is set by hand. */
  private static Object value(Map<?, ?> told, String member, String at) {
    Object value = told.get(member);
    boolean known = told.containsKey(member) && (value == null || scalar(value));
    if (!known || value instanceof String text && text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException(
          at + member + ": a text, a number, a truth value or null was expected");
    }
    return value;
  }

  private static boolean scalar(Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean;
  }

  private static String quoted(Map<?, ?> told, String member) {
    return Words.quoted(told.get(member));
  }

  private static Map<String, Object> with(Map<String, Object> row, String field, Object value) {
    if (row.containsKey(field) && Objects.equals(row.get(field), value)) {
      return row;
    }
    Map<String, Object> changed = new LinkedHashMap<>(row);
    changed.put(field, value);
    return changed;
  }

  private static Map<String, Object> members(String kind, Object... namesAndValues) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("do", kind);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return members;
  }
}
