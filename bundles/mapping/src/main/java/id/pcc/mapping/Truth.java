package id.pcc.mapping;

import java.util.Locale;
import java.util.Set;

/** Yes and no, as tables say it. */
final class Truth {
  private static final Set<String> YES = Set.of("ya", "yes", "true", "benar", "y", "ada", "aktif");
  private static final Set<String> NO =
      Set.of("tidak", "no", "false", "salah", "n", "t", "tidak ada", "nonaktif", "tidak aktif");

  private Truth() {}

  /** {@code null} when the text says neither; 1 and 0 are read too. */
  static Boolean read(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (YES.contains(word) || word.equals("1")) {
      return Boolean.TRUE;
    }
    return NO.contains(word) || word.equals("0") ? Boolean.FALSE : null;
  }

  /** Whether a text says yes or no in words. */
  static boolean said(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    return YES.contains(word) || NO.contains(word);
  }
}
