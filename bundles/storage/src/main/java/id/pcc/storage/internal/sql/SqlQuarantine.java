package id.pcc.storage.internal.sql;

import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.Rejection;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Quarantine;
import id.pcc.storage.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What was refused, in the database. */
public final class SqlQuarantine implements Quarantine {
  /** The name under which documents are kept that were meant for no dataset in particular. */
  private static final String NO_DATASET = "";

  private static final int LONGEST_DOCUMENT = 1_000_000;
  private static final int AT_ONCE = 500;

  private final SqlDatabase database;
  private final Intake intake;
  private final Clock clock;
  private final Function<Delivery, Receipt> store;
  private final QuarantineTable table = new QuarantineTable();

  /**
   * @param store stores a delivery and waits for its receipt
   */
  public SqlQuarantine(
      SqlDatabase database, Intake intake, Clock clock, Function<Delivery, Receipt> store) {
    this.database = database;
    this.intake = intake;
    this.clock = clock;
    this.store = store;
  }

  @Override
  public List<Kept> list(DatasetId dataset, long after, int limit) {
    return list(dataset.department(), dataset.dataset(), after, limit);
  }

  @Override
  public List<Kept> documents(String department, long after, int limit) {
    return list(department, NO_DATASET, after, limit);
  }

  private List<Kept> list(String department, String name, long after, int limit) {
    return database
        .transact(connection -> table.list(connection, department, name, after, limit))
        .stream()
        .map(
            kept ->
                new Kept(
                    kept.id(),
                    kept.field(),
                    kept.reason(),
                    kept.raw(),
                    kept.cut(),
                    kept.source(),
                    Instant.ofEpochMilli(kept.received()),
                    Instant.ofEpochMilli(kept.seen()),
                    kept.times()))
        .toList();
  }

  /** See {@link id.pcc.storage.Ingest#quarantine}. */
  public void keep(String department, String dataset, String source, byte[] raw, String reason) {
    boolean cut = raw.length > LONGEST_DOCUMENT;
    String text = new String(raw, 0, cut ? LONGEST_DOCUMENT : raw.length, StandardCharsets.UTF_8);
    Delivery.Refused whole = Intake.refused(new Rejection(0, "", reason), text);
    Delivery.Refused refused =
        new Delivery.Refused(whole.rejection(), whole.raw(), cut, whole.digest());
    String name = dataset == null ? NO_DATASET : dataset;
    database.transact(
        connection -> {
          table.put(connection, department, name, source, clock.millis(), List.of(refused));
          return null;
        });
  }

  @Override
  public Replay replay(DatasetId dataset) {
    TableLayout layout = intake.table(dataset.department(), dataset.dataset());
    long accepted = 0;
    long unchanged = 0;
    long refused = 0;
    long after = 0;
    List<Kept> page;
    do {
      page = list(dataset, after, AT_ONCE);
      List<Map<String, Object>> records = new ArrayList<>();
      List<Long> ids = new ArrayList<>();
      for (Kept kept : page) {
        after = kept.id();
        Map<String, Object> record = record(kept);
        if (record == null) {
          refused++;
        } else {
          records.add(record);
          ids.add(kept.id());
        }
      }
      Delivery again = intake.checkAgain(layout, records, ids);
      refused += again.bad().size();
      renew(again, ids);
      if (!again.good().isEmpty()) {
        Receipt receipt = store.apply(again.withoutBad());
        accepted += receipt.accepted();
        unchanged += receipt.unchanged();
      }
    } while (page.size() == AT_ONCE);
    return new Replay(accepted, unchanged, refused);
  }

  /** What is still refused may be so for another reason now. */
  private void renew(Delivery again, List<Long> ids) {
    if (again.bad().isEmpty()) {
      return;
    }
    database.transact(
        connection -> {
          for (Delivery.Refused refused : again.bad()) {
            Rejection why = refused.rejection();
            table.renew(connection, ids.get((int) why.index()), why.field(), why.detail());
          }
          return null;
        });
  }

  /** The record that was refused; {@code null} when it is none or was cut. */
  private static Map<String, Object> record(Kept kept) {
    if (kept.cut()) {
      return null;
    }
    try {
      return Json.readObject(kept.raw());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Drops the oldest beyond so many of each dataset; returns how many went. */
  public int prune(List<DatasetId> datasets, int keep) {
    int dropped = 0;
    for (DatasetId dataset : datasets) {
      dropped += database.transact(connection -> table.prune(connection, dataset, keep));
    }
    return dropped;
  }
}
