package id.pcc.department.tck;

import id.pcc.api.Declaration;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Fault;
import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.RecordBatch;
import id.pcc.api.dataset.Rejection;
import id.pcc.connect.internal.connector.ConnectorRun;
import id.pcc.storage.Ingest;
import id.pcc.storage.internal.domain.GeoJson;
import id.pcc.storage.internal.domain.RecordCheck;
import id.pcc.storage.internal.domain.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The store of one department in memory: it checks as the real one does, and keeps by key; and how
 * far its connectors have come.
 */
final class MemoryStore implements Ingest, ConnectorRun.Marks {
  private final Map<String, RecordCheck> checks = new HashMap<>();
  private final Map<String, Map<Object, Map<String, Object>>> datasets = new HashMap<>();
  private final List<Rejection> rejections = new CopyOnWriteArrayList<>();
  private final List<String> unreadable = new CopyOnWriteArrayList<>();
  private final List<String> changes = new CopyOnWriteArrayList<>();
  private final Map<String, String> marks = new ConcurrentHashMap<>();

  MemoryStore(Declaration declaration) {
    GeoJson places = new GeoJson(text -> List.of("departments give places as maps"));
    for (Dataset dataset : declaration.datasets()) {
      checks.put(dataset.name(), new RecordCheck(dataset, places, table -> null));
      datasets.put(dataset.name(), new ConcurrentHashMap<>());
    }
  }

  @Override
  public CompletionStage<Receipt> deliver(String department, RecordBatch batch) {
    List<Rejection> errors = new ArrayList<>();
    int stored = 0;
    int unchanged = 0;
    for (Map<String, Object> record : batch.records()) {
      try {
        Object key = String.valueOf(checks.get(batch.dataset()).check(record).key());
        Map<String, Object> now = Map.copyOf(plain(record));
        Map<String, Object> before = datasets.get(batch.dataset()).put(key, now);
        if (now.equals(before)) {
          unchanged++;
        } else {
          stored++;
          changes.add(batch.dataset() + ": " + before + " became " + now);
        }
      } catch (Refusal refusal) {
        int index = stored + unchanged + errors.size();
        errors.add(new Rejection(index, refusal.field(), refusal.fault()));
      }
    }
    rejections.addAll(errors);
    return CompletableFuture.completedFuture(new Receipt(stored, unchanged, errors.size(), errors));
  }

  private static Map<String, Object> plain(Map<String, Object> record) {
    Map<String, Object> plain = new HashMap<>(record);
    plain.values().removeIf(value -> value == null);
    return plain;
  }

  @Override
  public void quarantine(
      String department, String dataset, String source, byte[] raw, Fault fault) {
    unreadable.add(source + " " + fault.reason());
  }

  @Override
  public String get(String connector) {
    return marks.get(connector);
  }

  @Override
  public void put(String connector, String value) {
    marks.put(connector, value);
  }

  Map<String, String> marks() {
    return Map.copyOf(marks);
  }

  List<Map<String, Object>> records(String dataset) {
    return List.copyOf(datasets.get(dataset).values());
  }

  Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    datasets.forEach((name, records) -> counts.put(name, records.size()));
    return counts;
  }

  List<Rejection> rejections() {
    return rejections;
  }

  List<String> unreadable() {
    return unreadable;
  }

  /** Every record that was new or became another, in the order in which that happened. */
  List<String> changes() {
    return List.copyOf(changes);
  }
}
