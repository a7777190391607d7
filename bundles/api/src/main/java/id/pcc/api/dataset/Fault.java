package id.pcc.api.dataset;

import id.pcc.api.LocalText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a record, or a document, was refused: a code that programs can rely on, what the sentence
 * names, and the sentence itself in both languages. What a document from outside has in it may be
 * part of a fault, so that all of it is bounded here.
 *
 * @param code what kind of fault, such as {@code number.expected}: of small letters, digits, {@code
 *     _} and {@code .}, at most {@link #LONGEST_CODE}; empty where nobody gave the kind a code
 * @param arguments what the sentence names, by its name: texts, numbers, truth values, {@code null}
 *     and lists of texts. {@code value} is what came; there an empty map stands for an object and
 *     an empty list for a list
 * @param text the sentence: what was expected and what came
 */
public record Fault(String code, Map<String, Object> arguments, LocalText text) {
  /** The greatest length of a code. */
  public static final int LONGEST_CODE = 60;

  /** The greatest length of a sentence, in each language. */
  public static final int LONGEST_SENTENCE = 2_000;

  private static final int LONGEST_ARGUMENT = 500;
  private static final int LONGEST_SHOWN = 60;
  private static final int MOST_ARGUMENTS = 12;
  private static final int MOST_LISTED = 60;
  private static final Set<String> LIMITS = Set.of("most", "least");
  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z0-9_]+)*");
  private static final Pattern PLACE = Pattern.compile("\\{([a-z_]+)}");
  private static final LocalText UNKNOWN =
      LocalText.of("alasannya tidak diketahui", "the reason is not known");

  public Fault {
    code =
        code != null && code.length() <= LONGEST_CODE && CODE.matcher(code).matches() ? code : "";
    arguments = bounded(arguments);
    text =
        text == null
            ? UNKNOWN
            : LocalText.of(
                bounded(text.id(), LONGEST_SENTENCE), bounded(text.en(), LONGEST_SENTENCE));
  }

  /**
   * A fault that has a code.
   *
   * @param sentence with the names of arguments in braces: {@code at most {most} characters}. Where
   *     {@code {value}} stands comes the value in quotes, cut short, with its kind where it is not
   *     a text
   * @param namesAndValues the arguments, each its name and then its value
   */
  public static Fault of(String code, LocalText sentence, Object... namesAndValues) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      arguments.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    Map<String, Object> bounded = bounded(arguments);
    return new Fault(
        code,
        bounded,
        LocalText.of(filled(sentence.id(), bounded, true), filled(sentence.en(), bounded, false)));
  }

  /** A fault of which only the sentence is known. */
  public static Fault said(LocalText sentence) {
    return new Fault("", Map.of(), sentence);
  }

  /** A fault of which only a sentence is known, which stands for both languages. */
  public static Fault said(String sentence) {
    return said(sentence == null || sentence.isBlank() ? UNKNOWN : LocalText.name(sentence));
  }

  /** The sentence in English. */
  public String reason() {
    return text.en();
  }

  /**
   * The sentence of a fault with a code without what differs from one row to the next: what came,
   * and numbers other than limits ({@code most} and {@code least}).
   */
  public LocalText summary() {
    return LocalText.of(open(text.id(), true), open(text.en(), false));
  }

  private String open(String sentence, boolean indonesian) {
    String open = sentence;
    for (Map.Entry<String, Object> argument : arguments.entrySet()) {
      Object value = argument.getValue();
      if (argument.getKey().equals("value")) {
        String shown = quoted(value, indonesian);
        int at = open.lastIndexOf(shown);
        if (at >= 0 && value instanceof String) {
          open = open.substring(0, at) + "\"…\"" + open.substring(at + shown.length());
        } else if (at >= 0 && value instanceof Number) {
          String of = indonesian ? "angka …" : "the number …";
          open = open.substring(0, at) + of + open.substring(at + shown.length());
        }
      } else if (value instanceof Number && !LIMITS.contains(argument.getKey())) {
        String number = Pattern.quote(value.toString());
        open = open.replaceFirst("(?<![\\w.:-])" + number + "(?![\\w.:-]*\\d)", "…");
      }
    }
    return open;
  }

  private static String filled(String sentence, Map<String, Object> arguments, boolean indonesian) {
    Matcher place = PLACE.matcher(sentence);
    StringBuilder filled = new StringBuilder();
    while (place.find()) {
      String name = place.group(1);
      Object value = arguments.get(name);
      String shown =
          name.equals("value")
              ? quoted(value, indonesian)
              : value instanceof List<?> list
                  ? String.join(", ", list.stream().map(String::valueOf).toList())
                  : String.valueOf(value);
      place.appendReplacement(
          filled, Matcher.quoteReplacement(arguments.containsKey(name) ? shown : place.group()));
    }
    return place.appendTail(filled).toString();
  }

  private static String quoted(Object value, boolean indonesian) {
    if (value == null) {
      return indonesian ? "tidak ada isinya" : "nothing";
    }
    if (value instanceof Map<?, ?>) {
      return indonesian ? "sebuah objek" : "an object";
    }
    if (value instanceof Collection<?>) {
      return indonesian ? "sebuah daftar" : "a list";
    }
    String text = value.toString().strip();
    if (text.length() > LONGEST_SHOWN) {
      text = start(text, LONGEST_SHOWN) + "…";
    }
    if (value instanceof Number) {
      return (indonesian ? "angka " : "the number ") + text;
    }
    if (value instanceof Boolean) {
      return (indonesian ? "nilai kebenaran " : "the truth value ") + text;
    }
    return '"' + text.replaceAll("\\p{Cntrl}", "\uFFFD") + '"';
  }

  private static Map<String, Object> bounded(Map<String, Object> arguments) {
    Map<String, Object> bounded = new LinkedHashMap<>();
    if (arguments != null) {
      arguments.forEach(
          (name, value) -> {
            if (bounded.size() < MOST_ARGUMENTS && name != null && name.length() <= LONGEST_CODE) {
              bounded.put(name, bounded(value));
            }
          });
    }
    return Collections.unmodifiableMap(bounded);
  }

  private static Object bounded(Object value) {
    if (value == null
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof Integer) {
      return value;
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      return value;
    }
    if (value instanceof Map<?, ?>) {
      return Map.of();
    }
    if (value instanceof Collection<?> list) {
      List<Object> some = new ArrayList<>();
      int room = LONGEST_SENTENCE / 2;
      for (Object each : list) {
        String text = bounded(String.valueOf(each), LONGEST_SHOWN);
        room -= text.length();
        if (some.size() == MOST_LISTED || room < 0) {
          some.add("…");
          break;
        }
        some.add(text);
      }
      return Collections.unmodifiableList(some);
    }
    // A number of any length, too, is only shown.
    return bounded(value.toString(), LONGEST_ARGUMENT);
  }

  private static String bounded(String text, int longest) {
    String clean = text.replace('\0', '\uFFFD');
    return clean.length() > longest ? start(clean, longest - 1) + "…" : clean;
  }

  /** The start of a text that does not end within a character. */
  private static String start(String text, int length) {
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
  }
}
