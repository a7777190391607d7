package id.pcc.api.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetTest {
  private static Dataset.Builder stations() {
    return Dataset.named("ispu")
        .title("ISPU per stasiun", "Air quality index by station")
        .key("stasiun", "Kode stasiun", "Station code")
        .time("waktu", "Waktu pengamatan", "Time of observation")
        .measure("pm25", "µg/m³", "PM2,5", "PM2.5");
  }

  @Test
  void keys_and_time_make_the_key_when_none_is_declared() {
    Dataset dataset = stations().build();
    assertEquals(List.of("stasiun", "waktu"), dataset.key());
    assertEquals(List.of("stasiun"), dataset.seriesKey());
    assertTrue(dataset.series());
  }

  @Test
  void a_declared_key_without_the_time_is_no_series() {
    Dataset dataset = stations().keyedBy("stasiun").build();
    assertFalse(dataset.series());
    assertEquals(List.of("stasiun"), dataset.seriesKey());
  }

  @Test
  void a_description_that_is_not_given_is_the_title() {
    assertEquals("Air quality index by station", stations().build().description().en());
  }

  @Test
  void the_key_must_name_keys_or_the_time() {
    Dataset.Builder keyedByMeasure = stations().keyedBy("pm25");
    var refused = assertThrows(IllegalArgumentException.class, keyedByMeasure::build);
    assertTrue(refused.getMessage().contains("pm25"), refused.getMessage());
  }

  @Test
  void two_fields_of_one_name_are_refused() {
    Dataset.Builder twice = stations().measure("pm25", "", "lagi", "again");
    assertThrows(IllegalArgumentException.class, twice::build);
  }

  @Test
  void a_frequency_must_be_positive() {
    Dataset.Builder never = stations().every(Duration.ZERO);
    assertThrows(IllegalArgumentException.class, never::build);
  }

  @Test
  void a_measure_is_a_number() {
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> stations().field("x", FieldType.TEXT, FieldRole.MEASURE, "", "x", "x"));
    assertTrue(refused.getMessage().contains("TEXT cannot be MEASURE"), refused.getMessage());
  }

  @Test
  void names_that_could_not_be_columns_are_refused() {
    for (String name : List.of("PM25", "2pm", "pm-25", "pm 25", "", "p".repeat(41), "\"; drop")) {
      assertThrows(
          IllegalArgumentException.class, () -> stations().measure(name, "", "x", "x"), name);
    }
  }
}
