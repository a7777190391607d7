package id.pcc.connect.internal.connector;

/**
 * How a connector asks only for what is new: it keeps the greatest value of a column, and asks from
 * there on, that value again included, so that nothing that was late is left out.
 *
 * @param column the column of the rows
 * @param parameter the parameter of the address; empty for a database
 */
public record Watermark(String column, String parameter) {
  /** The greater of two values: as numbers when both are, else as texts, such as ISO times. */
  static String greater(String a, Object b) {
    if (b == null) {
      return a;
    }
    String text = b.toString();
    if (a == null) {
      return text;
    }
    boolean numbers = a.matches("-?\\d{1,18}(\\.\\d+)?") && text.matches("-?\\d{1,18}(\\.\\d+)?");
    int order =
        numbers
            ? new java.math.BigDecimal(a).compareTo(new java.math.BigDecimal(text))
            : a.compareTo(text);
    return order >= 0 ? a : text;
  }
}
