package id.pcc.security.internal.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Random words that prove who someone is, and their hashes, which is all that is kept. */
public final class Token {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

  private Token() {}

  /** A new secret of 256 bits, in the letters of a URL. */
  public static String secret() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** A word of so many letters that nobody confuses when they type them. */
  public static String word(int letters) {
    var word = new StringBuilder(letters);
    for (int i = 0; i < letters; i++) {
      word.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return word.toString();
  }

  /** A password to hand to somebody: four groups of five letters, 99 bits. */
  public static String password() {
    return String.join("-", word(5), word(5), word(5), word(5));
  }

  /**
   * The SHA-256 of a secret in hexadecimal; a secret is random, so it needs neither salt nor
   * rounds.
   */
  public static String hash(String secret) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The word that a page repeats in a header to show that it, and no other site, sends a request.
   */
  public static String csrf(String token) {
    return hash("csrf:" + token).substring(0, 43);
  }

  /** Whether two words are the same; takes as long whether they are or not. */
  public static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
