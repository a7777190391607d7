package id.pcc.deployer.inspection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A clause of an OSGi header: {@code path;path;attribute=value;directive:=value}.
 *
 * @param paths what it is about, such as packages
 * @param attributes attributes and directives by name
 */
record Clause(List<String> paths, Map<String, String> attributes) {
  /** The clauses of a header; none for {@code null}. */
  static List<Clause> of(String header) {
    List<Clause> clauses = new ArrayList<>();
    for (String text : split(header == null ? "" : header, ',')) {
      List<String> paths = new ArrayList<>();
      Map<String, String> attributes = new LinkedHashMap<>();
      for (String part : split(text, ';')) {
        int equals = assignment(part);
        if (equals < 0) {
          paths.add(part);
        } else {
          String name = part.substring(0, equals).replaceAll(":[A-Za-z<>]*$|:$", "").strip();
          attributes.put(name, part.substring(equals + 1).strip().replaceAll("^\"|\"$", ""));
        }
      }
      if (!paths.isEmpty()) {
        clauses.add(new Clause(List.copyOf(paths), attributes));
      }
    }
    return clauses;
  }

  /** Where the equals sign stands, if it does before any quote. */
  private static int assignment(String part) {
    int equals = part.indexOf('=');
    int quote = part.indexOf('"');
    return quote >= 0 && quote < equals ? -1 : equals;
  }

  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      if (c == separator && !quoted) {
        add(parts, part);
      } else {
        part.append(c);
      }
    }
    add(parts, part);
    return parts;
  }

  private static void add(List<String> parts, StringBuilder part) {
    if (!part.toString().isBlank()) {
      parts.add(part.toString().strip());
    }
    part.setLength(0);
  }
}
