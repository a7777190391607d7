package id.pcc.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  private record Reading(Instant at, Double value, Duration every) {}

  @Test
  void a_time_carries_the_citys_offset() throws Exception {
    var reading = new Reading(Instant.parse("2026-11-23T23:00:00Z"), 1.5, Duration.ofMinutes(5));
    assertEquals(
        "{\"at\":\"2026-11-24T06:00:00+07:00\",\"value\":1.5,\"every\":\"PT5M\"}",
        Json.mapper().writeValueAsString(reading));
  }

  @Test
  void a_time_is_written_to_the_millisecond() {
    assertEquals(
        "2026-11-24T06:00:00.123+07:00", Json.time(Instant.parse("2026-11-23T23:00:00.123456Z")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-11-24T06:00:00+07:00", "2026-11-23T23:00:00Z", "2026-11-23T23:00:00.000Z"})
  void a_time_is_read_with_any_offset(String text) throws Exception {
    var reading = Json.mapper().readValue("{\"at\":\"" + text + "\"}", Reading.class);
    assertEquals(Instant.parse("2026-11-23T23:00:00Z"), reading.at());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"value\":1,\"value\":2}",
        "{\"value\":NaN}",
        "{\"value\":1} 2",
        "{\"unknown\":1}",
        "{\"value\":\"many\"}"
      })
  void what_is_no_plain_json_of_the_expected_shape_is_refused(String text) {
    assertThrows(JsonProcessingException.class, () -> Json.mapper().readValue(text, Reading.class));
  }

  @Test
  void a_body_nested_too_deep_is_refused_before_it_is_built() {
    String deep = "[".repeat(100) + "]".repeat(100);
    assertThrows(JsonProcessingException.class, () -> Json.mapper().readTree(deep));
  }

  @Test
  void a_map_of_values_keeps_its_times() throws Exception {
    assertEquals(
        "[{\"at\":\"2026-11-24T06:00:00+07:00\"}]",
        Json.mapper()
            .writeValueAsString(List.of(Map.of("at", Instant.parse("2026-11-23T23:00:00Z")))));
  }
}
