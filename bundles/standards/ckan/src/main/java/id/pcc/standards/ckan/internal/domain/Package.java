package id.pcc.standards.ckan.internal.domain;

import id.pcc.api.dataset.Dataset;
import id.pcc.storage.Catalogue.Entry;
import id.pcc.storage.DatasetId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A published dataset as CKAN sees it.
 *
 * @param dataset the declaration that is published
 * @param approved when it became official
 * @param version which version that was
 */
public record Package(DatasetId id, Dataset dataset, Instant approved, int version) {
  /** The package of a dataset; empty when it is not published. */
  public static Optional<Package> of(Entry entry) {
    return entry
        .published()
        .map(
            dataset ->
                new Package(
                    entry.id(), dataset, entry.approval().at(), entry.approval().version()));
  }

  /** Its name, for addresses. */
  public String name() {
    return id.department() + "-" + id.dataset();
  }

  /** A number for it that stays the same: of its name (RFC 4122, version 3). */
  public String number() {
    return number("package " + name());
  }

  /** The organization that answers for it. */
  public String organization() {
    return id.department();
  }

  /** The words to find it by, as CKAN takes them. */
  public List<String> tags() {
    return dataset.governance().keywords().stream()
        .map(word -> word.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} ._-]", " ").strip())
        .filter(word -> word.length() >= 2 && word.length() <= 100)
        .distinct()
        .toList();
  }

  /** A number that stays the same for the same text. */
  public static String number(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
