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

  /** By how much values grow from one to the next, by least squares; 0 where there is one only. */
  static double slope(double[] values) {
    if (values.length < 2) {
      return 0;
    }
    double meanX = (values.length - 1) / 2.0;
    double meanY = Arrays.stream(values).average().orElseThrow();
    double above = 0;
    double below = 0;
    for (int i = 0; i < values.length; i++) {
      above += (i - meanX) * (values[i] - meanY);
      below += (i - meanX) * (i - meanX);
    }
    return above / below;
  }

  static void print(String what, String format, Object... values) {
    System.out.printf(
        Locale.ROOT, "FIGURE %-28s %s%n", what, String.format(Locale.ROOT, format, values));
    System.out.flush();
  }
}
