package id.pcc.connect.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.api.LocalText;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/**
 * An entry of a declaration, which knows its place.
 *
 * @param place such as {@code datasets.ispu.fields.pm25}; empty for the whole file
 * @param node what stands there
 */
record Entry(String place, JsonNode node) {
  /** This entry, which must be a mapping with no other names than these. */
  Entry only(String... names) {
    if (!node.isObject()) {
      throw wrong("a mapping of names to values is expected");
    }
    Set<String> known = Set.of(names);
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw at(name).wrong("unknown; known here are " + String.join(", ", names));
              }
            });
    return this;
  }

  Entry at(String name) {
    return new Entry(place.isEmpty() ? name : place + "." + name, node.path(name));
  }

  /** The last part of the place: what the entry is named. */
  String name() {
    return place.substring(place.lastIndexOf('.') + 1);
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  /** The entries of a mapping in their order; none when there is no such mapping. */
  List<Entry> each(String name) {
    Entry mapping = at(name);
    if (!has(name)) {
      return List.of();
    }
    if (!mapping.node.isObject()) {
      throw mapping.wrong("a mapping of names to values is expected");
    }
    List<Entry> entries = new ArrayList<>();
    mapping.node.fieldNames().forEachRemaining(key -> entries.add(mapping.at(key)));
    return entries;
  }

  /** The entries of a list in their order; none when there is no such list. */
  List<Entry> items(String name) {
    Entry list = at(name);
    if (!has(name)) {
      return List.of();
    }
    if (!list.node.isArray()) {
      throw list.wrong("a list is expected");
    }
    return StreamSupport.stream(list.node.spliterator(), false)
        .map(item -> new Entry(list.place, item))
        .toList();
  }

  /** A text that must be there. */
  String text(String name) {
    Entry entry = at(name);
    if (!entry.node.isValueNode() || entry.node.isNull() || entry.node.asText().isBlank()) {
      throw entry.wrong("a text is expected");
    }
    return entry.node.asText();
  }

  /** A text, or what it is when nothing is said. */
  String text(String name, String otherwise) {
    return has(name) ? text(name) : otherwise;
  }

  /** A list of texts; none when nothing is said. */
  List<String> texts(String name) {
    return items(name).stream().map(item -> item.node.asText()).toList();
  }

  /** A number that must be there. */
  double number(String name) {
    Entry entry = at(name);
    if (!entry.node.isNumber()) {
      throw entry.wrong("a number is expected");
    }
    return entry.node.asDouble();
  }

  /** True or false; false when nothing is said. */
  boolean flag(String name) {
    Entry entry = at(name);
    if (has(name) && !entry.node.isBoolean()) {
      throw entry.wrong("true or false is expected");
    }
    return entry.node.asBoolean();
  }

  /** A duration by ISO 8601, such as {@code PT5M}; {@code null} when nothing is said. */
  Duration duration(String name) {
    if (!has(name)) {
      return null;
    }
    try {
      return Duration.parse(text(name));
    } catch (DateTimeParseException e) {
      throw at(name).wrong("a duration such as PT5M, PT1H or P1D is expected");
    }
  }

  /** One of the constants in small letters, or what it is when nothing is said. */
  <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    String text = text(name);
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> word(constant).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                at(name)
                    .wrong(
                        "one of "
                            + Arrays.stream(type.getEnumConstants()).map(Entry::word).toList()
                            + " is expected"));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The text that this entry holds in {@code id} and {@code en}. */
  LocalText words() {
    return LocalText.of(text("id"), text("en"));
  }

  /** A text in both languages, or what it is when nothing is said. */
  LocalText words(String name, LocalText otherwise) {
    if (!has(name) && otherwise != null) {
      return otherwise;
    }
    return at(name).only("id", "en").words();
  }

  /** Makes something of this entry; what contradicts itself is an error of this place. */
  <T> T make(Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException | NullPointerException e) {
      throw wrong(e.getMessage());
    }
  }

  DeclarationException wrong(String detail) {
    return new DeclarationException(place, detail);
  }
}
