package id.pcc.storage.internal.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Hides fields about persons from those who may not see them. */
final class Mask {
  private Mask() {}

  /** A record with those fields empty; the record itself when there are none. */
  static Map<String, Object> over(Map<String, Object> record, Set<String> masked) {
    if (masked.isEmpty()) {
      return record;
    }
    Map<String, Object> shown = new LinkedHashMap<>(record);
    masked.forEach(field -> shown.put(field, null));
    return shown;
  }
}
