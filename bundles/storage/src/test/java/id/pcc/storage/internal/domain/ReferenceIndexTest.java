package id.pcc.storage.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.LocalText;
import id.pcc.api.dataset.Classification;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Field;
import id.pcc.api.dataset.FieldRole;
import id.pcc.api.dataset.FieldType;
import id.pcc.api.dataset.Governance;
import id.pcc.storage.ReferenceTable;
import id.pcc.storage.ReferenceTable.Row;
import id.pcc.storage.internal.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReferenceIndexTest {
  private static Row row(String code, String bps, String name) {
    return new Row(code, LocalText.name(name), "61.71.01", Map.of("bps", bps));
  }

  /** Without its dots, the Kemendagri code of Kota Baru is the BPS code of Akcaya. */
  private static final ReferenceIndex KELURAHAN =
      new ReferenceIndex(
          new ReferenceTable(
              "kelurahan",
              LocalText.name("Kelurahan"),
              "Kemendagri, BPS",
              "",
              "kemendagri",
              "kecamatan",
              List.of(
                  row("61.71.01.0005", "6171010006", "Kota Baru"),
                  row("61.71.01.0006", "6171010005", "Akcaya"),
                  row("61.71.02.1003", "6171020003", "Saigon"),
                  row("61.71.05.1003", "6171031003", "Tengah"),
                  row("61.71.04.1002", "6171040003", "Tengah"))));

  private static List<String> found(List<Row> rows) {
    return rows.stream().map(Row::code).toList();
  }

  @Test
  void a_code_is_read_in_the_system_that_is_named() {
    assertEquals(List.of("61.71.01.0006"), found(KELURAHAN.of("bps", "6171010005")));
    assertEquals(List.of(), KELURAHAN.of("kemendagri", "6171010005"));
    assertEquals(List.of("61.71.01.0005"), found(KELURAHAN.find("61.71.01.0005")));
    assertEquals(List.of("61.71.01.0006"), found(KELURAHAN.find("6171010005")));
  }

  @Test
  void a_name_is_found_by_its_letters() {
    for (String name : List.of("Kota Baru", "KOTABARU", "kota-baru ", "Kelurahan Kota Baru")) {
      assertEquals(List.of("61.71.01.0005"), found(KELURAHAN.find(name)), name);
    }
    assertEquals(2, KELURAHAN.find("tengah").size());
    assertEquals(List.of(), KELURAHAN.find("Kota"));
    assertEquals(List.of(), KELURAHAN.find(""));
    assertEquals(List.of(), KELURAHAN.find("..."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "61.71.01.0005",
        "6171010006",
        "saigon",
        "61.71.01.0005 61.71.02.1003",
        "61.71.01.0005  6171020003",
        "Saigon, Kota Baru",
        "Saigon; 61.71.01.0005 61.71.01.0006 | akcaya"
      })
  void a_value_stands_for_one_row_or_several(String value) {
    assertTrue(KELURAHAN.holds(value), value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "61.71.01.9999",
        "617101",
        "Sambas",
        "61.71.01.0005 61.71.01.9999",
        "Saigon, Sambas",
        "Saigon Akcaya",
        ","
      })
  void a_value_that_is_no_code_is_known_as_such(String value) {
    assertFalse(KELURAHAN.holds(value), value);
  }

  private static Map<String, Object> checked(String table, Object value) throws Refusal {
    Dataset dataset =
        new Dataset(
            "laporan",
            LocalText.name("Laporan"),
            LocalText.name("Laporan"),
            List.of(
                new Field(
                    "id", FieldType.TEXT, FieldRole.KEY, "", LocalText.name("Nomor"), List.of()),
                new Field(
                    "tempat",
                    FieldType.TEXT,
                    FieldRole.ATTRIBUTE,
                    "",
                    LocalText.name("Tempat"),
                    List.of(),
                    table,
                    false)),
            List.of("id"),
            null,
            Classification.INTERNAL,
            "Kominfo",
            Governance.NONE);
    RecordCheck check =
        new RecordCheck(
            dataset, new GeoJson(Json::read), name -> name.equals("kelurahan") ? KELURAHAN : null);
    Object[] values = check.check(Map.of("id", "1", "tempat", value)).values();
    return Map.of("tempat", values[1]);
  }

  @Test
  void a_record_keeps_the_code_as_it_came() throws Refusal {
    assertEquals(Map.of("tempat", "KOTABARU"), checked("kelurahan", "KOTABARU"));
    assertEquals(Map.of("tempat", "6171010006"), checked("kelurahan", 6171010006L));
  }

  @Test
  void a_code_that_is_none_is_refused_by_field_and_table() {
    Refusal refusal = assertThrows(Refusal.class, () -> checked("kelurahan", "61.71.01.9999"));
    assertEquals("tempat", refusal.field());
    assertEquals(
        "\"61.71.01.9999\" is no code or name of the reference table kelurahan (kemendagri, bps)",
        refusal.detail());
  }

  @Test
  void a_table_that_is_missing_refuses_nothing() throws Refusal {
    assertEquals(Map.of("tempat", "apa saja"), checked("desa", "apa saja"));
  }
}
