package id.pcc.storage.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.FieldType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordFileTest {
  private static final Dataset DATASET =
      Dataset.named("catatan")
          .title("Catatan", "Notes")
          .key("nama", "Nama", "Name")
          .time("waktu", "Waktu", "Time")
          .measure("nilai", "", "Nilai", "Value")
          .geometry("tempat", FieldType.POINT, "Tempat", "Place")
          .build();

  private static String write(RecordFormat format, String name, Object place) throws IOException {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("nama", name);
    record.put("waktu", Instant.parse("2026-11-24T00:00:00Z"));
    record.put("nilai", -1.5);
    record.put("tempat", place);
    record.put("_seq", 7L);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RecordFile file = RecordFile.begin(format, DATASET, out);
    file.record(record);
    file.end();
    return out.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1"})
  void no_text_of_a_table_is_a_formula(String text) throws IOException {
    assertEquals(
        "nama,waktu,nilai,tempat,_received\r\n'" + text + ",2026-11-24T07:00:00+07:00,-1.5,,\r\n",
        write(RecordFormat.CSV, text, null));
  }

  @Test
  void a_place_of_a_table_is_one_cell() throws IOException {
    Map<String, Object> place = new LinkedHashMap<>();
    place.put("type", "Point");
    place.put("coordinates", List.of(109.3, -0.1));
    assertEquals(
        "nama,waktu,nilai,tempat,_received\r\n"
            + "a,2026-11-24T07:00:00+07:00,-1.5,"
            + "\"{\"\"type\"\":\"\"Point\"\",\"\"coordinates\"\":[109.3,-0.1]}\",\r\n",
        write(RecordFormat.CSV, "a", place));
  }

  @Test
  void what_is_nowhere_is_a_feature_without_geometry() throws IOException {
    assertEquals(
        "{\"type\":\"FeatureCollection\",\"features\":[\n"
            + "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"nama\":\"a\","
            + "\"waktu\":\"2026-11-24T07:00:00+07:00\",\"nilai\":-1.5,\"_seq\":7}}\n]}\n",
        write(RecordFormat.GEOJSON, "a", null));
  }
}
