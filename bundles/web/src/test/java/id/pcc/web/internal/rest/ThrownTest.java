package id.pcc.web.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import id.pcc.web.Json;
import id.pcc.web.Problem;
import java.io.CharConversionException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThrownTest {
  private record Line(String name, int lanes, Instant since) {}

  private record Plan(List<Line> lines) {}

  private record Broken() {
    @SuppressWarnings("unused")
    public String getName() {
      throw new IllegalStateException("internals");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      textBlock =
          """
          {"lines":[{"lanes":"many"}]}     | /lines/0/lanes | expected a number, got "many"
          {"lines":[{},{"a/b":1}]}         | /lines/1/a~1b  | unknown field a/b; known are [lanes, name, since]
          {"lines":[{"since":"yesterday"}]}| /lines/0/since | expected a time such as 2026-11-24T07:00:00+07:00, got "yesterday"
          {"lines":3}                      | /lines         | expected an array
          [1]                              | ##             | expected an object
          """)
  void a_fault_of_the_body_is_pointed_at(String body, String pointer, String detail) {
    var thrown =
        assertThrows(
            JsonProcessingException.class, () -> Json.mapper().readValue(body, Plan.class));
    Problem problem = Thrown.asProblem(thrown, "POST", "/api/plans");
    assertEquals(400, problem.status());
    assertEquals(pointer, problem.errors().get(0).pointer());
    assertTrue(
        problem.errors().get(0).detail().startsWith(detail), problem.errors().get(0).detail());
  }

  @Test
  void a_body_that_breaks_off_within_a_character_is_a_bad_request() {
    byte[] body = {0, 0, 0, '{', 0, 0, 0};
    var thrown = assertThrows(CharConversionException.class, () -> Json.mapper().readTree(body));
    Problem problem = Thrown.asProblem(thrown, "POST", "/api/plans");
    assertEquals(400, problem.status());
    assertTrue(problem.getMessage().contains("UTF-8"), problem.getMessage());
  }

  @Test
  void a_body_that_breaks_off_is_a_bad_request_that_says_where() {
    var thrown =
        assertThrows(
            JsonProcessingException.class,
            () -> Json.mapper().readValue("{\"lines\":", Plan.class));
    Problem problem = Thrown.asProblem(thrown, "POST", "/api/plans");
    assertEquals(400, problem.status());
    assertTrue(problem.errors().get(0).detail().contains("line 1, column"), problem.toString());
  }

  @Test
  void an_answer_that_cannot_be_written_is_our_fault_and_tells_nothing() {
    var thrown =
        assertThrows(
            JsonProcessingException.class, () -> Json.mapper().writeValueAsString(new Broken()));
    Problem problem = Thrown.asProblem(thrown, "GET", "/api/plans");
    assertEquals(500, problem.status());
    assertFalse(problem.getMessage().contains("internals"));
  }

  @Test
  void what_nobody_expected_tells_nothing_of_itself() {
    Problem problem =
        Thrown.asProblem(new IllegalStateException("jdbc:derby:secret"), "GET", "/api/plans");
    assertEquals(500, problem.status());
    assertFalse(problem.getMessage().contains("derby"));
  }
}
