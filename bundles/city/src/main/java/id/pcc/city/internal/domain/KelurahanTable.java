package id.pcc.city.internal.domain;

import id.pcc.api.city.Kelurahan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The table of kelurahan: comma separated, a heading, lines that begin with {@code #} ignored. */
public final class KelurahanTable {
  private static final List<String> COLUMNS =
      List.of("code", "bps_code", "name", "kecamatan", "longitude", "latitude");

  private static final int LONGEST_SHOWN = 60;

  private KelurahanTable() {}

  /**
   * Reads the table.
   *
   * @throws IllegalArgumentException naming the line at fault
   */
  public static List<Kelurahan> read(List<String> lines) {
    List<Kelurahan> kelurahan = new ArrayList<>();
    List<String> heading = null;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replace("\uFEFF", "").strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      List<String> cells = Arrays.stream(line.split(",", -1)).map(String::strip).toList();
      if (heading == null) {
        heading = cells.stream().map(c -> c.toLowerCase(Locale.ROOT)).toList();
        if (!heading.containsAll(COLUMNS)) {
          throw new IllegalArgumentException(
              "line " + (i + 1) + ": the heading needs the columns " + String.join(",", COLUMNS));
        }
      } else {
        kelurahan.add(row(i + 1, heading, cells));
      }
    }
    if (kelurahan.isEmpty()) {
      throw new IllegalArgumentException("holds no kelurahan");
    }
    new Crosswalk(kelurahan);
    return kelurahan;
  }

  private static Kelurahan row(int line, List<String> heading, List<String> cells) {
    if (cells.size() != heading.size()) {
      throw new IllegalArgumentException(
          "line " + line + ": " + cells.size() + " cells under " + heading.size() + " columns");
    }
    return new Kelurahan(
        text(line, heading, cells, "code"),
        text(line, heading, cells, "bps_code"),
        text(line, heading, cells, "name"),
        text(line, heading, cells, "kecamatan"),
        degrees(line, heading, cells, "longitude", 180),
        degrees(line, heading, cells, "latitude", 90));
  }

  private static String text(int line, List<String> heading, List<String> cells, String column) {
    String text = cells.get(heading.indexOf(column));
    if (text.isEmpty()) {
      throw new IllegalArgumentException("line " + line + ": " + column + " is empty");
    }
    return text;
  }

  private static double degrees(
      int line, List<String> heading, List<String> cells, String column, double most) {
    String text = text(line, heading, cells, column);
    try {
      double value = Double.parseDouble(text);
      if (Math.abs(value) <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, together with numbers that are out of range.
    }
    throw new IllegalArgumentException(
        "line " + line + ": " + column + " is not a number of degrees: \"" + brief(text) + "\"");
  }

  private static String brief(String text) {
    return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
  }
}
