package id.pcc.standards.sensorthings.internal.domain;

import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Field;
import id.pcc.api.dataset.FieldRole;
import id.pcc.storage.Catalogue.Entry;
import id.pcc.storage.DatasetId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A published dataset whose records are observations: one key that names the thing, a time, and
 * measures.
 *
 * @param dataset the declaration that is published
 */
public record Source(DatasetId id, Dataset dataset) {
  /** The source of a dataset; empty when it has none to offer. */
  public static Optional<Source> of(Entry entry) {
    return entry
        .published()
        .filter(d -> d.series() && d.seriesKey().size() == 1)
        .map(d -> new Source(entry.id(), d))
        .filter(source -> !source.measures().isEmpty());
  }

  /** The fields that are observed. */
  public List<Field> measures() {
    return dataset.fields().stream().filter(f -> f.role() == FieldRole.MEASURE).toList();
  }

  /** The field that names the thing. */
  public String key() {
    return dataset.seriesKey().get(0);
  }

  /** The field that says when. */
  public String time() {
    return dataset.time().map(Field::name).orElseThrow();
  }

  /**
   * A thing.
   *
   * @param name the value of the key
   * @param newest its newest record
   */
  public record Thing(Source source, String name, Map<String, Object> newest) {
    /** Where it is, as GeoJSON; {@code null} when that is not known. */
    public Object place() {
      return source.dataset().geometry().map(field -> newest.get(field.name())).orElse(null);
    }
  }

  /** A property that a source observes. */
  public record Observed(Source source, Field measure) {}

  /** The observations of one property of one thing. */
  public record Stream(Thing thing, Field measure) {}

  /** A value of a stream. */
  public record Observation(Stream stream, Instant time, Object result) {}
}
