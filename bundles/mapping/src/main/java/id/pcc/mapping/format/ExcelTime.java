package id.pcc.mapping.format;

import java.time.LocalDateTime;

/**
 * Times as spreadsheets count them: days, with the hours as a fraction (ISO/IEC 29500-1, 18.17.4).
 */
public final class ExcelTime {
  private static final LocalDateTime FROM_1900 = LocalDateTime.of(1899, 12, 30, 0, 0);
  private static final LocalDateTime FROM_1904 = LocalDateTime.of(1904, 1, 1, 0, 0);
  private static final double LAST = 2_958_466;

  private ExcelTime() {}

  /**
   * The time of a number, to the second.
   *
   * @return {@code null} when it lies outside the years that spreadsheets know
   */
  public static LocalDateTime of(double days, boolean since1904) {
    if (!(days >= 0 && days < LAST)) {
      return null;
    }
    return (since1904 ? FROM_1904 : FROM_1900).plusSeconds(Math.round(days * 86_400));
  }
}
