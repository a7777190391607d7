package id.pcc.standards.sensorthings.internal.domain;

import id.pcc.standards.sensorthings.internal.domain.EntitySet.Relation;
import id.pcc.standards.sensorthings.internal.domain.Source.Observation;
import id.pcc.standards.sensorthings.internal.domain.Source.Observed;
import id.pcc.standards.sensorthings.internal.domain.Source.Stream;
import id.pcc.standards.sensorthings.internal.domain.Source.Thing;
import id.pcc.storage.Catalogue;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Records;
import id.pcc.storage.Records.Comparison;
import id.pcc.storage.Records.Filter;
import id.pcc.storage.Records.Query;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The entities of Sensing, made of the published datasets. */
public final class Sensing {
  private static final int MOST_THINGS = 10_000;

  private final Catalogue catalogue;
  private final Records records;

  /** Reads a catalogue and its records. */
  public Sensing(Catalogue catalogue, Records records) {
    this.catalogue = catalogue;
    this.records = records;
  }

  /** All entities of a set, except observations, which are asked for by their stream. */
  public List<?> all(EntitySet set) {
    return switch (set) {
      case THINGS, LOCATIONS, FEATURES_OF_INTEREST ->
          sources().stream()
              .flatMap(source -> things(source).stream())
              .filter(thing -> set == EntitySet.THINGS || thing.place() != null)
              .toList();
      case HISTORICAL_LOCATIONS -> List.of();
      case SENSORS -> sources();
      case OBSERVED_PROPERTIES ->
          sources().stream()
              .flatMap(source -> source.measures().stream().map(m -> new Observed(source, m)))
              .toList();
      case DATASTREAMS ->
          sources().stream()
              .flatMap(source -> things(source).stream())
              .flatMap(thing -> streams(thing).stream())
              .toList();
      case OBSERVATIONS -> throw new NotServed("Observations are served by their Datastream");
    };
  }

  /** The entity of that name in a set. */
  public Optional<?> one(EntitySet set, String id) {
    return switch (set) {
      case THINGS -> thing(id);
      case LOCATIONS, FEATURES_OF_INTEREST -> thing(id).filter(thing -> thing.place() != null);
      case HISTORICAL_LOCATIONS -> Optional.empty();
      case SENSORS -> EntityId.parts(id, 2).flatMap(this::source);
      case OBSERVED_PROPERTIES -> EntityId.parts(id, 3).flatMap(this::observed);
      case DATASTREAMS -> EntityId.parts(id, 4).flatMap(this::stream);
      case OBSERVATIONS -> EntityId.parts(id, 5).flatMap(this::observation);
    };
  }

  /** What a relation of an entity leads to; of one entity, a list of one. */
  public List<?> related(Object entity, EntitySet of, Relation relation) {
    return switch (relation.to()) {
      case DATASTREAMS -> streamsOf(entity);
      case THINGS ->
          entity instanceof Stream stream ? List.of(stream.thing()) : List.of((Thing) entity);
      case LOCATIONS -> ((Thing) entity).place() == null ? List.of() : List.of(entity);
      case SENSORS -> List.of(((Stream) entity).thing().source());
      case OBSERVED_PROPERTIES ->
          List.of(new Observed(((Stream) entity).thing().source(), ((Stream) entity).measure()));
      case FEATURES_OF_INTEREST -> {
        Thing thing = ((Observation) entity).stream().thing();
        yield thing.place() == null ? List.of() : List.of(thing);
      }
      case HISTORICAL_LOCATIONS -> List.of();
      case OBSERVATIONS ->
          throw new NotServed(
              "the observations of a " + of.plural() + " entity are served by their Datastreams");
    };
  }

  /** The streams of an entity. */
  public List<Stream> streamsOf(Object entity) {
    if (entity instanceof Thing thing) {
      return streams(thing);
    }
    if (entity instanceof Observation observation) {
      return List.of(observation.stream());
    }
    if (entity instanceof Observed observed) {
      return things(observed.source()).stream()
          .map(thing -> new Stream(thing, observed.measure()))
          .toList();
    }
    return things((Source) entity).stream().flatMap(thing -> streams(thing).stream()).toList();
  }

  private List<Source> sources() {
    return catalogue.entries().stream().map(Source::of).flatMap(Optional::stream).toList();
  }

  private Optional<Source> source(List<String> parts) {
    try {
      return catalogue.entry(new DatasetId(parts.get(0), parts.get(1))).flatMap(Source::of);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private List<Thing> things(Source source) {
    return records.find(Query.latest(source.id(), MOST_THINGS)).records().stream()
        .map(record -> new Thing(source, String.valueOf(record.get(source.key())), record))
        .toList();
  }

  private Optional<Thing> thing(String id) {
    return EntityId.parts(id, 3).flatMap(this::thing);
  }

  private Optional<Thing> thing(List<String> parts) {
    return source(parts)
        .flatMap(
            source -> {
              Query query =
                  new Query(
                      source.id(),
                      List.of(new Filter(source.key(), Comparison.EQ, parts.get(2))),
                      null,
                      null,
                      null,
                      true,
                      true,
                      1,
                      null);
              return records.find(query).records().stream()
                  .findFirst()
                  .map(record -> new Thing(source, parts.get(2), record));
            });
  }

  private static List<Stream> streams(Thing thing) {
    return thing.source().measures().stream().map(m -> new Stream(thing, m)).toList();
  }

  private Optional<Observed> observed(List<String> parts) {
    return source(parts)
        .flatMap(
            source ->
                source.measures().stream()
                    .filter(measure -> measure.name().equals(parts.get(2)))
                    .findFirst()
                    .map(measure -> new Observed(source, measure)));
  }

  private Optional<Stream> stream(List<String> parts) {
    return thing(parts)
        .flatMap(
            thing ->
                streams(thing).stream()
                    .filter(stream -> stream.measure().name().equals(parts.get(3)))
                    .findFirst());
  }

  private Optional<Observation> observation(List<String> parts) {
    try {
      Instant time = Instant.ofEpochMilli(Long.parseLong(parts.get(4)));
      return stream(parts)
          .flatMap(
              stream ->
                  new Observations(records)
                      .page(stream, ObservationQuery.at(stream, time)).found().stream()
                          .findFirst());
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
