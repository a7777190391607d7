package id.pcc.security.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordTest {
  @Test
  void the_right_password_matches_and_another_does_not() {
    String hash = PasswordHash.of("kapuas-besar-1771");
    assertTrue(PasswordHash.matches("kapuas-besar-1771", hash));
    assertFalse(PasswordHash.matches("kapuas-besar-1772", hash));
  }

  @Test
  void equal_passwords_have_different_hashes_of_at_least_210_000_rounds() {
    String hash = PasswordHash.of("kapuas-besar-1771");
    assertNotEquals(hash, PasswordHash.of("kapuas-besar-1771"));
    assertTrue(Integer.parseInt(hash.split("\\$")[1]) >= 210_000, hash);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "elevenchars",
        "rina-saja-saja",
        "Rina12345678",
        "aaaaaaaaaaaaaaaa",
        "pontianak123",
        "Password2026!",
        "with\u0000control-characters"
      })
  void what_guessers_try_first_is_refused(String password) {
    assertTrue(PasswordRules.fault(password, "rina").isPresent(), password);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kapuas-besar-1771",
        "empat kata acak saja",
        "jembatan pontianak biru 88",
        "δοκιμή-κωδικού"
      })
  void a_long_one_will_do_whatever_its_characters(String password) {
    assertEquals(Optional.empty(), PasswordRules.fault(password, "rina"));
  }

  @Test
  void a_password_of_our_making_keeps_the_rules() {
    assertEquals(Optional.empty(), PasswordRules.fault(Token.password(), "admin"));
  }
}
