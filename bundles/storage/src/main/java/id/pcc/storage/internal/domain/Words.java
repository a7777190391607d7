package id.pcc.storage.internal.domain;

import java.util.Collection;
import java.util.Map;

/** How values are named in sentences for people. */
public final class Words {
  private static final int LONGEST = 60;

  private Words() {}

  /** The value in quotes, cut short, with its kind where it is not a text. */
  public static String quoted(Object value) {
    if (value == null) {
      return "nothing";
    }
    if (value instanceof Map<?, ?>) {
      return "an object";
    }
    if (value instanceof Collection<?>) {
      return "a list";
    }
    String text = value.toString().strip();
    if (text.length() > LONGEST) {
      text = text.substring(0, LONGEST) + "…";
    }
    String shown = "\"" + text.replaceAll("\\p{Cntrl}", "\uFFFD") + "\"";
    if (value instanceof Number) {
      return "the number " + text;
    }
    return value instanceof Boolean ? "the truth value " + text : shown;
  }
}
