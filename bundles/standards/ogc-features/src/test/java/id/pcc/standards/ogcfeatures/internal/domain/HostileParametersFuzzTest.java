package id.pcc.standards.ogcfeatures.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.FieldType;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Records.Filter;
import id.pcc.storage.Records.Query;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the inputs under {@code src/test/resources} with each build; searches for new ones with
 * {@code JAZZER_FUZZ=1}.
 */
class HostileParametersFuzzTest {
  private static final DatasetId ID = new DatasetId("dlh", "ispu");
  private static final Dataset DATASET =
      Dataset.named("ispu")
          .title("Udara", "Air")
          .key("stasiun", "Stasiun", "Station")
          .key("alat", "Alat", "Device")
          .time("waktu", "Waktu", "Time")
          .measure("pm25", "µg/m³", "PM2.5", "PM2.5")
          .geometry("tempat", FieldType.POINT, "Tempat", "Place")
          .build();

  @FuzzTest(maxDuration = "5m")
  void features_are_asked_for_or_the_parameter_is_named(byte[] raw) {
    Map<String, String[]> given = new LinkedHashMap<>();
    for (String part : new String(raw, StandardCharsets.UTF_8).split("&")) {
      String[] sides = part.split("=", 2);
      given.merge(
          sides[0],
          new String[] {sides.length == 1 ? "" : sides[1]},
          (a, b) -> new String[] {a[0], b[0]});
    }
    try {
      Query query = FeatureQuery.of(ID, DATASET, given);
      assertTrue(query.limit() >= 1 && query.limit() <= FeatureQuery.MOST);
      within(query.from());
      within(query.to());
      if (query.bbox() != null) {
        assertEquals(4, query.bbox().length);
        assertTrue(query.bbox()[1] <= query.bbox()[3]);
      }
    } catch (IllegalArgumentException refusal) {
      assertTrue(
          given.keySet().stream()
              .anyMatch(name -> refusal.getMessage().startsWith("parameter " + name + ": ")),
          refusal.getMessage());
    }
  }

  /** What the tables can hold: a time that cannot be counted in milliseconds throws. */
  private static void within(Instant time) {
    assertTrue(time == null || time.toEpochMilli() > Long.MIN_VALUE);
  }

  @FuzzTest(maxDuration = "5m")
  void a_name_of_a_feature_leads_to_one_key_or_to_none(byte[] raw) {
    String id = new String(raw, StandardCharsets.ISO_8859_1);
    FeatureId.conditions(DATASET, id).ifPresent(conditions -> check(conditions));
    FeatureId.conditions(
            DATASET, java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(raw))
        .ifPresent(conditions -> check(conditions));
  }

  private static void check(List<Filter> conditions) {
    assertEquals(DATASET.key(), conditions.stream().map(Filter::field).toList());
    Map<String, Object> record = new HashMap<>();
    conditions.forEach(condition -> record.put(condition.field(), condition.value()));
    String again = FeatureId.of(DATASET, record);
    assertEquals(conditions, FeatureId.conditions(DATASET, again).orElseThrow());
  }
}
