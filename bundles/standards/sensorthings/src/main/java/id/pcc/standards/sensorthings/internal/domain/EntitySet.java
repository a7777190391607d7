package id.pcc.standards.sensorthings.internal.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The entities of Sensing (OGC 18-088, clause 8.2) and where their relations lead. */
public enum EntitySet {
  /** What is observed at, such as a station. */
  THINGS("Things", "Thing"),
  /** Where it is. */
  LOCATIONS("Locations", "Location"),
  /** Where it was; nothing is kept of that. */
  HISTORICAL_LOCATIONS("HistoricalLocations", "HistoricalLocation"),
  /** The observations of one property of one thing. */
  DATASTREAMS("Datastreams", "Datastream"),
  /** What observes. */
  SENSORS("Sensors", "Sensor"),
  /** What is observed. */
  OBSERVED_PROPERTIES("ObservedProperties", "ObservedProperty"),
  /** Values. */
  OBSERVATIONS("Observations", "Observation"),
  /** What the observations are about: the place of the thing. */
  FEATURES_OF_INTEREST("FeaturesOfInterest", "FeatureOfInterest");

  private final String plural;
  private final String singular;

  EntitySet(String plural, String singular) {
    this.plural = plural;
    this.singular = singular;
  }

  /** The name of the set. */
  public String plural() {
    return plural;
  }

  /**
   * A relation.
   *
   * @param many whether it leads to several
   */
  public record Relation(EntitySet to, boolean many) {
    /** Its name in addresses. */
    public String name() {
      return many ? to.plural : to.singular;
    }
  }

  /** The set of that name. */
  public static Optional<EntitySet> named(String name) {
    return Arrays.stream(values()).filter(set -> set.plural.equals(name)).findFirst();
  }

  /** Where the relations of an entity lead. */
  public List<Relation> relations() {
    return switch (this) {
      case THINGS -> List.of(many(DATASTREAMS), many(LOCATIONS), many(HISTORICAL_LOCATIONS));
      case LOCATIONS -> List.of(many(THINGS), many(HISTORICAL_LOCATIONS));
      case HISTORICAL_LOCATIONS -> List.of(one(THINGS), many(LOCATIONS));
      case DATASTREAMS ->
          List.of(one(THINGS), one(SENSORS), one(OBSERVED_PROPERTIES), many(OBSERVATIONS));
      case SENSORS, OBSERVED_PROPERTIES -> List.of(many(DATASTREAMS));
      case OBSERVATIONS -> List.of(one(DATASTREAMS), one(FEATURES_OF_INTEREST));
      case FEATURES_OF_INTEREST -> List.of(many(OBSERVATIONS));
    };
  }

  /** The properties that its entities may have (OGC 18-088, tables 8 to 20), beside the id. */
  public List<String> properties() {
    return switch (this) {
      case THINGS -> List.of("name", "description", "properties");
      case LOCATIONS -> List.of("name", "description", "properties", "encodingType", "location");
      case HISTORICAL_LOCATIONS -> List.of("time");
      case DATASTREAMS ->
          List.of(
              "name",
              "description",
              "properties",
              "unitOfMeasurement",
              "observationType",
              "observedArea",
              "phenomenonTime",
              "resultTime");
      case SENSORS -> List.of("name", "description", "properties", "encodingType", "metadata");
      case OBSERVED_PROPERTIES -> List.of("name", "description", "properties", "definition");
      case OBSERVATIONS ->
          List.of(
              "phenomenonTime", "resultTime", "result", "resultQuality", "validTime", "parameters");
      case FEATURES_OF_INTEREST ->
          List.of("name", "description", "properties", "encodingType", "feature");
    };
  }

  /**
   * Checks that there is a property to select or to order by.
   *
   * @param option the option that names it
   * @throws IllegalArgumentException when there is none
   */
  public void check(String option, String path) {
    String name = path.split("/", 2)[0];
    boolean known =
        name.equals("id")
            || name.equals("@iot.id")
            || properties().contains(name)
            || option.equals("$select") && relation(name).isPresent();
    if (!known) {
      throw new IllegalArgumentException(
          option + ": " + plural + " have no property " + path + "; they have " + properties());
    }
  }

  /** The relation of that name. */
  public Optional<Relation> relation(String name) {
    return relations().stream().filter(relation -> relation.name().equals(name)).findFirst();
  }

  private static Relation many(EntitySet to) {
    return new Relation(to, true);
  }

  private static Relation one(EntitySet to) {
    return new Relation(to, false);
  }
}
