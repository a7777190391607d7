package id.pcc.storage.internal.spool;

import id.pcc.api.dataset.RecordBatch;
import id.pcc.storage.internal.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Keeps deliveries on the disk while the database is away, one file for each department, and gives
 * them back in their order. A department's deliveries go through its file until it is empty, so
 * that none overtakes another.
 */
public final class Spool implements AutoCloseable {
  private static final String ENDING = ".spool";
  private static final long LEFT_FREE = 1L << 30;

  private final Path folder;
  private final long mostBytes;
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

  /**
   * A delivery that waited.
   *
   * @param received when it came, in milliseconds UTC
   */
  public record Waited(RecordBatch batch, long received) {}

  /** The deliveries of a department that wait. */
  private static final class Lane {
    private final SpoolFile file;
    private int records;
    private long at;

    private Lane(SpoolFile file) {
      this.file = file;
    }
  }

  /**
   * Opens the spool of a folder; what a process before left there waits on.
   *
   * @param mostBytes how much it takes at most
   */
  public Spool(Path folder, long mostBytes) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.mostBytes = mostBytes;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
      for (Path path : files) {
        String name = path.getFileName().toString();
        Lane lane = new Lane(SpoolFile.open(path));
        for (var e = lane.file.read(0); e != null; e = lane.file.read(e.next())) {
          try {
            lane.records += read(e.content()).batch().records().size();
          } catch (IllegalArgumentException wrong) {
            lane.file.close();
            throw new IOException(path + " holds what is no delivery; move it away", wrong);
          }
        }
        lanes.put(name.substring(0, name.length() - ENDING.length()), lane);
      }
    }
  }

  /** The number of records that wait, by department. */
  public synchronized Map<String, Integer> waiting() {
    Map<String, Integer> waiting = new TreeMap<>();
    lanes.forEach((department, lane) -> waiting.put(department, lane.records));
    return waiting;
  }

  /**
   * Keeps a delivery, when the database is away or others of the department wait before it; it is
   * on the disk when this returns.
   *
   * @param kept is told before anybody can be given the delivery
   * @return whether it was kept; when not, it can be stored directly
   * @throws IOException when there is no room
   */
  public boolean keep(
      String department, RecordBatch batch, long received, BooleanSupplier away, Runnable kept)
      throws IOException {
    return (lanes.containsKey(department) || away.getAsBoolean())
        && keepOrdered(department, batch, received, away, kept);
  }

  private synchronized boolean keepOrdered(
      String department, RecordBatch batch, long received, BooleanSupplier away, Runnable kept)
      throws IOException {
    Lane lane = lanes.get(department);
    if (lane == null && !away.getAsBoolean()) {
      return false;
    }
    byte[] content = write(batch, received);
    try {
      read(content);
    } catch (IllegalArgumentException e) {
      throw new IOException("a value is too long or too deep to be kept until it is back", e);
    }
    room(content.length);
    if (lane == null) {
      lane = new Lane(SpoolFile.open(folder.resolve(department + ENDING)));
      lanes.put(department, lane);
    }
    lane.file.append(content);
    lane.records += batch.records().size();
    kept.run();
    return true;
  }

  private void room(int bytes) throws IOException {
    long taken = lanes.values().stream().mapToLong(lane -> lane.file.length()).sum();
    var disk = Files.getFileStore(folder);
    long left = disk.getUsableSpace() - bytes;
    if (taken + bytes > mostBytes || left < LEFT_FREE && left < disk.getTotalSpace() / 20) {
      throw new IOException("the spool is full");
    }
  }

  /**
   * Gives the deliveries of a department back in their order, until none waits.
   *
   * @param store stores one and says whether it did; when not, it and those after it stay
   */
  public void drain(String department, Predicate<Waited> store) throws IOException {
    while (true) {
      SpoolFile.Entry entry = next(department);
      if (entry == null) {
        return;
      }
      Waited waited = read(entry.content());
      if (!store.test(waited)) {
        return;
      }
      stored(department, entry.next(), waited.batch().records().size());
    }
  }

  private synchronized void stored(String department, long next, int records) {
    Lane lane = lanes.get(department);
    lane.at = next;
    lane.records -= records;
  }

  /**
   * The entry whose turn it is; {@code null} when all are stored: then the department waits no
   * more.
   */
  private synchronized SpoolFile.Entry next(String department) throws IOException {
    Lane lane = lanes.get(department);
    if (lane == null) {
      return null;
    }
    SpoolFile.Entry entry = lane.file.read(lane.at);
    if (entry == null) {
      lanes.remove(department);
      lane.file.delete();
    }
    return entry;
  }

  private static byte[] write(RecordBatch batch, long received) {
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put("dataset", batch.dataset());
    // A key of its own, so that a delivery that was stored before a crash is recognised after it.
    String key = batch.idempotencyKey();
    kept.put("key", key == null ? "spool:" + UUID.randomUUID() : key);
    kept.put("source", batch.source());
    kept.put("route", batch.route());
    kept.put("received", received);
    kept.put("records", batch.records());
    return Json.write(kept).getBytes(StandardCharsets.UTF_8);
  }

  private static Waited read(byte[] content) {
    Map<String, Object> kept = Json.readObject(new String(content, StandardCharsets.UTF_8));
    try {
      return waited(kept);
    } catch (ClassCastException | NullPointerException e) {
      throw new IllegalArgumentException("a member is missing or of another kind", e);
    }
  }

  private static Waited waited(Map<String, Object> kept) {
    List<Map<String, Object>> records = new ArrayList<>();
    for (Object record : (List<?>) kept.get("records")) {
      records.add(record(record));
    }
    return new Waited(
        new RecordBatch(
            (String) kept.get("dataset"),
            records,
            (String) kept.get("key"),
            (String) kept.get("source"),
            (String) kept.get("route")),
        ((Number) kept.get("received")).longValue());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> record(Object record) {
    return (Map<String, Object>) record;
  }

  @Override
  public synchronized void close() {
    for (Lane lane : lanes.values()) {
      try {
        lane.file.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
