package id.pcc.storage.internal.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.LocalText;
import id.pcc.api.dataset.Classification;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Field;
import id.pcc.api.dataset.FieldRole;
import id.pcc.api.dataset.FieldType;
import id.pcc.api.dataset.Governance;
import id.pcc.api.dataset.Receipt;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Records.Comparison;
import id.pcc.storage.Records.Filter;
import id.pcc.storage.Records.Query;
import id.pcc.storage.ReferenceTable;
import id.pcc.storage.ReferenceTable.Row;
import id.pcc.storage.References.Edition;
import id.pcc.storage.References.Made;
import id.pcc.storage.internal.sql.SqlReferences;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How reference codes are kept, and what they do to what comes in. */
public interface ReferenceContract {
  /** The workbench. */
  Bench bench();

  /** Markets of the city, whose names take a letter that not every code page has. */
  static ReferenceTable markets(String name, String... titles) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < titles.length; i++) {
      rows.add(
          new Row(
              "P" + (i + 1),
              LocalText.of(titles[i], titles[i] + " – market"),
              i == 0 ? "" : "P1",
              Map.of("bps", String.valueOf(1000 + i))));
    }
    return new ReferenceTable(
        name, LocalText.of("Pasar", "Markets"), "Diskumdag", "2026", "kota", "", rows);
  }

  private static Dataset prices(String table) {
    return new Dataset(
        "harga",
        LocalText.name("Harga"),
        LocalText.name("Harga"),
        List.of(
            new Field("id", FieldType.TEXT, FieldRole.KEY, "", LocalText.name("Nomor"), List.of()),
            new Field(
                "pasar",
                FieldType.TEXT,
                FieldRole.ATTRIBUTE,
                "",
                LocalText.name("Pasar"),
                List.of(),
                table,
                false)),
        List.of("id"),
        null,
        Classification.INTERNAL,
        "Diskumdag",
        Governance.NONE);
  }

  private SqlReferences references() {
    return bench().store().references();
  }

  @Test
  default void a_table_is_kept_with_all_its_versions() {
    String name = bench().department();
    ReferenceTable first = markets(name, "Flamboyan");
    ReferenceTable second = markets(name, "Flamboyan", "Mawar");
    assertEquals(Optional.empty(), references().keep(first, 3, "person:ani"));
    assertEquals(1, references().keep(first, 0, "person:ani").orElseThrow().version());
    assertEquals(1, references().keep(first, 1, "person:budi").orElseThrow().version(), "the same");
    assertEquals(2, references().keep(second, 1, "person:budi").orElseThrow().version());
    assertEquals(Optional.empty(), references().keep(first, 1, "person:ani"), "seen too long ago");
    bench().reopen();
    Edition kept = references().table(name).orElseThrow();
    assertEquals(second, kept.table());
    assertEquals(new Edition(second, 2, "", "person:budi", kept.at()), kept);
    assertEquals(
        List.of(
            new Made(2, "person:budi", kept.at(), 2, false),
            new Made(1, "person:ani", kept.at(), 1, false)),
        references().versions(name));
    assertEquals(first, references().version(name, 1).orElseThrow().table());
    assertEquals(Optional.empty(), references().version(name, 3));
    assertTrue(references().tables().stream().anyMatch(each -> each.table().equals(second)));
  }

  @Test
  default void what_configuration_brings_is_not_for_people_to_change() {
    String name = bench().department();
    references().keep(markets(name, "Flamboyan"), 0, "person:ani");
    ReferenceTable brought = markets(name, "Mawar");
    assertEquals(2, references().bring(brought, "city").version());
    assertEquals(2, references().bring(brought, "city").version(), "the same at each start");
    assertThrows(
        IllegalArgumentException.class,
        () -> references().keep(markets(name, "Dahlia"), 2, "person:ani"));
    assertEquals(
        "Flamboyan",
        references().version(name, 1).orElseThrow().table().rows().get(0).title().id());
  }

  @Test
  default void a_table_that_nothing_uses_is_deleted_and_can_come_back() {
    String name = bench().department();
    ReferenceTable table = markets(name, "Flamboyan", "Mawar");
    assertEquals(Optional.empty(), references().delete(name, 0, "person:ani"), "never there");
    references().keep(table, 0, "person:ani");
    assertEquals(Optional.empty(), references().delete(name, 2, "person:ani"), "not looked at");
    Made made = references().delete(name, 1, "person:budi").orElseThrow();
    assertEquals(new Made(2, "person:budi", made.at(), 0, true), made);
    for (int start = 0; start < 2; start++) {
      assertEquals(Optional.empty(), references().table(name));
      assertTrue(references().tables().stream().noneMatch(each -> each.table().equals(table)));
      assertEquals(Optional.empty(), references().version(name, 2));
      assertEquals(table, references().version(name, 1).orElseThrow().table());
      assertEquals(made, references().versions(name).get(0));
      assertEquals(
          List.of(List.of("0")),
          bench().sql("SELECT COUNT(*) FROM STORAGE.REFERENCE_CODE WHERE NAME = '" + name + "'"));
      bench().reopen();
    }
    assertEquals(Optional.empty(), references().keep(table, 2, "person:ani"), "it is a new one");
    assertEquals(3, references().keep(table, 0, "person:ani").orElseThrow().version());
    assertEquals(table, references().table(name).orElseThrow().table());
    assertEquals(
        List.of(false, true, false),
        references().versions(name).stream().map(Made::deleted).toList());
    assertEquals(3, references().versions(name).size());
  }

  @Test
  default void a_table_is_not_deleted_while_a_dataset_or_a_table_uses_it() {
    String name = bench().department();
    String streets = bench().department();
    references().keep(markets(name, "Flamboyan"), 0, "person:ani");
    DatasetId id = bench().declare(prices(name));
    bench().store().catalogue().approve(id, 1, "person:ani");
    ReferenceTable parts = markets(streets, "Lorong");
    references()
        .keep(
            new ReferenceTable(
                streets, parts.title(), parts.source(), "", "kota", name, parts.rows()),
            0,
            "person:ani");
    List<String> users = List.of(streets, id + ".pasar").stream().sorted().toList();
    assertEquals(users, references().users(name));
    String why =
        assertThrows(
                IllegalArgumentException.class, () -> references().delete(name, 1, "person:ani"))
            .getMessage();
    assertTrue(why.contains(id + ".pasar") && why.contains(streets), why);
    references().delete(streets, 1, "person:ani").orElseThrow();
    bench().store().catalogue().declare(id.department(), prices(""));
    assertEquals(List.of(id + ".pasar"), references().users(name), "as it was approved");
    bench().store().catalogue().approve(id, 2, "person:ani");
    assertEquals(List.of(), references().users(name));
    references().delete(name, 1, "person:ani").orElseThrow();
    assertEquals(1, bench().deliver(id, Map.of("id", "1", "pasar", "apa saja")).accepted());
  }

  @Test
  default void a_table_of_the_configuration_is_not_deleted_and_may_take_a_deleted_name() {
    String name = bench().department();
    references().keep(markets(name, "Flamboyan"), 0, "person:ani");
    references().delete(name, 1, "person:ani");
    assertEquals(3, references().bring(markets(name, "Mawar"), "city").version());
    assertThrows(IllegalArgumentException.class, () -> references().delete(name, 3, "person:ani"));
  }

  @Test
  default void an_analyst_joins_the_codes_in_force_by_any_system() {
    String name = bench().department();
    references().keep(markets(name, "Flamboyan", "Kemuning"), 0, "person:ani");
    references().keep(markets(name, "Flamboyan", "Mawar"), 1, "person:ani");
    assertEquals(
        List.of(
            List.of("bps", "1001", "P2", "Mawar", "P1"),
            List.of("kota", "P2", "P2", "Mawar", "P1")),
        bench()
            .sql(
                "SELECT CODE_SYSTEM, CODE, OWN_CODE, TITLE_ID, PARENT FROM"
                    + " STORAGE.REFERENCE_CODE WHERE NAME = '"
                    + name
                    + "' AND OWN_CODE = 'P2' ORDER BY CODE_SYSTEM"));
  }

  @Test
  default void a_table_as_large_as_may_be_is_kept() {
    String name = bench().department();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ReferenceTable.MOST_ROWS; i++) {
      rows.add(new Row("P" + i, LocalText.name("Pasar " + i), "", Map.of()));
    }
    ReferenceTable table =
        new ReferenceTable(name, LocalText.name("Pasar"), "Uji", "", "kota", "", rows);
    references().keep(table, 0, "person:ani");
    bench().reopen();
    assertEquals(table, references().table(name).orElseThrow().table());
  }

  @Test
  default void a_code_that_is_none_goes_to_quarantine_and_comes_back_when_the_table_has_it() {
    String name = bench().department();
    DatasetId id = bench().declare(prices(name));
    assertEquals(1, bench().deliver(id, Map.of("id", "0", "pasar", "apa saja")).accepted());
    references().keep(markets(name, "Flamboyan", "Mawar"), 0, "person:ani");
    Receipt receipt =
        bench()
            .deliver(
                id,
                Map.of("id", "1", "pasar", "P1"),
                Map.of("id", "2", "pasar", "1001"),
                Map.of("id", "3", "pasar", "MAWAR"),
                Map.of("id", "4", "pasar", "P1 P2"),
                Map.of("id", "5", "pasar", "P3"));
    assertEquals(4, receipt.accepted());
    assertEquals(1, receipt.quarantined());
    assertEquals("pasar", receipt.errors().get(0).field());
    assertTrue(receipt.errors().get(0).detail().contains(name), receipt.errors().toString());
    references().keep(markets(name, "Flamboyan", "Mawar", "Dahlia"), 1, "person:ani");
    assertEquals(1, bench().deliver(id, Map.of("id", "5", "pasar", "P3")).accepted());
  }

  @Test
  default void records_are_found_by_one_of_the_codes_that_they_name() {
    DatasetId id = bench().declare(prices(""));
    bench()
        .deliver(
            id,
            Map.of("id", "1", "pasar", "P1"),
            Map.of("id", "2", "pasar", "P2 P1"),
            Map.of("id", "3", "pasar", "P11"),
            Map.of("id", "4", "pasar", "P_"),
            Map.of("id", "5"));
    assertEquals(List.of("1", "2"), having(id, "P1"));
    assertEquals(List.of("4"), having(id, "P_"));
    assertEquals(List.of(), having(id, "%"));
    assertEquals(List.of(), having(id, "!"));
  }

  private List<Object> having(DatasetId id, String word) {
    Query query =
        new Query(
            id,
            List.of(new Filter("pasar", Comparison.HAS, word)),
            null,
            null,
            null,
            false,
            false,
            10,
            null);
    return bench().store().records().find(query).records().stream()
        .map(record -> record.get("id"))
        .sorted()
        .toList();
  }
}
