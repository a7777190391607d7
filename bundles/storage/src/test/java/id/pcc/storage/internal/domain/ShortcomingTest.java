package id.pcc.storage.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pcc.api.LocalText;
import id.pcc.api.dataset.Classification;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Field;
import id.pcc.api.dataset.FieldRole;
import id.pcc.api.dataset.FieldType;
import id.pcc.api.dataset.Governance;
import id.pcc.api.dataset.Retention;
import id.pcc.storage.internal.domain.Shortcoming.Part;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShortcomingTest {
  private static Field field(String name, FieldRole role, String unit, String reference) {
    FieldType type = role == FieldRole.MEASURE ? FieldType.DECIMAL : FieldType.TEXT;
    return new Field(name, type, role, unit, LocalText.name(name), List.of(), reference, false);
  }

  @Test
  void a_dataset_that_says_everything_lacks_nothing() {
    Dataset whole =
        new Dataset(
            "harga",
            LocalText.name("Harga"),
            LocalText.of("Harga pangan di pasar", "Prices of staple food"),
            List.of(
                field("pasar", FieldRole.KEY, "", "pasar"),
                field("harga", FieldRole.MEASURE, "Rp/kg", "")),
            List.of("pasar"),
            Duration.ofDays(1),
            Classification.PUBLIC,
            "Diskumdag",
            new Governance(
                "SNI 1", "CC-BY-4.0", List.of("pangan"), "", Retention.FOREVER, "CSV RFC 4180"));
    assertEquals(List.of(), Shortcoming.of(whole, table -> table.equals("pasar")));
    assertEquals(
        List.of(new Shortcoming(Part.REFERENCE, "table", List.of("pasar"))),
        Shortcoming.of(whole, table -> false));
  }

  @Test
  void each_thing_that_is_missing_is_named() {
    Dataset bare =
        new Dataset(
            "harga",
            LocalText.name("Harga"),
            LocalText.name("Harga"),
            List.of(
                field("pasar", FieldRole.KEY, "", ""), field("harga", FieldRole.MEASURE, "", "")),
            List.of("pasar"),
            null,
            Classification.PUBLIC,
            "",
            Governance.NONE);
    assertEquals(
        List.of(
            new Shortcoming(Part.STANDARD, "standard", List.of()),
            new Shortcoming(Part.STANDARD, "unit", List.of("harga")),
            new Shortcoming(Part.METADATA, "description", List.of()),
            new Shortcoming(Part.METADATA, "producer", List.of()),
            new Shortcoming(Part.METADATA, "frequency", List.of()),
            new Shortcoming(Part.METADATA, "keywords", List.of()),
            new Shortcoming(Part.METADATA, "licence", List.of()),
            new Shortcoming(Part.INTEROPERABILITY, "interoperability", List.of()),
            new Shortcoming(Part.REFERENCE, "reference", List.of("pasar"))),
        Shortcoming.of(bare, table -> table.equals("pasar")));
  }
}
