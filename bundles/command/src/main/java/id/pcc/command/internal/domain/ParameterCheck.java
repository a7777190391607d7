package id.pcc.command.internal.domain;

import id.pcc.api.LocalText;
import id.pcc.api.command.Command;
import id.pcc.api.command.Parameter;
import id.pcc.api.dataset.Code;
import id.pcc.command.CommandRefusedException;
import id.pcc.command.CommandRefusedException.Fault;
import id.pcc.command.CommandRefusedException.Kind;
import id.pcc.command.Told;
import id.pcc.storage.ReferenceTable.Row;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Holds what somebody told a command against what the command declares. Values come as JSON has
 * them: no text stands for a number, and nothing that is not declared is taken.
 */
public final class ParameterCheck {
  private static final int LONGEST_TEXT = 1_000;
  private static final int LONGEST_SHOWN = 60;
  private static final ZoneId CITY = ZoneId.of("Asia/Pontianak");
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  /**
   * What is left to do nothing wrong with.
   *
   * @param values texts, {@code Long}, {@code Double}, {@code Boolean}, times as RFC 3339 in UTC
   * @param told the same in words
   */
  public record Checked(Map<String, Object> values, List<Told> told) {}

  /** The reference codes of the city. */
  @FunctionalInterface
  public interface Codes {
    /**
     * The rows that somebody may mean by a code or a name.
     *
     * @throws IllegalArgumentException when there is no such table
     */
    List<Row> find(String table, String codeOrName);
  }

  private final Command command;
  private final Codes codes;
  private final List<Fault> faults = new ArrayList<>();
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final List<Told> told = new ArrayList<>();

  private ParameterCheck(Command command, Codes codes) {
    this.command = command;
    this.codes = codes;
  }

  /**
   * Checks.
   *
   * @param given as it came; {@code null} for nothing
   * @param codes where parameters with a reference table are looked up; the code that the table's
   *     rows have stands for what was given
   * @throws CommandRefusedException that names every parameter at fault
   */
  public static Checked of(Command command, Map<String, Object> given, Codes codes) {
    return new ParameterCheck(command, codes).check(given == null ? Map.of() : given);
  }

  private Checked check(Map<String, Object> given) {
    for (String name : given.keySet()) {
      if (command.parameter(name).isEmpty()) {
        String known =
            command.parameters().stream().map(Parameter::name).collect(Collectors.joining(", "));
        fault(name, "tidak dikenal; yang ada: " + known, "unknown; known are: " + known);
      }
    }
    command.parameters().forEach(parameter -> check(parameter, given.get(parameter.name())));
    if (!faults.isEmpty()) {
      throw new CommandRefusedException(
          Kind.INVALID,
          LocalText.of(
              "Isian perintah " + command.name() + " belum benar; lihat errors.",
              "The parameters of command " + command.name() + " are not right; see errors."),
          faults);
    }
    return new Checked(values, told);
  }

  private void check(Parameter parameter, Object given) {
    boolean nothing = given == null || given instanceof String text && text.isBlank();
    if (nothing && parameter.required()) {
      fault(parameter.name(), "wajib diisi", "is required");
    } else if (!nothing) {
      switch (parameter.field().type()) {
        case INTEGER -> whole(parameter, given);
        case DECIMAL -> decimal(parameter, given);
        case BOOLEAN -> truth(parameter, given);
        case TIME -> time(parameter, given);
        default -> text(parameter, given);
      }
    }
  }

  private void text(Parameter parameter, Object given) {
    if (!(given instanceof String text)) {
      wrong(parameter, given, "teks", "a text");
      return;
    }
    List<Code> codes = parameter.field().codes();
    if (!codes.isEmpty()) {
      codes.stream()
          .filter(code -> code.value().equals(text))
          .findFirst()
          .ifPresentOrElse(
              code -> take(parameter, text, code.title()),
              () -> {
                String known = codes.stream().map(Code::value).collect(Collectors.joining(", "));
                wrong(parameter, given, "salah satu dari " + known, "one of " + known);
              });
      return;
    }
    int length = text.codePointCount(0, text.length());
    double most = parameter.most() == null ? LONGEST_TEXT : parameter.most();
    if (length > Math.min(most, LONGEST_TEXT)
        || parameter.least() != null && length < parameter.least()) {
      String limits = limits(parameter, Math.min(most, LONGEST_TEXT));
      fault(
          parameter.name(),
          "diperlukan " + limits + " huruf, bukan " + length,
          limits + " characters were expected, not " + length);
    } else if (text.codePoints().anyMatch(ParameterCheck::unprintable)) {
      fault(
          parameter.name(),
          "ada karakter yang tidak dapat dicetak",
          "there are characters that cannot be printed");
    } else if (!parameter.field().reference().isEmpty()) {
      referred(parameter, text);
    } else {
      take(parameter, text, LocalText.name(text));
    }
  }

  private void referred(Parameter parameter, String text) {
    String table = parameter.field().reference();
    List<Row> found;
    try {
      found = codes.find(table, text.strip());
    } catch (IllegalArgumentException e) {
      fault(
          parameter.name(),
          "tabel kode referensi " + table + " belum ada",
          "there is no table of reference codes " + table);
      return;
    }
    if (found.size() == 1) {
      take(parameter, found.get(0).code(), found.get(0).title());
    } else if (found.isEmpty()) {
      wrong(parameter, text, "kode atau nama dari tabel " + table, "a code or name of " + table);
    } else {
      String meant = found.stream().map(Row::code).collect(Collectors.joining(", "));
      wrong(parameter, text, "salah satu dari " + meant, "one of " + meant);
    }
  }

  private static boolean unprintable(int character) {
    return Character.isISOControl(character) && character != '\n'
        || Character.getType(character) == Character.SURROGATE
        || Character.getType(character) == Character.FORMAT
        || Character.getType(character) == Character.UNASSIGNED;
  }

  private void whole(Parameter parameter, Object given) {
    if (given instanceof Integer || given instanceof Long) {
      long number = ((Number) given).longValue();
      if (within(parameter, number)) {
        take(parameter, number, LocalText.name(Long.toString(number)));
      }
    } else {
      wrong(parameter, given, "bilangan bulat", "a whole number");
    }
  }

  private void decimal(Parameter parameter, Object given) {
    if (given instanceof Number found && Double.isFinite(found.doubleValue())) {
      double number = found.doubleValue();
      if (within(parameter, number)) {
        take(parameter, number, LocalText.name(plain(number)));
      }
    } else {
      wrong(parameter, given, "bilangan", "a number");
    }
  }

  private boolean within(Parameter parameter, double number) {
    boolean within =
        (parameter.least() == null || number >= parameter.least())
            && (parameter.most() == null || number <= parameter.most());
    if (!within) {
      String limits = limits(parameter, parameter.most());
      fault(
          parameter.name(),
          "diperlukan " + limits + ", bukan " + plain(number),
          limits + " was expected, not " + plain(number));
    }
    return within;
  }

  private static String limits(Parameter parameter, Double most) {
    if (parameter.least() == null) {
      return "≤ " + plain(most);
    }
    return most == null
        ? "≥ " + plain(parameter.least())
        : plain(parameter.least()) + "–" + plain(most);
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  private void truth(Parameter parameter, Object given) {
    if (given instanceof Boolean truth) {
      take(parameter, truth, truth ? LocalText.of("ya", "yes") : LocalText.of("tidak", "no"));
    } else {
      wrong(parameter, given, "true atau false", "true or false");
    }
  }

  private void time(Parameter parameter, Object given) {
    try {
      Instant time = OffsetDateTime.parse(String.valueOf(given)).toInstant();
      take(parameter, time.toString(), LocalText.name(MINUTE.format(time.atZone(CITY)) + " WIB"));
    } catch (DateTimeException e) {
      String example = "2026-11-24T07:00:00+07:00";
      wrong(parameter, given, "waktu seperti " + example, "a time such as " + example);
    }
  }

  private void take(Parameter parameter, Object value, LocalText words) {
    values.put(parameter.name(), value);
    told.add(
        new Told(
            parameter.name(), parameter.field().description(), words, parameter.field().unit()));
  }

  private void wrong(Parameter parameter, Object given, String id, String en) {
    String text = given instanceof Map || given instanceof List ? "…" : String.valueOf(given);
    String shown =
        (text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text)
            .replaceAll("\\p{Cntrl}", "\uFFFD");
    fault(
        parameter.name(),
        "diperlukan " + id + ", bukan \"" + shown + "\"",
        en + " was expected, not \"" + shown + "\"");
  }

  private void fault(String parameter, String id, String en) {
    faults.add(new Fault(parameter, LocalText.of(id, en)));
  }
}
