package id.pcc.api.dataset;

import id.pcc.api.LocalText;
import id.pcc.api.Name;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a department declares about one of its datasets (Satu Data Indonesia, Perpres 39/2019: a
 * dataset has a standard, metadata and reference codes).
 *
 * @param name by the rule of {@link Name}; also the table
 * @param title what people call it
 * @param description what it holds and where it comes from
 * @param fields in the order in which people see them
 * @param key the fields that make a record unique; a record delivered again under the same key
 *     replaces the older one
 * @param frequency how often the source is expected to bring something new; {@code null} when it
 *     cannot be said
 * @param classification who may read it
 * @param producer the body that answers for the data (<i>produsen data</i>)
 * @param governance its standard, licence, keywords and retention
 */
public record Dataset(
    String name,
    LocalText title,
    LocalText description,
    List<Field> fields,
    List<String> key,
    Duration frequency,
    Classification classification,
    String producer,
    Governance governance) {
  public Dataset {
    Name.check("dataset", name);
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(classification, "classification");
    Objects.requireNonNull(producer, "producer");
    Objects.requireNonNull(governance, "governance");
    fields = List.copyOf(fields);
    key = List.copyOf(key);
    Set<String> names = new LinkedHashSet<>();
    for (Field field : fields) {
      if (!names.add(field.name())) {
        throw new IllegalArgumentException(name + " has two fields named " + field.name());
      }
    }
    if (count(fields, FieldRole.TIME) > 1 || count(fields, FieldRole.GEOMETRY) > 1) {
      throw new IllegalArgumentException(name + " has more than one time or geometry field");
    }
    if (key.isEmpty()) {
      throw new IllegalArgumentException(name + " needs a key");
    }
    for (String part : key) {
      boolean usable =
          fields.stream()
              .anyMatch(
                  f ->
                      f.name().equals(part)
                          && (f.role() == FieldRole.KEY || f.role() == FieldRole.TIME));
      if (!usable) {
        throw new IllegalArgumentException(
            name + ": key part " + part + " is not a field of role KEY or TIME");
      }
    }
    if (governance.purpose().isEmpty() && fields.stream().anyMatch(Field::personal)) {
      throw new IllegalArgumentException(
          name + " has personal fields: say what they are processed for (purpose)");
    }
    if (classification != Classification.RESTRICTED && keyedByPersons(fields, key)) {
      throw new IllegalArgumentException(
          name + " has a key about persons and must be classified RESTRICTED");
    }
    if (frequency != null && (frequency.isNegative() || frequency.isZero())) {
      throw new IllegalArgumentException(name + ": the frequency must be positive");
    }
  }

  private static boolean keyedByPersons(List<Field> fields, List<String> key) {
    return fields.stream().anyMatch(field -> field.personal() && key.contains(field.name()));
  }

  private static long count(List<Field> fields, FieldRole role) {
    return fields.stream().filter(f -> f.role() == role).count();
  }

  /** The field of that name. */
  public Optional<Field> field(String fieldName) {
    return fields.stream().filter(f -> f.name().equals(fieldName)).findFirst();
  }

  /** The field that says when a record holds. */
  public Optional<Field> time() {
    return fields.stream().filter(f -> f.role() == FieldRole.TIME).findFirst();
  }

  /** The field that says where a record holds. */
  public Optional<Field> geometry() {
    return fields.stream().filter(f -> f.role() == FieldRole.GEOMETRY).findFirst();
  }

  /** Whether records are observations of a series: the time is part of the key. */
  public boolean series() {
    return time().map(t -> key.contains(t.name())).orElse(false);
  }

  /** The key without the time: what names one series, or one thing. */
  public List<String> seriesKey() {
    String time = time().map(Field::name).orElse(null);
    return key.stream().filter(k -> !k.equals(time)).toList();
  }

  /** Begins the declaration of a dataset. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** Declares a dataset field by field. */
  public static final class Builder {
    private final String name;
    private final List<Field> fields = new ArrayList<>();
    private LocalText title;
    private LocalText description;
    private List<String> key;
    private Duration frequency;
    private Classification classification = Classification.INTERNAL;
    private String producer = "";
    private Governance governance = Governance.NONE;

    private Builder(String name) {
      this.name = name;
    }

    /** What people call the dataset. */
    public Builder title(String id, String en) {
      title = LocalText.of(id, en);
      return this;
    }

    /** What it holds and where it comes from; the title when not given. */
    public Builder description(String id, String en) {
      description = LocalText.of(id, en);
      return this;
    }

    /** A text that names the thing a record is about. */
    public Builder key(String field, String id, String en) {
      return field(field, FieldType.TEXT, FieldRole.KEY, "", id, en);
    }

    /** When a record holds. */
    public Builder time(String field, String id, String en) {
      return field(field, FieldType.TIME, FieldRole.TIME, "", id, en);
    }

    /** A measured number. */
    public Builder measure(String field, String unit, String id, String en) {
      return field(field, FieldType.DECIMAL, FieldRole.MEASURE, unit, id, en);
    }

    /** A counted number. */
    public Builder count(String field, String unit, String id, String en) {
      return field(field, FieldType.INTEGER, FieldRole.MEASURE, unit, id, en);
    }

    /** A text that describes the record; only the codes, when any are given. */
    public Builder attribute(String field, String id, String en, Code... codes) {
      fields.add(
          new Field(
              field,
              FieldType.TEXT,
              FieldRole.ATTRIBUTE,
              "",
              LocalText.of(id, en),
              List.of(codes)));
      return this;
    }

    /** An attribute of any type but a place. */
    public Builder attribute(String field, FieldType type, String id, String en) {
      return field(field, type, FieldRole.ATTRIBUTE, "", id, en);
    }

    /** Where a record holds: {@link FieldType#POINT} or {@link FieldType#GEOMETRY}. */
    public Builder geometry(String field, FieldType type, String id, String en) {
      return field(field, type, FieldRole.GEOMETRY, "", id, en);
    }

    /** A field of any type and role. */
    public Builder field(
        String field, FieldType type, FieldRole role, String unit, String id, String en) {
      fields.add(new Field(field, type, role, unit, LocalText.of(id, en), List.of()));
      return this;
    }

    /** The key, when it is not all fields of role KEY and the time. */
    public Builder keyedBy(String... parts) {
      key = List.of(parts);
      return this;
    }

    /** How often something new is expected. */
    public Builder every(Duration expected) {
      frequency = expected;
      return this;
    }

    /** Who may read it; {@link Classification#INTERNAL} when not given. */
    public Builder classified(Classification level) {
      classification = level;
      return this;
    }

    /** The body that answers for the data. */
    public Builder producer(String body) {
      producer = body;
      return this;
    }

    /** Its standard, licence, keywords and retention. */
    public Builder governed(Governance rules) {
      governance = rules;
      return this;
    }

    /**
     * The dataset.
     *
     * @throws IllegalArgumentException when the declaration contradicts itself
     */
    public Dataset build() {
      List<String> parts =
          key != null
              ? key
              : fields.stream()
                  .filter(f -> f.role() == FieldRole.KEY || f.role() == FieldRole.TIME)
                  .map(Field::name)
                  .toList();
      return new Dataset(
          name,
          title,
          description == null ? title : description,
          fields,
          parts,
          frequency,
          classification,
          producer,
          governance);
    }
  }
}
