package id.pcc.storage;

import id.pcc.api.dataset.Classification;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Field;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.annotation.versioning.ProviderType;

/** The datasets of the city and their tables. */
@ProviderType
public interface Catalogue {
  /**
   * Takes note of a dataset: makes its table, or evolves it. New optional fields are added; a field
   * that is no longer declared keeps its column; titles, units, codes, frequency and classification
   * may change freely. Another type, role or key is refused, and the dataset stays as it was.
   *
   * @return the entry, whose {@link Entry#refusal} says why a change was refused
   */
  Entry declare(String department, Dataset dataset);

  /** Every dataset that was ever declared, by name. */
  List<Entry> entries();

  /** One dataset. */
  Optional<Entry> entry(DatasetId id);

  /**
   * Makes a version official, on behalf of the city's <i>walidata</i> (Perpres 39/2019, article 1
   * number 8: who checks and publishes data).
   *
   * @param version the version that was looked at
   * @param by who approves, as in the audit
   * @return the entry; empty when that version is not the one in force, so that it must be looked
   *     at again
   * @throws IllegalArgumentException when there is no such dataset
   */
  Optional<Entry> approve(DatasetId id, int version, String by);

  /**
   * Takes an approval back: the dataset is a draft again, and off the public interfaces.
   *
   * @throws IllegalArgumentException when there is no such dataset
   */
  Entry withdraw(DatasetId id);

  /**
   * A dataset of the catalogue.
   *
   * @param id its name
   * @param dataset its declaration in force
   * @param refusal why a newer declaration was refused; empty when none was
   * @param version how many declarations were in force so far, this one included; from 1
   * @param approval the last approval; {@code null} while there is none
   */
  record Entry(DatasetId id, Dataset dataset, String refusal, int version, Approval approval) {
    /** Whether the declaration in force waits to be approved. */
    public boolean draft() {
      return approval == null || approval.version() < version;
    }

    /**
     * When newer data is overdue: twice the declared frequency after the newest record. Empty while
     * there is no record, or no frequency is declared.
     */
    public Optional<Instant> overdueFrom(Volume volume) {
      return volume.newest() == null || dataset.frequency() == null
          ? Optional.empty()
          : Optional.of(
              Instant.ofEpochMilli(volume.newest()).plus(dataset.frequency().multipliedBy(2)));
    }

    /**
     * Who may read it: a draft may shut what was approved as open, but cannot open what was
     * approved as shut.
     */
    public Classification classification() {
      Classification declared = dataset.classification();
      return approval == null || declared.compareTo(approval.dataset().classification()) >= 0
          ? declared
          : approval.dataset().classification();
    }

    /**
     * The declaration that interfaces to the outside show: the approved one, without fields about
     * persons; empty when the dataset is not public.
     */
    public Optional<Dataset> published() {
      if (approval == null || classification() != Classification.PUBLIC) {
        return Optional.empty();
      }
      Dataset approved = approval.dataset();
      Set<String> hidden = personal();
      return Optional.of(
          new Dataset(
              approved.name(),
              approved.title(),
              approved.description(),
              approved.fields().stream().filter(field -> !hidden.contains(field.name())).toList(),
              approved.key(),
              approved.frequency(),
              approved.classification(),
              approved.producer(),
              approved.governance()));
    }

    /** The fields about persons, also those that a draft no longer calls so. */
    public Set<String> personal() {
      Stream<Field> fields =
          approval == null
              ? dataset.fields().stream()
              : Stream.concat(dataset.fields().stream(), approval.dataset().fields().stream());
      return fields
          .filter(Field::personal)
          .map(Field::name)
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  /**
   * That a version is official.
   *
   * @param version which
   * @param dataset its declaration: what public interfaces show, although a newer one may be in
   *     force
   * @param by who approved it, as in the audit
   * @param at when
   */
  record Approval(int version, Dataset dataset, String by, Instant at) {}

  /**
   * How much a dataset holds.
   *
   * @param rows the number of records
   * @param quarantined the number of records in quarantine
   * @param newest the time of the newest record (phenomenon time, else receipt), in milliseconds
   *     UTC; {@code null} when there is none
   */
  record Volume(long rows, long quarantined, Long newest) {}

  /** How much a dataset holds now. */
  Volume volume(DatasetId id);
}
