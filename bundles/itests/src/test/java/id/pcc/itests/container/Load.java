package id.pcc.itests.container;

import id.pcc.itests.Api;
import id.pcc.itests.Api.Answer;
import id.pcc.itests.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Posts batches of records without end and counts those that were acknowledged. */
final class Load {
  private static final int BATCH = 50;
  private static final Instant FIRST = Instant.parse("2026-11-24T00:00:00Z");
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final AtomicLong acknowledged = new AtomicLong();
  private final Api api;
  private final String dataset;
  private final Thread thread = new Thread(this::run, "load");
  private volatile boolean ended;

  private Load(Api api, String dataset) {
    this.api = api;
    this.dataset = dataset;
  }

  static Load begin(Api api, String dataset) {
    Load load = new Load(api, dataset);
    load.thread.start();
    return load;
  }

  /** Waits until more was acknowledged than before. */
  void goesOn() {
    long before = acknowledged.get();
    Await.until(
        "ingest goes on; failures " + failures,
        Duration.ofSeconds(30),
        () -> acknowledged.get() > before);
  }

  void end() throws InterruptedException {
    ended = true;
    thread.join();
  }

  long acknowledged() {
    return acknowledged.get();
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  private void run() {
    for (int first = 0; !ended && failures.size() < 10; first += BATCH) {
      String batch = batch(first);
      Answer answer = null;
      try {
        do {
          answer = api.post("/api/datasets/" + dataset + "/records", "application/json", batch);
        } while (answer.status() == 429 && !ended);
        if (answer.status() == 200 && answer.json().path("accepted").asInt() == BATCH) {
          acknowledged.addAndGet(BATCH);
        } else if (answer.status() != 429) {
          failures.add(answer.toString());
        }
      } catch (RuntimeException e) {
        failures.add(e + " after " + answer);
      }
    }
  }

  private static String batch(int first) {
    List<Map<String, Object>> records = new ArrayList<>();
    for (int i = first; i < first + BATCH; i++) {
      Map<String, Object> record = new LinkedHashMap<>();
      record.put("nomor", i);
      record.put("waktu", FIRST.plusSeconds(i).toString());
      record.put("nilai", i / 10.0);
      records.add(record);
    }
    return Api.text(records);
  }
}
