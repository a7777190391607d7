package id.pcc.command.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.LocalText;
import id.pcc.api.command.Command;
import id.pcc.api.command.Parameter;
import id.pcc.api.dataset.Code;
import id.pcc.api.dataset.Field;
import id.pcc.api.dataset.FieldRole;
import id.pcc.api.dataset.FieldType;
import id.pcc.command.CommandRefusedException;
import id.pcc.command.CommandRefusedException.Fault;
import id.pcc.storage.ReferenceTable.Row;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ParameterCheckTest {
  private static final Command ANNOUNCE =
      new Command(
          "umumkan",
          LocalText.of("Umumkan", "Announce"),
          List.of(
              parameter("tempat", FieldType.TEXT, true, null, null, Code.of("A", "Alun", "Square")),
              parameter("teks", FieldType.TEXT, true, 5.0, 20.0),
              parameter("volume", FieldType.INTEGER, true, 10.0, 100.0),
              parameter("jeda", FieldType.DECIMAL, false, 0.5, null),
              parameter("ulang", FieldType.BOOLEAN, false, null, null),
              parameter("mulai", FieldType.TIME, false, null, null)),
          Duration.ofMinutes(1),
          true);

  private static final Command SEND =
      new Command(
          "kirim",
          LocalText.of("Kirim", "Send"),
          List.of(referred("kelurahan", "kelurahan"), referred("kode", "tidak_ada")),
          Duration.ofMinutes(1),
          false);

  private static final ParameterCheck.Codes CODES =
      (table, said) -> {
        if (!table.equals("kelurahan")) {
          throw new IllegalArgumentException("no table " + table);
        }
        return Stream.of(row("61.71.05.1005", "Sungai Jawi"), row("61.71.03.1001", "Pal Lima"))
            .filter(row -> row.code().equals(said) || row.title().id().equals(said))
            .toList();
      };

  private static Row row(String code, String name) {
    return new Row(code, LocalText.name(name), "", Map.of());
  }

  private static Parameter referred(String name, String table) {
    LocalText title = LocalText.of("Isi " + name, "The " + name);
    FieldRole role = FieldRole.ATTRIBUTE;
    Field field = new Field(name, FieldType.TEXT, role, "", title, List.of(), table, false);
    return new Parameter(field, false, 2.0, 60.0);
  }

  private static Parameter parameter(
      String name, FieldType type, boolean required, Double least, Double most, Code... codes) {
    LocalText title = LocalText.of("Isi " + name, "The " + name);
    Field field = new Field(name, type, FieldRole.ATTRIBUTE, "", title, Arrays.asList(codes));
    return new Parameter(field, required, least, most);
  }

  private static Map<String, Object> good() {
    Map<String, Object> good = new HashMap<>();
    good.put("tempat", "A");
    good.put("teks", "Selamat pagi");
    good.put("volume", 60);
    return good;
  }

  private static Map<String, Object> good(String name, Object value) {
    Map<String, Object> changed = good();
    changed.put(name, value);
    return changed;
  }

  private static List<Fault> faults(Map<String, Object> given) {
    return assertThrows(
            CommandRefusedException.class, () -> ParameterCheck.of(ANNOUNCE, given, CODES))
        .faults();
  }

  private static void refused(String name, Object value, String words) {
    List<Fault> faults = faults(good(name, value));
    assertEquals(1, faults.size(), faults.toString());
    assertEquals(name, faults.get(0).parameter());
    assertTrue(faults.get(0).detail().en().contains(words), faults.toString());
  }

  @Test
  void what_is_as_declared_is_taken_and_told_in_words() {
    Map<String, Object> given = good("mulai", "2026-11-24T10:00:00+07:00");
    given.put("ulang", true);
    given.put("jeda", 2);
    ParameterCheck.Checked checked = ParameterCheck.of(ANNOUNCE, given, CODES);
    assertEquals(60L, checked.values().get("volume"));
    assertEquals(2.0, checked.values().get("jeda"));
    assertEquals("2026-11-24T03:00:00Z", checked.values().get("mulai"));
    assertEquals("Square", checked.told().get(0).value().en());
    assertEquals("ya", checked.told().get(4).value().id());
    assertEquals("2026-11-24 10:00 WIB", checked.told().get(5).value().id());
  }

  @Test
  void what_may_be_left_out_is_left_out() {
    assertEquals(3, ParameterCheck.of(ANNOUNCE, good("jeda", null), CODES).values().size());
  }

  @Test
  void all_faults_are_told_at_once_each_at_its_parameter() {
    List<Fault> faults = faults(Map.of("volume", 500, "warna", "merah"));
    assertEquals(
        List.of("warna", "tempat", "teks", "volume"),
        faults.stream().map(Fault::parameter).toList());
    assertEquals("wajib diisi", faults.get(1).detail().id());
    assertEquals("10–100 was expected, not 500", faults.get(3).detail().en());
  }

  @Test
  void no_parameters_at_all_are_faults_of_those_required() {
    assertEquals(3, faults(null).size());
  }

  @Test
  void what_is_not_in_the_code_list_is_refused_with_the_list() {
    refused("tempat", "B", "one of A was expected");
    refused("tempat", List.of("A"), "a text");
  }

  @Test
  void texts_keep_to_their_length_and_to_what_can_be_printed() {
    refused("teks", "pagi", "5–20 characters");
    refused("teks", "x".repeat(21), "5–20 characters");
    refused("teks", "pagi\u0000pagi", "cannot be printed");
    refused("teks", "pagi\u202Epagi", "cannot be printed");
    refused("teks", "pagi\uD800pagi", "cannot be printed");
    refused("teks", "     ", "is required");
    assertEquals(4, ParameterCheck.of(ANNOUNCE, good("jeda", 0.5), CODES).values().size());
  }

  @Test
  void a_number_is_a_number_and_no_text() {
    refused("volume", "60", "a whole number");
    refused("volume", 60.5, "a whole number");
    refused("volume", new BigInteger("99999999999999999999"), "a whole number");
    refused("jeda", "2", "a number");
    refused("jeda", Double.NaN, "a number");
    refused("jeda", 0.1, "≥ 0.5");
    refused("ulang", "ya", "true or false");
    refused("mulai", "besok", "a time such as");
  }

  @Test
  void a_place_is_told_by_the_code_of_its_table_whether_by_code_or_by_name() {
    for (String said : List.of("61.71.03.1001", "Pal Lima", " Pal Lima ")) {
      ParameterCheck.Checked checked = ParameterCheck.of(SEND, Map.of("kelurahan", said), CODES);
      assertEquals(Map.of("kelurahan", "61.71.03.1001"), checked.values());
      assertEquals("Pal Lima", checked.told().get(0).value().id());
    }
  }

  @Test
  void a_place_that_is_not_in_the_table_is_refused_with_the_tables_name() {
    Map<String, Object> given = Map.of("kelurahan", "Pal Enam", "kode", "A1");
    List<Fault> faults =
        assertThrows(CommandRefusedException.class, () -> ParameterCheck.of(SEND, given, CODES))
            .faults();
    assertTrue(faults.get(0).detail().en().contains("a code or name of kelurahan"), "unknown");
    assertTrue(faults.get(1).detail().id().contains("tidak_ada belum ada"), "no such table");
  }
}
