package id.pcc.api.dataset;

import java.util.List;
import java.util.Objects;

/**
 * What Satu Data Indonesia (Perpres 39/2019, articles 3 to 10) asks of a dataset besides its
 * fields, and UU PDP 27/2022 of personal data.
 *
 * @param standard the data standard that it follows (<i>standar data</i>: concept, definition,
 *     classification, measure, unit), such as {@code Permen LHK P.14/2020}; empty when none is
 *     known
 * @param licence the terms of use for others, such as {@code CC-BY-4.0}; empty when not settled
 * @param keywords words to find it by
 * @param purpose what personal data is processed for; empty when no field is personal
 * @param retention how long it is kept
 * @param interoperability the published schema or exchange standard that its source speaks
 *     (<i>interoperabilitas data</i>: one syntax, structure and meaning, in a format that
 *     electronic systems read), such as {@code OASIS CAP 1.2}; empty when none is known
 */
public record Governance(
    String standard,
    String licence,
    List<String> keywords,
    String purpose,
    Retention retention,
    String interoperability) {
  /** Nothing is said. */
  public static final Governance NONE = new Governance("", "", List.of(), "", Retention.FOREVER);

  public Governance {
    Objects.requireNonNull(standard, "standard");
    Objects.requireNonNull(licence, "licence");
    Objects.requireNonNull(purpose, "purpose");
    Objects.requireNonNull(retention, "retention");
    Objects.requireNonNull(interoperability, "interoperability");
    keywords = List.copyOf(keywords);
  }

  /** Without a schema or exchange standard. */
  public Governance(
      String standard, String licence, List<String> keywords, String purpose, Retention retention) {
    this(standard, licence, keywords, purpose, retention, "");
  }
}
