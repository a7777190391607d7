package id.pcc.api.dataset;

import id.pcc.api.LocalText;

/**
 * A value of a code list.
 *
 * @param value what a record holds
 * @param title what it means
 */
public record Code(String value, LocalText title) {
  /** A code with its meaning in both languages. */
  public static Code of(String value, String id, String en) {
    return new Code(value, LocalText.of(id, en));
  }
}
