package id.pcc.mapping;

import id.pcc.mapping.format.NumberForm;
import id.pcc.mapping.format.Row;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Guesses what the columns of a table hold, from its first rows. */
public final class Sniffer {
  private static final double ENOUGH = 0.9;
  private static final int MOST_EXAMPLES = 5;
  private static final int LONGEST_EXAMPLE = 80;
  private static final int MOST_CODES = 30;
  private static final int LONGEST_NAME = 40;
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
  private static final Pattern LATITUDE =
      Pattern.compile("(.*\\b|.*_)?(lat|latitude|lintang|koordinat y|y)(\\b.*|_.*)?");
  private static final Pattern LONGITUDE =
      Pattern.compile("(.*\\b|.*_)?(lon|lng|long|longitude|bujur|koordinat x|x)(\\b.*|_.*)?");
  private static final Pattern TIMES =
      Pattern.compile(".*(tanggal|tgl|waktu|date|time|hari|epoch|timestamp).*");
  private static final Pattern YEARS = Pattern.compile(".*(tahun|year|thn).*");
  private static final Pattern IDENTITIES =
      Pattern.compile("(.*[^a-z])?(nik|nip|no|nomor|kode|kd|id|telp|telepon|hp)([^a-z].*)?");
  private static final Pattern CODES = Pattern.compile("(.*[^a-z])?(kode|kd|code)([^a-z].*)?");
  private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9]\\d{0,17})");

  private Sniffer() {}

  /**
   * Guesses.
   *
   * @param names the headings
   * @param rows some rows of the table
   */
  public static List<Column> sniff(List<String> names, List<Row> rows) {
    NumberForm usual = usual(names.size(), rows);
    List<Column> columns = new ArrayList<>();
    Set<String> fields = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      int place = i;
      List<Object> cells = rows.stream().map(row -> row.cell(place)).toList();
      Looked looked = new Looked(names.get(i), cells, usual);
      columns.add(looked.column(field(names.get(i), i + 1, fields)));
    }
    return List.copyOf(columns);
  }

  /** How numbers are written where their own column does not show it: as elsewhere in the table. */
  private static NumberForm usual(int width, List<Row> rows) {
    int point = 0;
    int comma = 0;
    for (Row row : rows) {
      for (int i = 0; i < width; i++) {
        NumberForm form = row.cell(i) instanceof String text ? NumberForm.evidence(text) : null;
        point += form == NumberForm.POINT ? 1 : 0;
        comma += form == NumberForm.COMMA ? 1 : 0;
      }
    }
    return point > comma ? NumberForm.POINT : NumberForm.COMMA;
  }

  /** A name by the rule of {@link id.pcc.api.Name} that no other column has. */
  private static String field(String heading, int number, Set<String> taken) {
    String name = named(heading);
    if (name.isEmpty() || !Character.isLetter(name.charAt(0))) {
      name = name.isEmpty() ? "kolom_" + number : "k_" + name;
    }
    if (name.startsWith("pcc_")) {
      name = "k_" + name;
    }
    String free = cut(name, LONGEST_NAME);
    for (int i = 2; !taken.add(free); i++) {
      free = cut(name, LONGEST_NAME - 4) + "_" + i;
    }
    return free;
  }

  /** A heading as lower-case letters, digits and single underscores. */
  static String named(String heading) {
    return Normalizer.normalize(heading, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "_")
        .replaceAll("^_|_$", "");
  }

  private static String cut(String name, int length) {
    return name.length() <= length ? name : name.substring(0, length).replaceAll("_$", "");
  }

  /** A cell as a person would write it. */
  static String text(Object cell) {
    if (cell instanceof Double number) {
      return new BigDecimal(Double.toString(number)).toPlainString();
    }
    return String.valueOf(cell);
  }

  private static final class Looked {
    private final String name;
    private final String words;
    private final NumberForm usual;
    private final List<Object> cells;
    private final List<String> texts;
    private final int missing;

    Looked(String name, List<Object> all, NumberForm usual) {
      this.name = name;
      this.words = name.toLowerCase(Locale.ROOT);
      this.usual = usual;
      cells = all.stream().filter(Objects::nonNull).toList();
      texts = cells.stream().map(Sniffer::text).toList();
      missing = all.size() - cells.size();
    }

    Column column(String field) {
      if (cells.isEmpty()) {
        return made(field, Kind.EMPTY, null, null, text -> true);
      }
      if (share(cell -> cell instanceof Map<?, ?>) >= ENOUGH) {
        return made(field, Kind.GEOMETRY, null, null, text -> true);
      }
      if (share(cell -> cell instanceof Boolean) >= ENOUGH) {
        return made(field, Kind.BOOLEAN, null, null, text -> Truth.read(text) != null);
      }
      if (share(cell -> cell instanceof LocalDateTime) >= ENOUGH) {
        return time(field, TimeForm.YEAR_FIRST);
      }
      Column degrees = degrees(field);
      return degrees != null ? degrees : written(field);
    }

    private Column written(String field) {
      if (textShare(Truth::said) >= ENOUGH) {
        return made(field, Kind.BOOLEAN, null, null, text -> Truth.read(text) != null);
      }
      TimeForm form = timeForm();
      if (form != null) {
        return time(field, form);
      }
      if (textShare(text -> text.contains(":") && TimeForm.clock(text)) >= ENOUGH
          || words.matches(".*(jam|pukul|waktu|time).*") && textShare(TimeForm::clock) >= ENOUGH) {
        return made(field, Kind.CLOCK, null, null, TimeForm::clock);
      }
      if (textShare(text -> WHOLE.matcher(text).matches()) >= ENOUGH && !identity()) {
        return made(field, Kind.INTEGER, numberForm(), null, text -> WHOLE.matcher(text).matches());
      }
      NumberForm numbers = numberForm();
      // 61.71 under "kode" is a place in a list of codes, and no number.
      boolean codes =
          textShare(text -> text.matches("0\\d+")) > 0
              || identity()
              || CODES.matcher(words).matches();
      if (!codes && numberShare(numbers) >= ENOUGH) {
        boolean whole =
            textShare(
                    text -> {
                      BigDecimal value = numbers.read(text);
                      return value != null && value.stripTrailingZeros().scale() <= 0;
                    })
                >= ENOUGH;
        Kind kind = whole && plain(numbers) ? Kind.INTEGER : Kind.DECIMAL;
        return made(field, kind, numbers, null, text -> numbers.read(text) != null);
      }
      return made(field, Kind.TEXT, null, null, text -> true);
    }

    /** Whether all numbers are written without decimals. */
    private boolean plain(NumberForm form) {
      String decimal = form == NumberForm.POINT ? "." : ",";
      return texts.stream().noneMatch(text -> text.contains(decimal));
    }

    /** Long numbers are names of things and are not counted with. */
    private boolean identity() {
      boolean numbered = IDENTITIES.matcher(words).matches();
      return textShare(text -> text.matches("0\\d+")) > 0.02
          || textShare(text -> text.matches("\\d{15,}")) > 0.5
          || numbered && textShare(text -> text.matches("\\d{10,}")) > 0.5;
    }

    private Column time(String field, TimeForm form) {
      return made(field, Kind.TIME, null, form, text -> sane(form, text));
    }

    private TimeForm timeForm() {
      boolean named = TIMES.matcher(words).matches();
      if (textShare(text -> sane(TimeForm.WORDS, text)) >= ENOUGH) {
        return TimeForm.WORDS;
      }
      for (TimeForm form : List.of(TimeForm.YEAR_FIRST, TimeForm.DAY_FIRST, TimeForm.MONTH_FIRST)) {
        // Eight digits are a date only where the heading says so.
        Predicate<String> fits = text -> sane(form, text) && (named || !text.matches("\\d+"));
        if (textShare(fits) >= ENOUGH) {
          return form;
        }
      }
      if (YEARS.matcher(words).matches() && textShare(t -> sane(TimeForm.YEAR, t)) >= ENOUGH) {
        return TimeForm.YEAR;
      }
      if (named && textShare(text -> text.matches("\\d{12,13}")) >= ENOUGH) {
        return TimeForm.MILLISECONDS;
      }
      if (named && textShare(text -> text.matches("\\d{9,10}")) >= ENOUGH) {
        return TimeForm.SECONDS;
      }
      boolean days = textShare(text -> text.matches("[2-6]\\d{4}(\\.\\d+)?")) >= ENOUGH;
      return named && days ? TimeForm.EXCEL : null;
    }

    private static boolean sane(TimeForm form, String text) {
      Instant time = form.read(text, null, ZoneOffset.UTC);
      return time != null && !time.isBefore(EARLIEST) && time.isBefore(LATEST);
    }

    /** Degrees: by where the city lies, else by their name and the range of the earth. */
    private Column degrees(String field) {
      boolean north = LATITUDE.matcher(words).matches();
      boolean east = LONGITUDE.matcher(words).matches();
      for (NumberForm form : forms()) {
        if (degreeShare(form, CityBox::longitude) >= ENOUGH && fine()) {
          return made(field, Kind.LONGITUDE, form, null, t -> degree(form, t) != null);
        }
        if (degreeShare(form, CityBox::latitude) >= ENOUGH && north) {
          return made(field, Kind.LATITUDE, form, null, t -> degree(form, t) != null);
        }
      }
      NumberForm form = numberForm();
      if (east && fine() && degreeShare(form, d -> Math.abs(d) <= 180) >= ENOUGH) {
        return made(field, Kind.LONGITUDE, form, null, t -> degree(form, t) != null);
      }
      if (north && fine() && degreeShare(form, d -> Math.abs(d) <= 90) >= ENOUGH) {
        return made(field, Kind.LATITUDE, form, null, t -> degree(form, t) != null);
      }
      return null;
    }

    /** Whether the numbers have decimals enough to name a place. */
    private boolean fine() {
      return textShare(text -> text.matches("[-+]?\\d{1,3}[.,]\\d{3,}")) >= 0.5;
    }

    private double degreeShare(NumberForm form, Predicate<Double> fits) {
      return textShare(
          text -> {
            Double degree = degree(form, text);
            return degree != null && fits.test(degree);
          });
    }

    private static Double degree(NumberForm form, String text) {
      BigDecimal value = form.read(text);
      return value == null ? null : (Double) value.doubleValue();
    }

    private List<NumberForm> forms() {
      return numberForm() == NumberForm.POINT
          ? List.of(NumberForm.POINT, NumberForm.COMMA)
          : List.of(NumberForm.COMMA, NumberForm.POINT);
    }

    /** As most values of the column that show it, else as the table. */
    private NumberForm numberForm() {
      int point = 0;
      int comma = 0;
      for (int i = 0; i < cells.size(); i++) {
        boolean number = cells.get(i) instanceof Number;
        NumberForm form = number ? NumberForm.POINT : NumberForm.evidence(bare(texts.get(i)));
        point += form == NumberForm.POINT ? 1 : 0;
        comma += form == NumberForm.COMMA ? 1 : 0;
      }
      return point == comma ? usual : point > comma ? NumberForm.POINT : NumberForm.COMMA;
    }

    private static String bare(String text) {
      return text.replaceAll("(?i)^rp\\.?\\s*|\\s*%$", "");
    }

    private double numberShare(NumberForm form) {
      return textShare(text -> form.read(text) != null);
    }

    private double share(Predicate<Object> fits) {
      return (double) cells.stream().filter(fits).count() / cells.size();
    }

    private double textShare(Predicate<String> fits) {
      return (double) texts.stream().filter(fits).count() / texts.size();
    }

    private Column made(
        String field, Kind kind, NumberForm number, TimeForm time, Predicate<String> fits) {
      Map<String, Integer> counts = new LinkedHashMap<>();
      texts.forEach(text -> counts.merge(text, 1, Integer::sum));
      boolean few = counts.size() <= MOST_CODES && texts.size() >= 3 * counts.size();
      List<String> codes =
          kind == Kind.TEXT && few
              ? counts.entrySet().stream()
                  .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                  .map(Map.Entry::getKey)
                  .toList()
              : List.of();
      boolean percent =
          number != null && !texts.isEmpty() && textShare(text -> text.endsWith("%")) > 0.5;
      return new Column(
          name,
          field,
          kind,
          texts.isEmpty() ? 0 : textShare(fits),
          number,
          time,
          percent ? "%" : "",
          some(counts.keySet(), text -> true),
          some(counts.keySet(), fits.negate()),
          codes,
          texts.size(),
          missing,
          !texts.isEmpty() && counts.size() == texts.size());
    }

    private static List<String> some(Set<String> texts, Predicate<String> which) {
      return texts.stream()
          .filter(which)
          .limit(MOST_EXAMPLES)
          .map(t -> t.length() > LONGEST_EXAMPLE ? t.substring(0, LONGEST_EXAMPLE) + "…" : t)
          .toList();
    }
  }
}
