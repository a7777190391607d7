package id.pcc.city.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.city.Kelurahan;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CrosswalkTest {
  private static final Kelurahan LAUT =
      new Kelurahan(
          "61.71.01.1002", "6171010002", "Benua Melayu Laut", "Selatan", 109.3486, -0.0364);
  private static final Kelurahan DARAT =
      new Kelurahan(
          "61.71.06.1004", "6171011002", "Bangka Belitung Darat", "Tenggara", 109.3504, -0.0807);
  private static final Kelurahan TENGAH =
      new Kelurahan("61.71.05.1003", "6171031003", "Tengah", "Kota", 109.3335, -0.0242);

  private final Crosswalk crosswalk = new Crosswalk(List.of(LAUT, DARAT, TENGAH));

  @Test
  void names_match_by_letters_only() {
    for (String name :
        List.of(
            "Benuamelayu Laut",
            "BENUA MELAYU LAUT",
            "benua-melayu  laut ",
            "Kelurahan Benua Melayu Laut")) {
      assertEquals(Optional.of(LAUT), crosswalk.find(name), name);
    }
    assertEquals(Optional.empty(), crosswalk.find("Benua Melayu"));
    assertEquals(Optional.empty(), crosswalk.find(""));
  }

  @Test
  void codes_of_both_systems_match() {
    assertEquals(Optional.of(LAUT), crosswalk.find("61.71.01.1002"));
    assertEquals(Optional.of(LAUT), crosswalk.find("6171010002"));
    assertEquals(Optional.of(LAUT), crosswalk.find("id6171010002"));
  }

  @Test
  void bare_digits_that_both_systems_know_are_read_as_bps() {
    assertEquals("6171011002", LAUT.code().replace(".", ""));
    assertEquals(Optional.of(DARAT), crosswalk.find("6171011002"));
  }

  @Test
  void a_feature_is_told_by_its_name_where_its_digits_are_ambiguous() {
    assertEquals(
        Optional.of(LAUT), crosswalk.match(List.of("6171011002", "Benua Melayu Laut", 12)));
  }

  @Test
  void a_feature_with_a_word_that_is_also_a_name_is_told_by_its_code() {
    assertEquals(
        Optional.of(LAUT), crosswalk.match(List.of("6171010002", "Benua Melayu Laut", "Tengah")));
  }

  @Test
  void a_feature_of_a_kecamatan_matches_nothing() {
    assertEquals(Optional.empty(), crosswalk.match(List.of("6171010", "Pontianak Selatan")));
  }

  @Test
  void two_kelurahan_of_one_name_are_refused() {
    Kelurahan twin = new Kelurahan("61.71.09.1009", "6171090009", "TENGAH", "x", 109.3, 0);
    var refused =
        assertThrows(IllegalArgumentException.class, () -> new Crosswalk(List.of(TENGAH, twin)));
    assertTrue(refused.getMessage().contains("tengah"), refused.getMessage());
  }
}
