package id.pcc.standards.sensorthings.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionParserTest {
  private static final Map<String, Object> ENTITY =
      Map.of(
          "name",
          "Stasiun O'Hara",
          "result",
          12.5,
          "phenomenonTime",
          "2026-11-24T00:00:00Z",
          "properties",
          Map.of("dataset", "ispu"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "result gt 12 | true",
        "result gt 12.5 | false",
        "result ge 1.25e1 | true",
        "name eq 'Stasiun O''Hara' | true",
        "startswith(name,'Stas') and not endswith(name,'x') | true",
        "substringof('O''H', name) | true",
        "tolower(name) eq 'stasiun o''hara' | true",
        "length(name) lt 5 or properties/dataset eq 'ispu' | true",
        "phenomenonTime lt 2026-11-24T07:00:01+07:00 | true",
        "phenomenonTime ge 2026-11-24T00:00:01Z | false",
        "not (result eq 1 or result eq 2) | true",
        "nothing eq null | true",
        "nothing gt 1 | false",
        "result eq 1 or result eq 12.5 and name eq 'x' | false"
      })
  void a_condition_is_met_or_not(String text, boolean met) {
    assertEquals(met, ConditionParser.parse(text).test(ENTITY), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "result",
        "result gt",
        "(result gt 1",
        "result gt 1)",
        "result gt 'x",
        "a b c",
        "#",
        "result gt 1 and",
        "f(",
        "f(1",
        "2026-99-99T00:00:00Z eq 1",
        "startswith(a,b,c)"
      })
  void what_is_no_condition_is_refused_or_never_met(String text) {
    try {
      assertEquals(false, ConditionParser.parse(text).test(ENTITY), text);
    } catch (IllegalArgumentException | NotServed e) {
      assertEquals(true, e.getMessage().startsWith("$filter"), e.getMessage());
    }
  }

  @Test
  void a_condition_nested_too_deep_is_refused() {
    String deep = "(".repeat(10_000) + "a eq 1" + ")".repeat(10_000);
    assertThrows(IllegalArgumentException.class, () -> ConditionParser.parse(deep));
    String nots = "not ".repeat(500) + "a eq 1";
    assertThrows(IllegalArgumentException.class, () -> ConditionParser.parse(nots));
  }
}
