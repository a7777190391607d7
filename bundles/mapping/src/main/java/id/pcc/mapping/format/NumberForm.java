package id.pcc.mapping.format;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Which of point and comma begins the decimals, the other one grouping thousands. */
public enum NumberForm {
  /** {@code 1,250.5}, as in English and in programs. */
  POINT('.', ','),
  /** {@code 1.250,5}, as in Indonesian. */
  COMMA(',', '.');

  private static final Pattern NUMERIC = Pattern.compile("[-+]?\\d[\\d.,]*");
  private static final Pattern AROUND =
      Pattern.compile("(?i)\\A(?:rp\\.?|idr|±)?\\s*([-+−]?\\s?[\\d.,\\s]*\\d)\\s*(?:%|,-)?\\z");
  private static final Pattern SCIENTIFIC =
      Pattern.compile("[-+]?\\d{1,3}(\\.\\d{1,20})?[eE][-+]?\\d{1,3}");
  private static final int LONGEST = 40;

  private final Pattern number;
  private final Pattern fraction;
  private final Pattern groups;
  private final char decimal;
  private final char grouping;

  NumberForm(char decimal, char grouping) {
    String d = Pattern.quote(String.valueOf(decimal));
    String g = Pattern.quote(String.valueOf(grouping));
    this.decimal = decimal;
    this.grouping = grouping;
    number = Pattern.compile("[-+]?(\\d{1,3}(" + g + "\\d{3})+|\\d+)(" + d + "\\d+)?");
    fraction = Pattern.compile("[-+]?(\\d{1,3}(" + g + "\\d{3})+|\\d+)" + d + "\\d+");
    groups = Pattern.compile("[-+]?[1-9]\\d{0,2}(" + g + "\\d{3})+");
  }

  /**
   * The number that people mean: a percent sign, {@code Rp} before it and spaces within are taken
   * off, so that 12,5 % is 12.5.
   *
   * @return {@code null} when the text is no number in this form
   */
  public BigDecimal read(String text) {
    if (text.length() > LONGEST) {
      return null;
    }
    String stripped = text.strip();
    if (SCIENTIFIC.matcher(stripped).matches()) {
      return new BigDecimal(stripped);
    }
    var around = AROUND.matcher(stripped);
    if (!around.matches()) {
      return null;
    }
    String bare = around.group(1).replace('−', '-').replaceAll("\\s", "");
    return matches(bare) ? new BigDecimal(plain(bare)) : null;
  }

  /** The only form in which a text is a number; {@code null} when it is in both or in none. */
  public static NumberForm evidence(String value) {
    if (value.length() > LONGEST || !numeric(value)) {
      return null;
    }
    boolean point = POINT.reads(value);
    boolean comma = COMMA.reads(value);
    return point == comma ? null : point ? POINT : COMMA;
  }

  /** Whether a text is of digits, points and commas. */
  static boolean numeric(String value) {
    return NUMERIC.matcher(value).matches();
  }

  /** Whether the value is a number in this form. */
  boolean matches(String value) {
    return number.matcher(value).matches();
  }

  /** A number of this form with a decimal point and without grouping. */
  String plain(String value) {
    return value.replace(String.valueOf(grouping), "").replace(decimal, '.');
  }

  /** Whether the value has separators that make sense in this form. */
  private boolean reads(String value) {
    return fraction.matcher(value).matches() || groups.matcher(value).matches();
  }
}
