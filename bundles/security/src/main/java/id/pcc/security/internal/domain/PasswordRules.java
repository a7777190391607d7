package id.pcc.security.internal.domain;

import id.pcc.api.LocalText;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a password must be: long rather than colourful (NIST SP 800-63B), and none that guessers try
 * first.
 */
public final class PasswordRules {
  private static final Set<String> GUESSED =
      Set.of(
          "password",
          "passw0rd",
          "katasandi",
          "rahasia",
          "pontianak",
          "khatulistiwa",
          "qwerty",
          "admin",
          "administrator",
          "indonesia",
          "commandcenter",
          "bismillah");

  private PasswordRules() {}

  /** What is wrong with a password; empty when it will do. */
  public static Optional<LocalText> fault(String password, String user) {
    if (password == null || password.codePointCount(0, password.length()) < 12) {
      return Optional.of(
          LocalText.of(
              "Kata sandi paling sedikit 12 karakter.", "A password has at least 12 characters."));
    }
    if (password.length() > 200) {
      return Optional.of(
          LocalText.of(
              "Kata sandi paling banyak 200 karakter.", "A password has at most 200 characters."));
    }
    if (password.codePoints().anyMatch(Character::isISOControl)) {
      return Optional.of(
          LocalText.of(
              "Kata sandi tidak boleh berisi karakter kontrol.",
              "A password has no control characters."));
    }
    String lower = password.toLowerCase(Locale.ROOT);
    if (lower.contains(user)) {
      return Optional.of(
          LocalText.of(
              "Kata sandi tidak boleh berisi nama pengguna.",
              "A password does not contain the user name."));
    }
    if (password.codePoints().distinct().count() < 5 || guessed(lower)) {
      return Optional.of(
          LocalText.of(
              "Kata sandi ini terlalu mudah ditebak.", "This password is too easy to guess."));
    }
    return Optional.empty();
  }

  /** Whether a word that everybody tries is most of it. */
  private static boolean guessed(String lower) {
    return GUESSED.stream()
        .anyMatch(word -> lower.contains(word) && lower.length() - word.length() < 8);
  }
}
