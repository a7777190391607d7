package id.pcc.standards.sensorthings.internal.rest;

import id.pcc.api.dataset.Field;
import id.pcc.api.dataset.FieldType;
import id.pcc.standards.sensorthings.internal.domain.EntityId;
import id.pcc.standards.sensorthings.internal.domain.EntitySet;
import id.pcc.standards.sensorthings.internal.domain.Source;
import id.pcc.standards.sensorthings.internal.domain.Source.Observation;
import id.pcc.standards.sensorthings.internal.domain.Source.Observed;
import id.pcc.standards.sensorthings.internal.domain.Source.Stream;
import id.pcc.standards.sensorthings.internal.domain.Source.Thing;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Entities in the shape of the standard.
 *
 * @param root the address of the service, without a slash at its end
 */
record EntityJson(String root) {
  private static final String MEASUREMENT =
      "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement";
  private static final String COUNT =
      "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_CountObservation";

  /** An entity of a set, with links to its relations. */
  Map<String, Object> of(EntitySet set, Object entity) {
    String id = id(entity);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("@iot.id", id);
    json.put("@iot.selfLink", self(set, id));
    if (entity instanceof Thing thing) {
      thing(set, thing, json);
    } else if (entity instanceof Stream stream) {
      stream(stream, json);
    } else if (entity instanceof Source source) {
      sensor(source, json);
    } else if (entity instanceof Observed observed) {
      property(observed, json);
    } else if (entity instanceof Observation observation) {
      observation(observation, json);
    }
    for (EntitySet.Relation relation : set.relations()) {
      json.put(relation.name() + "@iot.navigationLink", self(set, id) + "/" + relation.name());
    }
    return json;
  }

  /** The address of an entity. */
  String self(EntitySet set, String id) {
    return root + "/" + set.plural() + "('" + id + "')";
  }

  /** The name of an entity. */
  static String id(Object entity) {
    if (entity instanceof Thing thing) {
      return named(thing.source(), thing.name());
    }
    if (entity instanceof Stream stream) {
      return named(stream.thing().source(), stream.thing().name(), stream.measure().name());
    }
    if (entity instanceof Source source) {
      return named(source);
    }
    if (entity instanceof Observed observed) {
      return named(observed.source(), observed.measure().name());
    }
    Observation observation = (Observation) entity;
    Stream stream = observation.stream();
    return named(
        stream.thing().source(),
        stream.thing().name(),
        stream.measure().name(),
        Long.toString(observation.time().toEpochMilli()));
  }

  private static String named(Source source, String... more) {
    String[] parts = new String[more.length + 2];
    parts[0] = source.id().department();
    parts[1] = source.id().dataset();
    System.arraycopy(more, 0, parts, 2, more.length);
    return EntityId.of(parts);
  }

  private static void thing(EntitySet set, Thing thing, Map<String, Object> json) {
    json.put("name", name(thing));
    json.put("description", thing.source().dataset().title().id());
    switch (set) {
      case THINGS ->
          json.put(
              "properties",
              Map.of(
                  "department",
                  thing.source().id().department(),
                  "dataset",
                  thing.source().id().dataset(),
                  "producer",
                  thing.source().dataset().producer(),
                  thing.source().key(),
                  thing.name()));
      case LOCATIONS -> {
        json.put("encodingType", "application/geo+json");
        json.put("location", thing.place());
      }
      default -> {
        json.put("encodingType", "application/geo+json");
        json.put("feature", thing.place());
      }
    }
  }

  /** What people call it: the text named as a name where there is one, else the key. */
  private static String name(Thing thing) {
    Object name = thing.newest().get("nama");
    return thing.source().dataset().field("nama").isPresent() && name != null
        ? name.toString()
        : thing.name();
  }

  private static void stream(Stream stream, Map<String, Object> json) {
    Field measure = stream.measure();
    json.put("name", name(stream.thing()) + ": " + measure.description().id());
    json.put("description", measure.description().id());
    json.put("observationType", measure.type() == FieldType.INTEGER ? COUNT : MEASUREMENT);
    Map<String, Object> unit = new LinkedHashMap<>();
    unit.put("name", measure.unit().isEmpty() ? null : measure.unit());
    unit.put("symbol", measure.unit().isEmpty() ? null : measure.unit());
    unit.put("definition", null);
    json.put("unitOfMeasurement", unit);
    if (stream.thing().place() != null) {
      json.put("observedArea", stream.thing().place());
    }
  }

  private static void sensor(Source source, Map<String, Object> json) {
    json.put("name", source.dataset().title().id());
    json.put("description", source.dataset().description().id());
    json.put("encodingType", "text/plain");
    json.put(
        "metadata",
        source.dataset().governance().standard().isEmpty()
            ? source.dataset().producer()
            : source.dataset().governance().standard());
  }

  private void property(Observed observed, Map<String, Object> json) {
    Field measure = observed.measure();
    json.put("name", measure.description().id());
    json.put("description", measure.description().en());
    json.put("definition", self(EntitySet.OBSERVED_PROPERTIES, id(observed)));
  }

  private static void observation(Observation observation, Map<String, Object> json) {
    Instant time = observation.time();
    json.put("phenomenonTime", time.toString());
    json.put("resultTime", time.toString());
    json.put("result", observation.result());
  }
}
