package id.pcc.api;

import java.util.Objects;

/**
 * A text that people read, in Indonesian and in English.
 *
 * @param id the Indonesian text, never blank
 * @param en the English text, never blank
 */
public record LocalText(String id, String en) {
  public LocalText {
    if (Objects.requireNonNull(id, "id").isBlank() || Objects.requireNonNull(en, "en").isBlank()) {
      throw new IllegalArgumentException(
          "a text needs words in both languages: " + id + " / " + en);
    }
  }

  /** A text in both languages. */
  public static LocalText of(String id, String en) {
    return new LocalText(id, en);
  }

  /** A name that is the same in both languages. */
  public static LocalText name(String name) {
    return new LocalText(name, name);
  }
}
