package id.pcc.storage.internal.sql;

import id.pcc.api.LocalText;
import id.pcc.api.dataset.Fault;
import id.pcc.storage.internal.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A fault beside its sentence in English, which has a column of its own: the code, the arguments
 * and the sentence in Indonesian, as JSON. Rows from before there were codes have none.
 */
final class FaultColumn {
  /** What the column holds; a fault is bounded well below it. */
  private static final int LONGEST = 20_000;

  private FaultColumn() {}

  /** As it is stored; {@code null} where there is no more to it than the sentence. */
  static String of(Fault fault) {
    if (fault.code().isEmpty() && fault.text().id().equals(fault.text().en())) {
      return null;
    }
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("code", fault.code());
    told.put("arguments", fault.arguments());
    told.put("id", fault.text().id());
    String text = Json.write(told);
    return text.length() > LONGEST ? null : text;
  }

  /**
   * The fault of a row.
   *
   * @param stored may be {@code null}
   * @param reason the sentence in English
   */
  @SuppressWarnings("unchecked")
  static Fault read(String stored, String reason) {
    if (stored == null || reason.isBlank()) {
      return Fault.said(reason);
    }
    Map<String, Object> told = Json.readObject(stored);
    return new Fault(
        (String) told.get("code"),
        (Map<String, Object>) told.get("arguments"),
        LocalText.of((String) told.get("id"), reason));
  }
}
