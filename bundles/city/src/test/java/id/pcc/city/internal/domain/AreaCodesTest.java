package id.pcc.city.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import id.pcc.api.city.Kelurahan;
import id.pcc.storage.ReferenceTable;
import id.pcc.storage.ReferenceTable.Row;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AreaCodesTest {
  private static List<ReferenceTable> shipped() throws IOException {
    try (InputStream in =
        AreaCodesTest.class.getResourceAsStream("/id/pcc/city/internal/kelurahan.csv")) {
      return AreaCodes.tables(
          KelurahanTable.read(
              new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()),
          "Kemendagri, BPS");
    }
  }

  @Test
  void the_six_kecamatan_have_the_codes_of_both_systems() throws IOException {
    Map<String, String> codes =
        shipped().get(0).rows().stream()
            .collect(
                Collectors.toMap(
                    row -> row.title().id(), row -> row.code() + " " + row.codes().get("bps")));
    assertEquals(
        Map.of(
            "Pontianak Selatan", "61.71.01 6171010",
            "Pontianak Timur", "61.71.02 6171020",
            "Pontianak Barat", "61.71.03 6171030",
            "Pontianak Utara", "61.71.04 6171040",
            "Pontianak Kota", "61.71.05 6171031",
            "Pontianak Tenggara", "61.71.06 6171011"),
        codes);
  }

  @Test
  void the_29_kelurahan_are_parts_of_them() throws IOException {
    ReferenceTable kelurahan = shipped().get(1);
    assertEquals(29, kelurahan.rows().size());
    assertEquals("kecamatan", kelurahan.parents());
    List<String> above = shipped().get(0).rows().stream().map(Row::code).toList();
    assertEquals(
        List.of(), kelurahan.rows().stream().filter(row -> !above.contains(row.parent())).toList());
  }

  @Test
  void a_kelurahan_that_contradicts_its_kecamatan_is_named() {
    Kelurahan one = new Kelurahan("61.71.01.1002", "6171010002", "Satu", "Selatan", 109.3, 0);
    Kelurahan other = new Kelurahan("61.71.01.1003", "6171020003", "Dua", "Selatan", 109.3, 0);
    Kelurahan tooShort = new Kelurahan("6171", "6171010003", "Tiga", "Selatan", 109.3, 0);
    for (Kelurahan wrong : List.of(other, tooShort)) {
      String reason =
          assertThrows(
                  IllegalArgumentException.class, () -> AreaCodes.tables(List.of(one, wrong), "x"))
              .getMessage();
      assertEquals(0, reason.indexOf(wrong.name()), reason);
    }
  }
}
