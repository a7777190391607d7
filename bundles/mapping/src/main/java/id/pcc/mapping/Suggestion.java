package id.pcc.mapping;

import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Field;
import id.pcc.api.dataset.FieldType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Mappings that fit what the columns seem to hold, for people to correct. */
public final class Suggestion {
  private static final Pattern DAYTIME = Pattern.compile("\\d:\\d\\d|\\s\\d{1,2}\\.\\d\\d\\b");

  private Suggestion() {}

  /** A field for each column that holds something; a longitude and a latitude are one place. */
  public static List<Rule> ofNew(List<Column> columns) {
    Column east = of(columns, Kind.LONGITUDE);
    Column north = of(columns, Kind.LATITUDE);
    Column date = of(columns, Kind.TIME);
    Column clock = date != null && midnight(date) ? of(columns, Kind.CLOCK) : null;
    boolean placed = east != null && north != null;
    Set<String> taken = new HashSet<>();
    List<Rule> rules = new ArrayList<>();
    for (Column column : columns) {
      if (column.kind() == Kind.EMPTY
          || placed && column == north
          || clock != null && column == clock) {
        continue;
      }
      String name = placed && column == east ? free("lokasi", columns) : column.field();
      if (!taken.add(name)) {
        continue;
      }
      rules.add(
          placed && column == east
              ? Rule.of(name, FieldType.POINT, east, east.name(), north.name())
              : clock != null && column == date
                  ? Rule.of(name, FieldType.TIME, date, date.name(), clock.name())
                  : Rule.of(name, type(column.kind()), column, column.name()));
    }
    return List.copyOf(rules);
  }

  /** The fields of a dataset that have the name of a column, or are alone in what they hold. */
  public static List<Rule> onto(List<Column> columns, Dataset dataset) {
    List<Rule> rules = new ArrayList<>();
    for (Field field : dataset.fields()) {
      rule(columns, field).ifPresent(rules::add);
    }
    return List.copyOf(rules);
  }

  private static Optional<Rule> rule(List<Column> columns, Field field) {
    Column named = named(columns, field);
    if (field.type() == FieldType.POINT) {
      Column east = of(columns, Kind.LONGITUDE);
      Column north = of(columns, Kind.LATITUDE);
      if (east != null && north != null) {
        return Optional.of(Rule.of(field.name(), field.type(), east, east.name(), north.name()));
      }
      named = named == null ? of(columns, Kind.GEOMETRY) : named;
    } else if (field.type() == FieldType.TIME) {
      Column date = named == null ? of(columns, Kind.TIME) : named;
      Column clock = date != null && midnight(date) ? of(columns, Kind.CLOCK) : null;
      if (clock != null && clock != date) {
        return Optional.of(Rule.of(field.name(), field.type(), date, date.name(), clock.name()));
      }
      named = date;
    } else if (field.type() == FieldType.GEOMETRY && named == null) {
      named = of(columns, Kind.GEOMETRY);
    }
    return named == null
        ? Optional.empty()
        : Optional.of(Rule.of(field.name(), field.type(), named, named.name()));
  }

  private static Column named(List<Column> columns, Field field) {
    List<String> names =
        List.of(
            field.name(),
            Sniffer.named(field.description().id()),
            Sniffer.named(field.description().en()));
    return columns.stream()
        .filter(
            column ->
                names.contains(Sniffer.named(column.name())) || names.contains(column.field()))
        .findFirst()
        .orElse(null);
  }

  private static Column of(List<Column> columns, Kind kind) {
    return columns.stream().filter(column -> column.kind() == kind).findFirst().orElse(null);
  }

  /** Whether a column has dates without a time of day. */
  private static boolean midnight(Column column) {
    return column.examples().stream()
        .allMatch(text -> text.endsWith("T00:00") || !DAYTIME.matcher(text).find());
  }

  private static String free(String name, List<Column> columns) {
    boolean taken = columns.stream().anyMatch(column -> column.field().equals(name));
    return taken ? name + "_peta" : name;
  }

  private static FieldType type(Kind kind) {
    return switch (kind) {
      case INTEGER -> FieldType.INTEGER;
      case DECIMAL, LONGITUDE, LATITUDE -> FieldType.DECIMAL;
      case BOOLEAN -> FieldType.BOOLEAN;
      case TIME -> FieldType.TIME;
      case GEOMETRY -> FieldType.GEOMETRY;
      default -> FieldType.TEXT;
    };
  }
}
