package id.pcc.connect.internal.connector;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts settings in the place of {@code {{key}}} and {@code {{key:otherwise}}}. */
final class Placeholders {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^}:]+)(?::([^}]*))?}}");

  private final Map<String, String> settings;

  Placeholders(Map<String, String> settings) {
    this.settings = settings;
  }

  /**
   * The text with its settings.
   *
   * @throws IllegalArgumentException when a setting is missing; as Camel says it, so that the same
   *     status comes of it
   */
  String fill(String text) {
    Matcher found = PLACEHOLDER.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (found.find()) {
      String value = settings.getOrDefault(found.group(1), "").strip();
      if (value.isEmpty() && found.group(2) == null) {
        throw new IllegalArgumentException("Property with key [" + found.group(1) + "] not found");
      }
      found.appendReplacement(
          filled, Matcher.quoteReplacement(value.isEmpty() ? found.group(2) : value));
    }
    found.appendTail(filled);
    return filled.toString();
  }
}
