package id.pcc.storage.internal.rest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.dataset.Dataset;
import id.pcc.storage.Catalogue.Entry;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Records.Aggregate;
import id.pcc.storage.Records.Comparison;
import id.pcc.storage.Records.Filter;
import id.pcc.storage.Records.Query;
import id.pcc.storage.Records.Series;
import id.pcc.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordQueryTest {
  private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
  private static final Entry ENTRY =
      new Entry(
          new DatasetId("uji", "catatan"),
          Dataset.named("catatan")
              .title("Catatan", "Notes")
              .key("nomor", "Nomor", "Number")
              .time("waktu", "Waktu", "Time")
              .measure("nilai", "", "Nilai", "Value")
              .attribute("pelapor", "Pelapor", "Reporter")
              .build(),
          "",
          1,
          null);

  private static RecordQuery query(Map<String, List<String>> given) {
    return new RecordQuery(ENTRY, Set.of("pelapor"), given);
  }

  @Test
  void nothing_said_means_the_newest_hundred() {
    Query query = query(Map.of()).records();
    assertEquals(List.of(), query.filters());
    assertNull(query.from());
    assertNull(query.bbox());
    assertTrue(query.descending());
    assertFalse(query.latest());
    assertEquals(100, query.limit());
  }

  @Test
  void fields_are_compared_as_their_names_say() {
    Query query = query(Map.of("nilai.gte", List.of("1.5", "2"))).records();
    assertEquals(
        List.of(
            new Filter("nilai", Comparison.GTE, "1.5"), new Filter("nilai", Comparison.GTE, "2")),
        query.filters());
    assertEquals(
        List.of(new Filter("nomor", Comparison.EQ, "x' OR '1'='1")),
        query(Map.of("nomor", List.of("x' OR '1'='1"))).records().filters());
  }

  @Test
  void times_places_and_order_are_read() {
    Query query =
        query(
                Map.of(
                    "from", List.of("2026-11-24T07:00:00+07:00"),
                    "to", List.of("2026-11-24T08:00:00 07:00"),
                    "bbox", List.of("109.2, -0.1,109.4,0.1"),
                    "latest", List.of("true"),
                    "order", List.of("asc"),
                    "limit", List.of("10000"),
                    "cursor", List.of("")))
            .records();
    assertEquals(NOW, query.from());
    assertEquals(NOW.plusSeconds(3_600), query.to());
    assertArrayEquals(new double[] {109.2, -0.1, 109.4, 0.1}, query.bbox());
    assertTrue(query.latest());
    assertFalse(query.descending());
    assertNull(query.cursor());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "warna|merah",
        "nilai.gt.lt|1",
        "nilai.near|1",
        "limit|0",
        "limit|10001",
        "limit|x",
        "from|kemarin",
        "from|+1000000000-01-01T00:00:00Z",
        "bbox|1,2,3",
        "bbox|1,2,3,x",
        "bbox|1,2,3,NaN",
        "bbox|1,2,3,1",
        "bbox|190,0,191,1",
        "latest|ya",
        "order|x",
        "measure|nilai"
      })
  void what_cannot_be_understood_is_named(String name, String value) {
    Problem problem =
        assertThrows(
            Problem.class, () -> query(Map.of(name, List.of(value))).records(), name + value);
    assertEquals(400, problem.status());
    assertTrue(problem.getMessage().contains("parameter " + name + ":"), problem.getMessage());
  }

  @Test
  void a_parameter_that_comes_twice_is_named() {
    Problem problem =
        assertThrows(Problem.class, () -> query(Map.of("limit", List.of("1", "2"))).records());
    assertTrue(problem.getMessage().contains("limit"), problem.getMessage());
  }

  @Test
  void a_series_is_of_the_last_day_by_the_hour() {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    Series series = query(Map.of("measure", List.of("nilai"))).series(clock);
    assertEquals(NOW.minus(Duration.ofDays(1)), series.from());
    assertEquals(NOW, series.to());
    assertEquals(Duration.ofHours(1), series.bucket());
    assertEquals(Aggregate.MEAN, series.aggregate());
    assertNull(series.group());
  }

  @ParameterizedTest
  @CsvSource({"bucket,PT0.1S", "bucket,soon", "bucket,-PT1H", "agg,median", "to,x", "limit,1"})
  void what_no_series_has_is_named(String name, String value) {
    Map<String, List<String>> given = Map.of("measure", List.of("nilai"), name, List.of(value));
    Problem problem =
        assertThrows(Problem.class, () -> query(given).series(Clock.systemUTC()), name + value);
    assertTrue(problem.getMessage().contains("parameter " + name), problem.getMessage());
  }

  @Test
  void nothing_is_found_out_about_a_masked_field() {
    for (Map<String, List<String>> given :
        List.of(Map.of("pelapor", List.of("Ani")), Map.of("pelapor.gt", List.of("A")))) {
      assertEquals(403, assertThrows(Problem.class, () -> query(given).records()).status());
    }
    assertEquals(
        403,
        assertThrows(
                Problem.class,
                () -> query(Map.of("measure", List.of("pelapor"))).series(Clock.systemUTC()))
            .status());
  }
}
