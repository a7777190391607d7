package id.pcc.importer.internal;

import id.pcc.api.dataset.Dataset;
import id.pcc.importer.internal.domain.Import;
import id.pcc.importer.internal.domain.Load;
import id.pcc.importer.internal.domain.Sample;
import id.pcc.importer.internal.domain.State;
import id.pcc.mapping.MappedRows;
import id.pcc.mapping.Mapping;
import id.pcc.mapping.Sniffer;
import id.pcc.mapping.format.DocumentException;
import id.pcc.mapping.format.Reading;
import id.pcc.mapping.format.Row;
import id.pcc.mapping.format.Table;
import id.pcc.mapping.format.TableFile;
import id.pcc.security.Audit;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Ingest;
import id.pcc.storage.Trial;
import id.pcc.storage.Trial.Tried;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes files, looks at them, tries them on a dataset, and loads them. */
@Component(service = ImportDesk.class, configurationPid = "id.pcc.importer")
public final class ImportDesk {
  /** Why a load ended that nobody ended. */
  static final String STOPPED = both("pusat komando berhenti", "the command center stopped");

  private static final Logger LOG = LoggerFactory.getLogger(ImportDesk.class);
  private static final int LOOKED_AT = 2_000;
  private static final int SHOWN = 10;
  private static final int TRIED = 1_000;
  private static final int MOST_SHOWN_REFUSED = 20;
  private static final long MOST_BYTES = 16L << 20;
  private static final int AT_ONCE = 2;
  private static final int MOST_WAITING = 20;
  private static final long WRITE_EACH_MILLIS = 2_000;

  private final Ingest ingest;
  private final Trial trial;
  private final Audit audit;
  private final Clock clock;
  private final long largest;
  private final int most;
  private final Duration kept;
  private final ImportFolder folder;
  private final Map<String, Sample> samples = new ConcurrentHashMap<>();
  private final Map<String, Loading> loadings = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor loaders;
  private final ScheduledExecutorService tidying =
      Executors.newSingleThreadScheduledExecutor(named("pcc import tidying"));

  @Activate
  public ImportDesk(
      @Reference Ingest ingest,
      @Reference Trial trial,
      @Reference Audit audit,
      ImporterSettings settings)
      throws IOException {
    this(
        ingest,
        trial,
        audit,
        Clock.systemUTC(),
        Path.of(settings.folder()),
        (long) settings.file_megabytes() << 20,
        settings.files(),
        Duration.ofDays(settings.keep_days()));
  }

  ImportDesk(
      Ingest ingest,
      Trial trial,
      Audit audit,
      Clock clock,
      Path place,
      long largest,
      int most,
      Duration kept)
      throws IOException {
    this.ingest = ingest;
    this.trial = trial;
    this.audit = audit;
    this.clock = clock;
    this.largest = largest;
    this.most = most;
    this.kept = kept;
    folder = new ImportFolder(place, clock.millis());
    loaders =
        new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(MOST_WAITING),
            named("pcc import"));
    loaders.allowCoreThreadTimeOut(true);
    tidying.scheduleWithFixedDelay(this::tidy, 1, 60, TimeUnit.MINUTES);
  }

  private static ThreadFactory named(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Bytes that a file may have. */
  public long largest() {
    return largest;
  }

  /**
   * Takes a file.
   *
   * @throws Refused when it is too large, there is no room, or it holds no table
   */
  public Import take(String name, String by, InputStream in) throws IOException {
    if (folder.all().size() >= most) {
      throw new Refused(
          429,
          both(
              "sudah ada " + most + " berkas; hapus beberapa dahulu",
              most + " files wait already; remove some first"));
    }
    Import taken;
    try {
      taken = folder.keep(name, by, in, largest, clock.millis());
    } catch (ImportFolder.TooLargeException e) {
      throw new Refused(
          413,
          both(
              "berkas paling besar " + (largest >> 20) + " MB; yang ini lebih",
              "a file has at most " + (largest >> 20) + " MB; this one has more"));
    } catch (ImportFolder.NoRoomException e) {
      throw new Refused(
          507,
          both(
              "cakram tidak punya ruang untuk berkas ini sekarang",
              "there is no room on the disk for this file now"));
    }
    try {
      sample(taken);
      return taken;
    } catch (DocumentException e) {
      folder.remove(taken.id());
      throw new Refused(422, said(e));
    } catch (RuntimeException e) {
      folder.remove(taken.id());
      throw e;
    }
  }

  /** What is wrong with a file, in both languages. */
  public static String said(DocumentException e) {
    String whole = "^document: ";
    return e.text().id().replaceFirst(whole, "") + " / " + e.text().en().replaceFirst(whole, "");
  }

  /** A sentence in both languages, for where there is room for one text only. */
  private static String both(String id, String en) {
    return id + " / " + en;
  }

  /** Why something cannot be done, with the HTTP status that says so. */
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    Refused(int status, String message) {
      super(message);
      this.status = status;
    }

    /** The HTTP status. */
    public int status() {
      return status;
    }
  }

  /** All files, the newest first. */
  public List<Import> all() {
    return folder.all();
  }

  /** One of them. */
  public Optional<Import> get(String id) {
    return folder.get(id);
  }

  /** What a file seems to hold. */
  public Sample sample(Import of) throws DocumentException {
    Sample known = samples.get(of.id());
    if (known != null) {
      return known;
    }
    Sample looked = look(of);
    samples.put(of.id(), looked);
    return looked;
  }

  private Sample look(Import of) throws DocumentException {
    TableFile file = TableFile.of(folder.data(of));
    List<Row> rows = new ArrayList<>();
    try (Table table = file.open(of.reading())) {
      Row row = table.next();
      long bytes = 0;
      for (; row != null && rows.size() < LOOKED_AT && bytes < MOST_BYTES; row = table.next()) {
        rows.add(row);
        bytes += row.weight();
      }
      return new Sample(
          file.format().name(),
          file.sheets(),
          Sniffer.sniff(table.columns(), rows),
          List.copyOf(rows.subList(0, Math.min(SHOWN, rows.size()))),
          rows.size(),
          row == null);
    }
  }

  /** Reads a file in another way. */
  public Import read(Import of, Reading reading) throws DocumentException {
    refuseLoading(of);
    Sample looked = look(of.read(reading));
    Import changed = folder.change(of.id(), was -> was.read(reading));
    if (changed == null) {
      throw new Refused(404, both("berkas ini sudah dihapus", "this file was removed"));
    }
    samples.put(of.id(), looked);
    return changed;
  }

  private static void refuseLoading(Import of) {
    if (of.loading()) {
      throw new Refused(
          409,
          both(
              "berkas ini sedang dimuat; tunggu, atau batalkan dahulu",
              "this file is being loaded; wait, or cancel that first"));
    }
  }

  /**
   * A row and what would become of it.
   *
   * @param row where it stands in the file
   */
  public record TriedRow(long row, Tried tried) {}

  /**
   * What would become of a file.
   *
   * @param rows the first rows, and refused ones after them
   * @param looked how many rows were tried
   * @param refused how many of them would go to quarantine
   * @param repeated how many of them have the key of one before, and would replace it
   * @param whole whether all rows were tried
   */
  public record Preview(
      List<TriedRow> rows, int looked, int refused, int repeated, boolean whole) {}

  /**
   * Tries the beginning of a file on a dataset, storing nothing.
   *
   * @param shown how many of the first rows are wanted
   */
  public Preview preview(Import of, String department, Dataset dataset, Mapping mapping, int shown)
      throws DocumentException {
    List<Long> numbers = new ArrayList<>();
    List<Map<String, Object>> records = new ArrayList<>();
    boolean whole;
    try (Table table = TableFile.of(folder.data(of)).open(of.reading())) {
      MappedRows mapped = mapping.over(table.columns());
      Row row = table.next();
      long bytes = 0;
      for (; row != null && records.size() < TRIED && bytes < MOST_BYTES; row = table.next()) {
        bytes += row.weight();
        numbers.add(row.number());
        records.add(mapped.record(row));
      }
      whole = row == null;
    }
    List<Tried> tried = trial.check(department, dataset, records);
    List<TriedRow> rows = new ArrayList<>();
    Map<List<Object>, Integer> keys = new LinkedHashMap<>();
    int refused = 0;
    int repeated = 0;
    for (int i = 0; i < tried.size(); i++) {
      Tried each = tried.get(i);
      if (each.refused()) {
        refused++;
      } else {
        List<Object> key = dataset.key().stream().map(each.record()::get).toList();
        repeated += keys.merge(key, 1, Integer::sum) > 1 ? 1 : 0;
      }
      if (i < shown || each.refused() && rows.size() < shown + MOST_SHOWN_REFUSED) {
        rows.add(new TriedRow(numbers.get(i), each));
      }
    }
    return new Preview(rows, tried.size(), refused, repeated, whole);
  }

  /** Begins to load a file into a dataset that is declared. */
  public Import load(Import of, DatasetId into, Mapping mapping, String by)
      throws DocumentException {
    List<String> columns = sample(of).columns().stream().map(column -> column.name()).toList();
    mapping.over(columns);
    Load begun = Load.begin(into.department(), into.dataset(), mapping, by, clock.millis());
    Import loading =
        folder.change(
            of.id(),
            was -> {
              refuseLoading(was);
              return was.loaded(begun);
            });
    if (loading == null) {
      throw new Refused(404, both("berkas ini sudah dihapus", "this file was removed"));
    }
    AtomicLong written = new AtomicLong(clock.millis());
    Loading work =
        new Loading(
            loading, folder.data(loading), ingest, clock, far -> news(of.id(), far, written));
    loadings.put(of.id(), work);
    try {
      loaders.execute(work);
    } catch (RejectedExecutionException e) {
      loadings.remove(of.id());
      folder.change(
          of.id(),
          was ->
              was.loaded(
                  begun.in(
                      State.INTERRUPTED, both("yang lain lebih dahulu", "others come first"), 0)));
      throw new Refused(
          429,
          both(
              MOST_WAITING + " berkas menunggu dimuat; coba lagi nanti",
              MOST_WAITING + " files wait to be loaded; try again later"));
    }
    return loading;
  }

  private void news(String id, Load far, AtomicLong written) {
    long now = clock.millis();
    if (far.state().active() && now - written.get() < WRITE_EACH_MILLIS) {
      folder.note(id, far);
      return;
    }
    written.set(now);
    if (!far.state().active()) {
      tell(id, far);
      loadings.remove(id);
    }
    folder.change(id, was -> was.loaded(far));
  }

  private void tell(String id, Load far) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("dataset", far.department() + "/" + far.dataset());
    details.put("state", far.state().name());
    details.put("rows", far.rows());
    details.put("accepted", far.accepted());
    details.put("unchanged", far.unchanged());
    details.put("quarantined", far.quarantined());
    try {
      audit.append(far.by(), "import ended", "import/" + id, details);
    } catch (RuntimeException e) {
      LOG.error("Not in the audit: import {} ended {}", id, details, e);
    }
  }

  /** Ends a load; what was stored stays. */
  public Import cancel(Import of) {
    Loading work = loadings.get(of.id());
    if (work == null) {
      throw new Refused(
          409, both("berkas ini tidak sedang dimuat", "this file is not being loaded"));
    }
    if (loaders.remove(work)) {
      loadings.remove(of.id());
      return folder.change(
          of.id(), was -> was.loaded(was.load().in(State.CANCELLED, "", clock.millis())));
    }
    work.end(State.CANCELLED, "");
    return folder.get(of.id()).orElse(of);
  }

  /** Removes a file; what was loaded of it stays in its dataset. */
  public void remove(Import of) {
    refuseLoading(of);
    samples.remove(of.id());
    folder.remove(of.id());
  }

  /** Removes what was kept long enough; done by itself each hour. */
  void tidy() {
    long before = clock.millis() - kept.toMillis();
    try {
      folder.all().stream()
          .filter(each -> each.received() < before && !each.loading())
          .forEach(this::remove);
    } catch (RuntimeException e) {
      LOG.warn("Could not remove old imports", e);
    }
  }

  @Deactivate
  void stop() throws InterruptedException {
    tidying.shutdown();
    loadings.values().forEach(l -> l.end(State.INTERRUPTED, STOPPED));
    loaders.shutdown();
    // A batch under way ends by itself; Derby takes an interruption for a fault of its files.
    if (!loaders.awaitTermination(5, TimeUnit.SECONDS)) {
      LOG.warn("A batch of an import is still under way");
    }
  }
}
