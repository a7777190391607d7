package id.pcc.storage.internal.sql;

import id.pcc.storage.DatasetId;
import id.pcc.storage.Lineage;
import id.pcc.storage.internal.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where records came from, in the database. */
public final class SqlLineage implements Lineage {
  /** Records are dropped an hour after they are due, and some wait in the queue. */
  private static final Duration MARGIN = Duration.ofDays(1);

  private final SqlDatabase database;
  private final SqlCatalogue catalogue;
  private final Retentions retentions;
  private final Clock clock;
  private final DeliveryTable table = new DeliveryTable();

  /** Reads what is written with each commit. */
  public SqlLineage(
      SqlDatabase database, SqlCatalogue catalogue, Retentions retentions, Clock clock) {
    this.database = database;
    this.catalogue = catalogue;
    this.retentions = retentions;
    this.clock = clock;
  }

  @Override
  public List<Delivered> deliveries(DatasetId dataset, long before, int limit) {
    return database.transact(
        connection -> table.find(connection, dataset, Long.MIN_VALUE, before, limit));
  }

  @Override
  public Optional<Delivered> delivery(DatasetId dataset, long seq) {
    return database
        .transact(connection -> table.find(connection, dataset, seq, seq + 1, 1))
        .stream()
        .findFirst();
  }

  @Override
  public List<Original> originals(DatasetId dataset, long seq, int limit) {
    return database.transact(connection -> table.originals(connection, dataset, seq, null, limit));
  }

  @Override
  public Optional<Original> original(DatasetId dataset, Map<String, Object> record) {
    TableLayout layout =
        catalogue
            .table(dataset)
            .orElseThrow(() -> new IllegalArgumentException("there is no dataset " + dataset));
    List<Object> key = new ArrayList<>();
    for (String field : layout.dataset().key()) {
      Object value = record.get(field);
      key.add(value instanceof Instant time ? (Object) time.toEpochMilli() : value);
    }
    long seq = ((Number) record.get("_seq")).longValue();
    return database
        .transact(connection -> table.originals(connection, dataset, seq, digest(key), 1))
        .stream()
        .findFirst();
  }

  /** What tells a record from others, in so many characters. */
  static String digest(List<Object> key) {
    return Intake.digest(Json.write(key));
  }

  /**
   * Forgets deliveries that no record refers to any more: those of datasets that are kept for ever
   * are kept for ever.
   *
   * @param least for how long they are kept at least
   */
  public void prune(List<DatasetId> datasets, Duration least) {
    for (DatasetId dataset : datasets) {
      Duration raw = retentions.rule(dataset).retention().raw();
      if (raw != null) {
        Duration kept = (raw.compareTo(least) > 0 ? raw : least).plus(MARGIN);
        long before = clock.millis() - kept.toMillis();
        database.transact(connection -> table.prune(connection, dataset, before));
      }
    }
  }
}
