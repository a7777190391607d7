package id.pcc.storage.internal.rest;

import id.pcc.storage.Lineage.Delivered;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A delivery as clients see it. */
final class DeliveryView {
  private DeliveryView() {}

  /**
   * @param whole whether the one who asks may see every field: the steps of a repair hold values
   */
  static Map<String, Object> of(Delivered delivered, boolean whole) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("seq", delivered.seq());
    view.put("source", delivered.source());
    view.put("route", delivered.route());
    view.put("key", delivered.key());
    view.put("deliveries", delivered.deliveries());
    view.put("received", delivered.received());
    view.put("committed", delivered.committed());
    view.put("accepted", delivered.accepted());
    view.put("unchanged", delivered.unchanged());
    view.put("quarantined", delivered.quarantined());
    view.put("repair", repair(delivered, whole));
    return view;
  }

  private static Map<String, Object> repair(Delivered delivered, boolean whole) {
    if (delivered.repair() == null || whole) {
      return delivered.repair();
    }
    Map<String, Object> shown = new LinkedHashMap<>(delivered.repair());
    shown.put("steps", List.of());
    return shown;
  }
}
