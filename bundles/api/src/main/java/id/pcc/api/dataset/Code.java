package id.pcc.api.dataset;

import id.pcc.api.LocalText;
import id.pcc.api.widget.Level;

/**
 * A value of a code list.
 *
 * @param value what a record holds
 * @param title what it means
 * @param level how far from normal it is; {@code null} when it says nothing of that kind
 */
public record Code(String value, LocalText title, Level level) {
  /** A code that says nothing about how far from normal things are. */
  public Code(String value, LocalText title) {
    this(value, title, null);
  }

  /** A code with its meaning in both languages. */
  public static Code of(String value, String id, String en) {
    return new Code(value, LocalText.of(id, en));
  }

  /** A code with its meaning in both languages and how far from normal it is. */
  public static Code of(String value, String id, String en, Level level) {
    return new Code(value, LocalText.of(id, en), level);
  }
}
