package id.pcc.storage.internal.domain;

import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Field;
import id.pcc.api.dataset.FieldRole;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a new declaration of a dataset does to its table.
 *
 * @param refusal why it cannot be; empty when it can
 * @param added fields whose columns are new
 * @param retired fields that are no longer declared and whose columns stay
 */
public record Evolution(String refusal, List<Field> added, List<Field> retired) {
  /** Names of tables that belong to datasets end so. */
  private static final List<String> RESERVED_ENDINGS =
      List.of("_latest", "_view", "_hour", "_day", "_hour_all", "_day_all");

  /** Names that every table of PostgreSQL has already. */
  private static final Set<String> OF_DATABASES =
      Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

  /** What hourly and daily values tell of a measure, in the order of their columns. */
  public static final List<String> ROLLED_UP =
      List.of("count", "sum", "min", "max", "last", "time");

  private static Evolution refused(String why) {
    return new Evolution(why, List.of(), List.of());
  }

  /** Whether a dataset can have a table at all: its names must leave room for ours. */
  public static Evolution first(Dataset dataset) {
    String fault = names(dataset, dataset.fields());
    return fault == null ? new Evolution("", dataset.fields(), List.of()) : refused(fault);
  }

  /**
   * From one declaration to the next.
   *
   * @param retired fields that were declared once and still have columns
   */
  public static Evolution from(Dataset old, List<Field> retired, Dataset next) {
    if (!old.key().equals(next.key())) {
      return refused(
          "the key was "
              + old.key()
              + " and cannot become "
              + next.key()
              + ": declare a dataset of another name");
    }
    Map<String, Field> columns = new LinkedHashMap<>();
    retired.forEach(field -> columns.put(field.name(), field));
    old.fields().forEach(field -> columns.put(field.name(), field));
    List<Field> added = new ArrayList<>();
    for (Field field : next.fields()) {
      Field before = columns.remove(field.name());
      if (before == null) {
        if (!field.optional()) {
          return refused(
              "field "
                  + field.name()
                  + " is new and "
                  + field.role()
                  + ", but the records stored already have no value for it: make it an attribute");
        }
        added.add(field);
      } else if (before.type() != field.type()) {
        return refused(changed(field, "type", before.type(), field.type()));
      } else if (before.role() != field.role()) {
        return refused(changed(field, "role", before.role(), field.role()));
      }
    }
    for (Field left : columns.values()) {
      if (!left.optional()) {
        return refused("field " + left.name() + " is " + left.role() + " and cannot be dropped");
      }
    }
    List<Field> all = new ArrayList<>(next.fields());
    all.addAll(columns.values());
    String fault = names(next, all);
    return fault != null
        ? refused(fault)
        : new Evolution("", List.copyOf(added), List.copyOf(columns.values()));
  }

  private static String changed(Field field, String what, Object before, Object after) {
    return "field "
        + field.name()
        + " was of "
        + what
        + " "
        + before
        + " and cannot become "
        + after
        + ": give the new field another name";
  }

  private static String names(Dataset dataset, List<Field> fields) {
    for (String ending : RESERVED_ENDINGS) {
      if (dataset.name().endsWith(ending)) {
        return "a dataset's name cannot end with " + ending + ": tables of the platform do";
      }
    }
    if (dataset.name().startsWith("pcc_")) {
      return "a dataset's name cannot begin with pcc_: names of the platform do";
    }
    Set<String> taken = new HashSet<>();
    for (Field field : fields) {
      if (field.name().startsWith("pcc_")) {
        return "field " + field.name() + ": columns that begin with pcc_ are the platform's";
      }
      for (String column : columns(field)) {
        if (OF_DATABASES.contains(column)) {
          return "field " + field.name() + ": PostgreSQL has a column of that name for itself";
        }
        if (!taken.add(column)) {
          return "field " + field.name() + " needs a column " + column + " that another field has";
        }
      }
    }
    return dataset.series() ? besideKey(dataset, fields) : null;
  }

  /** Tables by hour and day have the key and, for each measure, several columns named after it. */
  private static String besideKey(Dataset dataset, List<Field> fields) {
    for (Field field : fields) {
      for (String part : ROLLED_UP) {
        String column = field.name() + "_" + part;
        if (field.role() == FieldRole.MEASURE && dataset.key().contains(column)) {
          return "measure "
              + field.name()
              + " needs a column "
              + column
              + ", and the key has a field of that name: give one of them another";
        }
      }
    }
    return null;
  }

  /** The names of a field's columns. */
  public static List<String> columns(Field field) {
    String name = field.name();
    return switch (field.type()) {
      case POINT -> List.of(name + "_lon", name + "_lat");
      case GEOMETRY ->
          List.of(name, name + "_west", name + "_south", name + "_east", name + "_north");
      default -> List.of(name);
    };
  }
}
