package id.pcc.api.dataset;

import id.pcc.api.LocalText;
import java.util.Map;

/**
 * Why a record was refused.
 *
 * @param index the record's place in the batch, from 0
 * @param field the field at fault; empty when the record as a whole is
 * @param detail a sentence in English that names what was expected and what came
 * @param code see {@link Fault#code}
 * @param arguments see {@link Fault#arguments}
 * @param text the sentence in both languages
 */
public record Rejection(
    long index,
    String field,
    String detail,
    String code,
    Map<String, Object> arguments,
    LocalText text) {
  /** A record that was refused for a fault. */
  public Rejection(long index, String field, Fault fault) {
    this(index, field, fault.reason(), fault.code(), fault.arguments(), fault.text());
  }

  /** A record that was refused for what only a sentence says. */
  public Rejection(long index, String field, String detail) {
    this(index, field, Fault.said(detail));
  }

  /** Why. */
  public Fault fault() {
    return new Fault(code, arguments, text);
  }

  /** The same, at another place. */
  public Rejection at(long place) {
    return new Rejection(place, field, detail, code, arguments, text);
  }
}
