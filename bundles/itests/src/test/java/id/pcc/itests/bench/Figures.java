package id.pcc.itests.bench;

import java.util.Arrays;
import java.util.Locale;

/** Figures as they are printed. */
final class Figures {
  private Figures() {}

  static double percentile(double[] values, double percent) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int index = (int) Math.ceil(sorted.length * percent / 100) - 1;
    return sorted[Math.max(0, Math.min(sorted.length - 1, index))];
  }

  static void print(String what, String format, Object... values) {
    System.out.printf(
        Locale.ROOT, "FIGURE %-28s %s%n", what, String.format(Locale.ROOT, format, values));
    System.out.flush();
  }
}
