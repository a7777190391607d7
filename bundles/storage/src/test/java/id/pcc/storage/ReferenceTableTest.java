package id.pcc.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.LocalText;
import id.pcc.storage.ReferenceTable.Row;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ReferenceTableTest {
  private static Row row(String code, String parent, Map<String, String> codes) {
    return new Row(code, LocalText.name("Nama"), parent, codes);
  }

  private static ReferenceTable table(String parents, Row... rows) {
    return new ReferenceTable(
        "pasar",
        LocalText.of("Pasar", "Markets"),
        "Diskumdag",
        "2026",
        "kota",
        parents,
        List.of(rows));
  }

  private static void assertRefused(String reason, Row... rows) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> table("", rows));
    assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
  }

  @Test
  void a_table_names_its_systems_with_its_own_first() {
    ReferenceTable table = table("", row("P1", "", Map.of()), row("P2", "P1", Map.of("bps", "17")));
    assertEquals(List.of("kota", "bps"), List.copyOf(table.systems()));
    assertEquals(Map.of("kota", "P2", "bps", "17"), table.codes(table.rows().get(1)));
  }

  @Test
  void a_code_stands_once_in_each_system() {
    assertRefused(
        "row 2: the code \"P1\" of kota", row("P1", "", Map.of()), row("P1", "", Map.of()));
    assertRefused(
        "row 2: the code \"1\" of bps",
        row("P1", "", Map.of("bps", "1")),
        row("P2", "", Map.of("bps", "1")));
    assertEquals(
        Set.of("kota", "bps"),
        table("", row("1", "", Map.of("bps", "2")), row("2", "", Map.of("bps", "1"))).systems());
  }

  @Test
  void what_is_wrong_is_named_with_its_row() {
    assertRefused("rows: a table has 1 to");
    assertRefused("row 1: a code has 1 to", row("", "", Map.of()));
    assertRefused("row 1: a code has 1 to", row(" P1", "", Map.of()));
    assertRefused("row 1: code: at most 100", row("x".repeat(101), "", Map.of()));
    assertRefused("row 1: code: holds a character", row("a\nb", "", Map.of()));
    assertRefused("row 1: bps: a code has 1 to", row("P1", "", Map.of("bps", "")));
    assertRefused("system name \"B P S\"", row("P1", "", Map.of("B P S", "1")));
    assertRefused("codes of kota are the rows' own", row("P1", "", Map.of("kota", "1")));
  }

  @Test
  void a_parent_is_a_row_of_the_table_that_is_named() {
    assertRefused("row 1: the parent \"P9\" is no code", row("P1", "P9", Map.of()));
    assertEquals(1, table("kecamatan", row("P1", "P9", Map.of())).rows().size());
    assertRefused("part of itself", row("P1", "P2", Map.of()), row("P2", "P1", Map.of()));
    assertRefused("part of itself", row("P1", "P1", Map.of()));
  }

  @Test
  void a_long_chain_of_parents_is_no_circle() {
    Row[] rows = new Row[ReferenceTable.MOST_ROWS];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row("P" + i, i == 0 ? "" : "P" + (i - 1), Map.of());
    }
    assertEquals(rows.length, table("", rows).rows().size());
  }

  @Test
  void a_table_says_where_its_codes_come_from() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new ReferenceTable(
                "pasar",
                LocalText.name("Pasar"),
                " ",
                "",
                "kota",
                "",
                List.of(row("P1", "", Map.of()))));
  }
}
