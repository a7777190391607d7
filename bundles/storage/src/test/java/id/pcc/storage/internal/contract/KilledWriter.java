package id.pcc.storage.internal.contract;

import com.zaxxer.hikari.HikariDataSource;
import id.pcc.api.dataset.RecordBatch;
import id.pcc.storage.internal.Store;
import id.pcc.storage.internal.contract.DerbyStoreTest.Derby;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A process of its own that delivers without end, for as many departments as it has threads, and
 * prints each delivery that was acknowledged; made to be killed.
 */
final class KilledWriter {
  static final int DEPARTMENTS = 3;
  static final int RECORDS = 20;

  private KilledWriter() {}

  /** Delivers into the database of a folder, from a number on. */
  public static void main(String[] arguments) throws Exception {
    int first = Integer.parseInt(arguments[1]);
    HikariDataSource pool = Derby.open(Path.of(arguments[0]));
    Store store = new Store(pool, Clock.systemUTC(), Store.Limits.USUAL);
    for (int d = 0; d < DEPARTMENTS; d++) {
      String department = "k" + d;
      store.catalogue().declare(department, Bench.air().build());
      Thread thread = new Thread(() -> deliver(store, department, first));
      thread.start();
    }
  }

  private static void deliver(Store store, String department, int first) {
    for (int number = first; ; number++) {
      store.deliver(department, batch(department, number)).toCompletableFuture().join();
      synchronized (KilledWriter.class) {
        System.out.println("ACK " + department + " " + number);
        if (System.out.checkError()) {
          // Whoever began this process has ended before killing it.
          Runtime.getRuntime().halt(1);
        }
      }
    }
  }

  /** The delivery of a number: always the same. */
  static RecordBatch batch(String department, int number) {
    List<Map<String, Object>> records = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      records.add(Bench.reading("s" + i, number, number));
    }
    return new RecordBatch("air", records, department + "-" + number, "killed");
  }
}
