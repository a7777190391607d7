package id.pcc.mapping.format;

/**
 * How a file is to be read, where it does not say so itself.
 *
 * @param sheet the sheet of a workbook; {@code null} for the first one that is shown
 * @param heading the row that names the columns, as {@link Row#number} counts; {@code null} to look
 *     for it
 */
public record Reading(String sheet, Long heading) {
  /** The first sheet, with the heading where it seems to be. */
  public static final Reading USUAL = new Reading(null, null);
}
