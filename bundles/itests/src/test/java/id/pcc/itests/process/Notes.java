package id.pcc.itests.process;

import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.itests.Api;
import id.pcc.itests.Await;
import id.pcc.itests.FixtureBundles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The dataset {@code uji/catatan} of a department that is dropped into the command center. */
public final class Notes {
  /** Where it is. */
  public static final String PATH = "/api/datasets/uji/catatan";

  private static final Instant FIRST = Instant.parse("2026-11-24T00:00:00Z");
  private static final AtomicInteger NEXT = new AtomicInteger(1);

  private Notes() {}

  /** Brings the department to a command center, if it is not there. */
  public static synchronized void bring(CommandCenter center) {
    Api admin = center.admin();
    if (admin.get(PATH).status() != 200) {
      center.drop(FixtureBundles.uji(Path.of(System.getProperty("pcc.work"), "process")));
    }
    Await.value(
        "uji is there", Duration.ofSeconds(30), () -> admin.get(PATH), a -> a.status() == 200);
  }

  /** A number that no record has yet. */
  public static int next() {
    return NEXT.getAndIncrement();
  }

  /** A good record. */
  public static Map<String, Object> good(int number) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("nomor", number);
    record.put("waktu", FIRST.plusSeconds(number).toString());
    record.put("nilai", number / 10.0);
    return record;
  }

  /** A good record but for one field. */
  public static Map<String, Object> with(int number, String field, Object value) {
    Map<String, Object> record = good(number);
    record.put(field, value);
    return record;
  }

  /** The record of that number; missing when there is none. */
  public static JsonNode find(Api api, int number) {
    return api.get(PATH + "/records?nomor=" + number).json().path("items").path(0);
  }
}
