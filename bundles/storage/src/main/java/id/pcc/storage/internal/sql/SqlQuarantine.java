package id.pcc.storage.internal.sql;

import id.pcc.api.dataset.Fault;
import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.Rejection;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Quarantine;
import id.pcc.storage.internal.domain.Preview;
import id.pcc.storage.internal.domain.Refusal;
import id.pcc.storage.internal.domain.Repair;
import id.pcc.storage.internal.domain.Repairs;
import id.pcc.storage.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** What was refused, in the database. */
public final class SqlQuarantine implements Quarantine, Repairs {
  /** The name under which documents are kept that were meant for no dataset in particular. */
  private static final String NO_DATASET = "";

  private static final int LONGEST_DOCUMENT = 1_000_000;
  private static final int LONGEST_REPAIR = 1_000_000;

  /** Rows may be a million characters long each. */
  private static final int AT_ONCE = 100;

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
    return list(Selection.all(dataset), after, limit);
  }

  @Override
  public List<Kept> documents(String department, long after, int limit) {
    return database.transact(
        connection -> table.list(connection, department, NO_DATASET, after, limit));
  }

  @Override
  public List<Kept> list(Selection selection, long after, int limit) {
    return database.transact(connection -> table.list(connection, selection, after, limit));
  }

  @Override
  public List<Group> groups(Selection selection, int limit) {
    return database.transact(connection -> table.groups(connection, selection, limit));
  }

  @Override
  public long count(Selection selection) {
    return extent(selection)[0];
  }

  private long[] extent(Selection selection) {
    return database.transact(connection -> table.extent(connection, selection));
  }

  @Override
  public long discard(Selection selection, long number) {
    return database.transact(
        connection -> {
          long selected = table.extent(connection, selection)[0];
          return selected == number ? table.discard(connection, selection) : selected;
        });
  }

  /** See {@link id.pcc.storage.Ingest#quarantine}. */
  public void keep(String department, String dataset, String source, byte[] raw, Fault fault) {
    boolean cut = raw.length > LONGEST_DOCUMENT;
    String text = new String(raw, 0, cut ? LONGEST_DOCUMENT : raw.length, StandardCharsets.UTF_8);
    Delivery.Refused whole = Intake.refused(new Rejection(0, "", fault), text);
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
    return replay(Selection.all(dataset));
  }

  @Override
  public Replay replay(Selection selection) {
    Counted counted = new Counted();
    each(
        selection,
        null,
        page -> {
          renew(page);
          counted.store(page);
        });
    return counted.replay();
  }

  @Override
  public Preview preview(Selection selection, Repair repair) {
    Preview.Sum sum = new Preview.Sum();
    each(
        selection,
        row -> repair.on(row.id(), record(row)),
        page -> {
          for (Tried tried : page.tried()) {
            sum.add(tried.kept().id(), tried.kept().raw(), tried.after(), tried.refusal());
          }
        });
    return sum.preview();
  }

  @Override
  public Replay apply(Selection selection, Repair repair, String by) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("by", by);
    told.put("at", clock.instant());
    told.put("steps", repair.told());
    String how = Json.write(told);
    if (how.length() > LONGEST_REPAIR) {
      throw new IllegalArgumentException(
          "steps: at most " + LONGEST_REPAIR + " characters of JSON; edit fewer rows at once");
    }
    Counted counted = new Counted();
    each(
        selection,
        row -> repair.on(row.id(), record(row)),
        page -> counted.store(page.repairedBy(how)));
    return counted.replay();
  }

  /** Makes a record of a row. */
  private interface Way {
    Map<String, Object> record(Kept row) throws Refusal;
  }

  /**
   * A row that was tried.
   *
   * @param after the record that was tried; {@code null} when it is none
   * @param refusal why it would be refused; {@code null} when it would not
   */
  private record Tried(Kept kept, Map<String, Object> after, Refusal refusal) {}

  /** Rows that were tried together. */
  private record Tries(List<Tried> tried, Delivery good) {
    private Tries repairedBy(String how) {
      return new Tries(tried, good.repairedBy(how));
    }
  }

  private final class Counted {
    private long accepted;
    private long unchanged;
    private long refused;

    private void store(Tries page) {
      refused += page.tried().stream().filter(tried -> tried.refusal() != null).count();
      if (!page.good().good().isEmpty()) {
        Receipt receipt = store.apply(page.good());
        accepted += receipt.accepted();
        unchanged += receipt.unchanged();
        refused += receipt.quarantined();
      }
    }

    private Replay replay() {
      return new Replay(accepted, unchanged, refused);
    }
  }

  /**
   * Tries what is selected now, page by page.
   *
   * @param way {@code null} to try rows as they came
   */
  private void each(Selection selection, Way way, Consumer<Tries> pages) {
    DatasetId dataset = selection.dataset();
    TableLayout layout = intake.table(dataset.department(), dataset.dataset());
    long last = extent(selection)[1];
    long after = 0;
    List<Kept> page;
    do {
      page = list(selection, after, AT_ONCE);
      int read = page.size();
      after = read == 0 ? last : page.get(read - 1).id();
      page = page.stream().filter(kept -> kept.id() <= last).toList();
      pages.accept(tries(layout, page, way == null ? SqlQuarantine::asItCame : way));
      if (read < AT_ONCE) {
        return;
      }
    } while (after < last);
  }

  private Tries tries(TableLayout layout, List<Kept> page, Way way) {
    List<Tried> tried = new ArrayList<>();
    List<Map<String, Object>> records = new ArrayList<>();
    List<Kept> whose = new ArrayList<>();
    for (Kept kept : page) {
      try {
        records.add(way.record(kept));
        whose.add(kept);
      } catch (Refusal refusal) {
        tried.add(new Tried(kept, null, refusal));
      }
    }
    Delivery again = intake.checkAgain(layout, records, whose.stream().map(Kept::id).toList());
    Map<Integer, Refusal> refusals = new HashMap<>();
    for (Delivery.Refused bad : again.bad()) {
      Rejection why = bad.rejection();
      refusals.put((int) why.index(), new Refusal(why.field(), why.fault()));
    }
    for (int i = 0; i < whose.size(); i++) {
      tried.add(new Tried(whose.get(i), records.get(i), refusals.get(i)));
    }
    return new Tries(tried, again.withoutBad());
  }

  private static Map<String, Object> asItCame(Kept kept) throws Refusal {
    Map<String, Object> record = record(kept);
    if (record == null) {
      throw new Refusal(kept.field(), kept.fault());
    }
    return record;
  }

  /** What is still refused may be so for another reason now. */
  private void renew(Tries page) {
    List<Tried> bad =
        page.tried().stream()
            .filter(tried -> tried.refusal() != null && tried.after() != null)
            .toList();
    if (!bad.isEmpty()) {
      database.transact(
          connection -> {
            for (Tried tried : bad) {
              Refusal why = tried.refusal();
              table.renew(connection, tried.kept().id(), why.field(), why.fault());
            }
            return null;
          });
    }
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

  /** Gives rows from before there were kinds of reasons theirs. */
  public void sort() {
    int sorted;
    do {
      sorted = database.transact(table::sort);
    } while (sorted > 0);
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
