package id.pcc.storage.internal.rest;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.FieldType;
import id.pcc.storage.Catalogue.Entry;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Records.Query;
import id.pcc.storage.Records.Series;
import id.pcc.web.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs the inputs under {@code src/test/resources} with each build; searches for new ones with
 * {@code JAZZER_FUZZ=1}.
 */
class HostileQuestionsFuzzTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T00:00:00Z"), ZoneOffset.UTC);
  private static final Entry ENTRY =
      new Entry(
          new DatasetId("uji", "catatan"),
          Dataset.named("catatan")
              .title("Catatan", "Notes")
              .key("nomor", "Nomor", "Number")
              .time("waktu", "Waktu", "Time")
              .measure("nilai", "", "Nilai", "Value")
              .geometry("tempat", FieldType.POINT, "Tempat", "Place")
              .attribute("pelapor", "Pelapor", "Reporter")
              .build(),
          "",
          1,
          null);

  /** The parameters of an address, as they are after decoding. */
  private static Map<String, List<String>> parameters(byte[] raw) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String part : new String(raw, StandardCharsets.UTF_8).split("&")) {
      String[] sides = part.split("=", 2);
      parameters
          .computeIfAbsent(sides[0], name -> new ArrayList<>())
          .add(sides.length == 1 ? "" : sides[1]);
    }
    return parameters;
  }

  @FuzzTest(maxDuration = "5m")
  void records_are_asked_for_or_the_parameter_is_named(byte[] raw) {
    Map<String, List<String>> given = parameters(raw);
    try {
      Query query = new RecordQuery(ENTRY, Set.of("pelapor"), given).records();
      assertTrue(query.limit() >= 1 && query.limit() <= RecordQuery.MOST);
      within(query.from());
      within(query.to());
      assertTrue(query.filters().stream().noneMatch(f -> f.field().equals("pelapor")));
      if (query.bbox() != null) {
        assertTrue(query.bbox().length == 4 && query.bbox()[1] <= query.bbox()[3]);
      }
    } catch (Problem refusal) {
      named(refusal, given);
    }
  }

  @FuzzTest(maxDuration = "5m")
  void a_series_is_asked_for_or_the_parameter_is_named(byte[] raw) {
    Map<String, List<String>> given = parameters(raw);
    try {
      Series series = new RecordQuery(ENTRY, Set.of("pelapor"), given).series(CLOCK);
      within(series.from());
      within(series.to());
      assertTrue(series.bucket().toMillis() >= 1_000);
      assertFalse("pelapor".equals(series.measure()) || "pelapor".equals(series.group()));
    } catch (Problem refusal) {
      named(refusal, given);
    }
  }

  /** What the tables can hold: a time that cannot be counted in milliseconds throws. */
  private static void within(Instant time) {
    assertTrue(time == null || time.toEpochMilli() > Long.MIN_VALUE);
  }

  private static void named(Problem refusal, Map<String, List<String>> given) {
    assertTrue(Set.of(400, 403).contains(refusal.status()), refusal.toString());
    assertTrue(
        refusal.getMessage().contains("measure")
            || given.keySet().stream().anyMatch(refusal.getMessage()::contains),
        refusal.getMessage());
  }
}
