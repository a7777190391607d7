package id.pcc.deployer.inspection;

import id.pcc.api.LocalText;
import java.util.Objects;

/**
 * Something that keeps a jar from being a department.
 *
 * @param rule the rule that is broken, such as {@code import}; the same for all languages
 * @param sentence what is wrong and what the developer does about it
 */
public record Finding(String rule, LocalText sentence) {
  public Finding {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(sentence, "sentence");
  }

  static Finding of(String rule, String id, String en) {
    return new Finding(rule, LocalText.of(id, en));
  }

  @Override
  public String toString() {
    return rule + ": " + sentence.en();
  }
}
