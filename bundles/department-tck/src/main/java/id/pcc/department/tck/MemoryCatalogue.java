package id.pcc.department.tck;

import id.pcc.api.dataset.Dataset;
import id.pcc.storage.Catalogue;
import id.pcc.storage.DatasetId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A catalogue that takes every declaration. */
final class MemoryCatalogue implements Catalogue {
  private final Map<DatasetId, Entry> entries = new ConcurrentHashMap<>();

  @Override
  public Entry declare(String department, Dataset dataset) {
    DatasetId id = new DatasetId(department, dataset.name());
    return entries.computeIfAbsent(id, key -> new Entry(key, dataset, "", 1, null));
  }

  @Override
  public List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  @Override
  public Optional<Entry> entry(DatasetId id) {
    return Optional.ofNullable(entries.get(id));
  }

  @Override
  public Optional<Entry> approve(DatasetId id, int version, String by) {
    throw new UnsupportedOperationException("nobody approves in a test");
  }

  @Override
  public Entry withdraw(DatasetId id) {
    throw new UnsupportedOperationException("nobody withdraws in a test");
  }

  @Override
  public Volume volume(DatasetId id) {
    return new Volume(0, 0, null);
  }
}
