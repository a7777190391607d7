package id.pcc.console.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pcc.console.internal.Address.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"/console/", "/console/data/dlh/ispu", "/console/no-such-page"})
  void every_address_of_the_console_is_its_one_page(String path) {
    assertEquals(new Address(Kind.PAGE, "app/console.html"), Address.of(path));
  }

  @Test
  void an_output_of_the_wall_is_the_page_of_the_wall() {
    assertEquals(new Address(Kind.PAGE, "app/wall.html"), Address.of("/wall/led/left"));
  }

  @ParameterizedTest
  @CsvSource({"/console,/console/", "/login,/login/"})
  void an_address_without_its_last_slash_leads_on(String path, String target) {
    assertEquals(new Address(Kind.ELSEWHERE, target), Address.of(path));
  }

  @Test
  void a_hashed_file_is_kept_for_ever() {
    assertEquals(
        new Address(Kind.ASSET, "app/assets/console-abc.js"),
        Address.of("/app/assets/console-abc.js"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "/consoles", "/favicon.ico"})
  void anything_else_is_nothing(String path) {
    assertEquals(Kind.NOTHING, Address.of(path).kind());
  }
}
