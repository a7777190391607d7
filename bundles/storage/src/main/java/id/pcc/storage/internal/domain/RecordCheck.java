package id.pcc.storage.internal.domain;

import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Field;
import id.pcc.api.dataset.FieldRole;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Checks records against their dataset's declaration. Not for use by several threads. */
public final class RecordCheck {
  /**
   * The name under which a reader hands over what it could not read as a record at all, so that it
   * is kept in quarantine like any other.
   */
  public static final String UNREADABLE = "_unreadable";

  private final Dataset dataset;
  private final List<Field> fields;
  private final Map<String, Integer> places = new HashMap<>();
  private final int[] byName;
  private final byte[][] names;
  private final int[] key;
  private final int time;
  private final FieldValue convert;
  private final ReferenceIndex[] references;
  private final ContentHash hash = new ContentHash();

  /**
   * @param geoJson for places
   * @param tables the reference codes of a table by its name; {@code null} when there is no such
   *     table, and then its fields take any value
   */
  public RecordCheck(Dataset dataset, GeoJson geoJson, Function<String, ReferenceIndex> tables) {
    this.dataset = dataset;
    this.fields = dataset.fields();
    this.convert = new FieldValue(geoJson);
    this.names = new byte[fields.size()][];
    this.references = new ReferenceIndex[fields.size()];
    for (int i = 0; i < fields.size(); i++) {
      places.put(fields.get(i).name(), i);
      names[i] = fields.get(i).name().getBytes(StandardCharsets.UTF_8);
      String reference = fields.get(i).reference();
      references[i] = reference.isEmpty() ? null : tables.apply(reference);
    }
    byName =
        IntStream.range(0, fields.size())
            .boxed()
            .sorted(Comparator.comparing(i -> fields.get(i).name()))
            .mapToInt(Integer::intValue)
            .toArray();
    key = dataset.key().stream().mapToInt(places::get).toArray();
    time = dataset.time().map(field -> places.get(field.name())).orElse(-1);
  }

  /** The record with its values converted, or why it is refused. */
  public CheckedRecord check(Map<String, Object> raw) throws Refusal {
    Object[] values = new Object[fields.size()];
    for (Map.Entry<String, Object> entry : raw.entrySet()) {
      Integer place = places.get(entry.getKey());
      if (place == null) {
        throw unknown(entry.getKey(), entry.getValue());
      }
      if (entry.getValue() != null) {
        values[place] = convert.of(fields.get(place), entry.getValue());
        if (references[place] != null) {
          known(fields.get(place), references[place], values[place]);
        }
      }
    }
    for (int i = 0; i < values.length; i++) {
      Field field = fields.get(i);
      boolean missing = values[i] == null || field.role() == FieldRole.KEY && "".equals(values[i]);
      if (missing && !field.optional()) {
        throw field.role() == FieldRole.TIME
            ? Refusal.of(field.name(), "time.missing", "waktunya tidak ada", "the time is missing")
            : Refusal.of(
                field.name(),
                "key.missing",
                "kuncinya tidak ada: tanpa kunci sebuah rekaman tidak dapat dibedakan dari yang"
                    + " lain",
                "the key is missing: without it a record cannot be told from others");
      }
    }
    for (int i : byName) {
      if (values[i] != null) {
        hash.field(names[i], values[i]);
      }
    }
    List<Object> keyValues = new ArrayList<>(key.length);
    for (int part : key) {
      keyValues.add(values[part]);
    }
    return new CheckedRecord(
        values, keyValues, time < 0 ? null : (Long) values[time], hash.finish());
  }

  /** A code that is none is not mended, only told: what was meant is for people to say. */
  private static void known(Field field, ReferenceIndex table, Object value) throws Refusal {
    boolean coded = value instanceof String || value instanceof Long;
    if (coded && !table.holds(value.toString())) {
      throw Refusal.of(
          field.name(),
          "reference.unknown",
          "{value} bukan kode atau nama di tabel referensi {table} ({systems})",
          "{value} is no code or name of the reference table {table} ({systems})",
          "value",
          value,
          "table",
          table.table().name(),
          "systems",
          table.table().systems());
    }
  }

  private Refusal unknown(String name, Object value) {
    if (name != null && name.equals(UNREADABLE)) {
      return Refusal.of(
          "",
          "record.expected",
          "seharusnya sebuah rekaman, yang datang {value}",
          "expected a record, got {value}",
          "value",
          value);
    }
    return Refusal.of(
        name == null ? "" : name.length() > 100 ? name.substring(0, 100) : name,
        "field.unknown",
        "{dataset} tidak punya kolom {value}; kolomnya: {fields}",
        "{dataset} has no field {value}; its fields are {fields}",
        "dataset",
        dataset.name(),
        "value",
        name,
        "fields",
        places());
  }

  private List<String> places() {
    return fields.stream().map(Field::name).toList();
  }
}
