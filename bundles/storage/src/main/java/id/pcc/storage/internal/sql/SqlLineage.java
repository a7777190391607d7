package id.pcc.storage.internal.sql;

import id.pcc.storage.DatasetId;
import id.pcc.storage.Lineage;
import id.pcc.storage.internal.json.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where records came from, in the database.
 *
 * <p>Each delivery is a row that is written with its records. When it is an hour old it cannot be
 * joined by an earlier one any more, and the oldest thousand of a dataset become one row, a pack,
 * which holds every one of them unchanged. So a dataset has at most the rows of an hour and 999
 * more, and one row for each thousand deliveries before; a lone record that is kept for ever costs
 * some ten bytes more than itself, beside its idempotency key if it came with one. Deliveries that
 * were repaired are acts of people, and stay rows of their own.
 */
public final class SqlLineage implements Lineage {
  /** Records are dropped an hour after they are due, and some wait in the queue. */
  private static final Duration MARGIN = Duration.ofDays(1);

  /** After so long no transaction is open any more that could bring an earlier number. */
  private static final Duration SETTLED = Duration.ofHours(1);

  /** Packs that are made at a time, so that what else is done in the background does not wait. */
  private static final int MOST_PACKS = 50;

  private final SqlDatabase database;
  private final SqlCatalogue catalogue;
  private final Retentions retentions;
  private final Clock clock;
  private final DeliveryTable table = new DeliveryTable();
  private final DeliveryPackTable packs = new DeliveryPackTable();

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
        connection ->
            Stream.concat(
                    table.find(connection, dataset, Long.MIN_VALUE, before, limit).stream(),
                    packs.before(connection, dataset, before, limit).stream())
                .sorted(Comparator.comparingLong(Delivered::seq).reversed())
                .limit(limit)
                .toList());
  }

  @Override
  public Optional<Delivered> delivery(DatasetId dataset, long seq) {
    return database.transact(
        connection -> {
          List<Delivered> row = table.find(connection, dataset, seq, seq + 1, 1);
          return row.isEmpty() ? packs.find(connection, dataset, seq) : Optional.of(row.get(0));
        });
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
    String digest = digest(layout, record);
    long seq = ((Number) record.get("_seq")).longValue();
    return database
        .transact(connection -> table.originals(connection, dataset, seq, digest, 1))
        .stream()
        .findFirst();
  }

  /** What tells a record from others, by the names of its fields. */
  static String digest(TableLayout layout, Map<String, Object> record) {
    List<Object> key = new ArrayList<>();
    for (String field : layout.dataset().key()) {
      Object value = record.get(field);
      key.add(value instanceof Instant time ? (Object) time.toEpochMilli() : value);
    }
    return digest(key);
  }

  /** What tells a record from others, in so many characters. */
  static String digest(List<Object> key) {
    return Intake.digest(Json.write(key));
  }

  /**
   * Packs deliveries that are settled, of each dataset in turn, some at a time.
   *
   * @return how many packs were made
   */
  public int pack(List<DatasetId> datasets) {
    long before = clock.millis() - SETTLED.toMillis();
    Deque<DatasetId> waiting = new ArrayDeque<>(datasets);
    int made = 0;
    while (made < MOST_PACKS && !waiting.isEmpty()) {
      DatasetId dataset = waiting.poll();
      if (database.transact(connection -> pack(connection, dataset, before))) {
        made++;
        waiting.add(dataset);
      }
    }
    return made;
  }

  private boolean pack(Connection connection, DatasetId dataset, long before) throws SQLException {
    DeliveryTable.Settled settled =
        table.settled(connection, dataset, before, DeliveryPackTable.SIZE);
    if (settled.deliveries().isEmpty()) {
      return false;
    }
    packs.put(connection, dataset, settled.deliveries(), settled.newest());
    table.remove(connection, dataset, settled.deliveries());
    return true;
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
