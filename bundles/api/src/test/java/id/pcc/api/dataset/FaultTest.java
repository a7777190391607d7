package id.pcc.api.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.LocalText;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultTest {
  private static final LocalText EXPECTED =
      LocalText.of("seharusnya {what}, yang datang {value}", "expected {what}, got {value}");

  private static LocalText said(Object value) {
    return Fault.of("x.y", EXPECTED, "what", 7, "value", value).text();
  }

  @Test
  void what_came_is_named_with_its_kind_in_both_languages() {
    assertEquals(
        LocalText.of("seharusnya 7, yang datang \"a\"", "expected 7, got \"a\""), said("a"));
    assertEquals("expected 7, got the number 5", said(5L).en());
    assertEquals("seharusnya 7, yang datang angka 5", said(5L).id());
    assertEquals("seharusnya 7, yang datang nilai kebenaran true", said(true).id());
    assertEquals("seharusnya 7, yang datang sebuah objek", said(Map.of("a", 1)).id());
    assertEquals("expected 7, got a list", said(List.of(1)).en());
    assertEquals("expected 7, got nothing", said(null).en());
  }

  @Test
  void what_a_value_holds_is_not_filled_in_again() {
    assertEquals("expected 7, got \"{what} $1\"", said("{what} $1").en());
  }

  @Test
  void a_list_is_named_one_after_the_other_and_kept_as_a_list() {
    Fault fault =
        Fault.of("c", LocalText.of("kode {all}", "codes {all}"), "all", List.of("A", "B"));
    assertEquals("codes A, B", fault.reason());
    assertEquals(List.of("A", "B"), fault.arguments().get("all"));
  }

  @Test
  void all_of_it_is_bounded_whatever_a_document_has_in_it() {
    Map<String, Object> many = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      many.put("a" + i, "x".repeat(10_000));
    }
    many.put("deep", Map.of("a", Map.of()));
    many.put("list", Collections.nCopies(10_000, "y".repeat(100)));
    many.put("big", BigInteger.TEN.pow(5_000));
    Fault fault =
        new Fault("NO CODE", many, LocalText.of("z".repeat(5_000), "\0" + "z".repeat(5_000)));
    assertEquals("", fault.code());
    assertEquals(12, fault.arguments().size());
    assertTrue(fault.arguments().toString().length() < 20_000);
    assertEquals(Fault.LONGEST_SENTENCE, fault.text().id().length());
    assertEquals('\uFFFD', fault.reason().charAt(0));
  }

  @Test
  void a_text_is_not_cut_within_a_character() {
    String text = "a".repeat(59) + "\uD83D\uDE00 and more";
    assertEquals("expected 7, got \"" + "a".repeat(59) + "…\"", said(text).en());
  }

  @Test
  void a_cell_that_could_not_be_read_tells_its_fault_again() {
    Fault fault = Fault.of("x.y", EXPECTED, "what", "A", "value", "b");
    assertEquals(fault, Cell.unreadable(Cell.unreadable("b", fault)));
    assertEquals(
        Fault.said("why"), Cell.unreadable(Map.of("_unreadable", "why", "code", 5, "id", "")));
    assertNull(Cell.unreadable(Map.of("_unreadable", " ")));
    assertNull(Cell.unreadable("b"));
  }

  @Test
  void a_summary_leaves_out_what_differs_from_row_to_row_and_nothing_else() {
    LocalText sentence =
        LocalText.of(
            "baris {row}, kolom \"{column}\": paling banyak {most}, yang datang {value}",
            "row {row}, column \"{column}\": at most {most}, got {value}");
    Fault fault = Fault.of("c", sentence, "row", 7, "column", "A7", "most", 70, "value", "x");
    assertEquals(
        LocalText.of(
            "baris …, kolom \"A7\": paling banyak 70, yang datang \"…\"",
            "row …, column \"A7\": at most 70, got \"…\""),
        fault.summary());
    LocalText latitude = LocalText.of("{number} di luar -90 dan 90", "{number} is not -90 to 90");
    assertEquals("… is not -90 to 90", Fault.of("c", latitude, "number", 109.34).summary().en());
  }

  @Test
  void a_fault_without_a_sentence_says_so() {
    assertEquals("the reason is not known", Fault.said(" ").reason());
    assertEquals("the reason is not known", new Fault(null, null, null).reason());
  }
}
