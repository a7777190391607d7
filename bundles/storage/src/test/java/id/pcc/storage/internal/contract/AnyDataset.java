package id.pcc.storage.internal.contract;

import id.pcc.api.LocalText;
import id.pcc.api.dataset.Code;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Field;
import id.pcc.api.dataset.FieldRole;
import id.pcc.api.dataset.FieldType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A dataset of any shape that may be declared, and records that do and do not fit it. */
final class AnyDataset {
  /** Names that mean something to databases, and such that look like ours. */
  private static final List<String> NAMES =
      List.of(
          "order",
          "select",
          "user",
          "value",
          "time",
          "begin",
          "end",
          "key",
          "type",
          "group",
          "timestamp",
          "row",
          "count",
          "sum",
          "last",
          "min",
          "max",
          "offset",
          "limit",
          "current_date",
          "a",
          "a_count",
          "xmin",
          "ctid",
          "a_sum",
          "b",
          "b_lon",
          "c_2",
          "x",
          "xx",
          "station",
          "nilai",
          "keterangan");

  private static final List<String> TEXTS =
      List.of(
          "a", "A", "a b", "a ", " a", "a\n", "ä", "b", "'", "\"", "%", "\\", "漢字", "🌊", "a\tb",
          "0", "null", "a:b");

  private static final List<Double> DECIMALS =
      List.of(0.0, -0.0, 1.5, -273.15, 1e300, -1e300, 1e-300, 0.1, 123456789.123456789, 3.0, 1e15);

  private static final List<Long> WHOLES =
      List.of(0L, 1L, -1L, 9_007_199_254_740_993L, Long.MAX_VALUE, Long.MIN_VALUE, 42L);

  private final Random random;
  private final Dataset dataset;
  private final Map<String, List<Object>> keys = new LinkedHashMap<>();

  AnyDataset(Random random) {
    this.random = random;
    List<String> names = new ArrayList<>(NAMES);
    Collections.shuffle(names, random);
    List<Field> fields = new ArrayList<>();
    List<String> key = new ArrayList<>();
    for (int part = random.nextInt(3); part >= 0; part--) {
      FieldType type = random.nextInt(3) == 0 ? FieldType.INTEGER : FieldType.TEXT;
      fields.add(field(names.remove(0), type, FieldRole.KEY));
    }
    fields.forEach(field -> key.add(field.name()));
    int time = random.nextInt(4);
    if (time > 0) {
      Field when = field(names.remove(0), FieldType.TIME, FieldRole.TIME);
      fields.add(when);
      if (time > 1) {
        key.add(random.nextInt(key.size() + 1), when.name());
        if (random.nextInt(8) == 0) {
          // a single series: the time alone is the key
          fields.removeIf(field -> field.role() == FieldRole.KEY);
          key.retainAll(List.of(when.name()));
        }
      }
    }
    for (int more = random.nextInt(4); more > 0; more--) {
      FieldType type = random.nextBoolean() ? FieldType.DECIMAL : FieldType.INTEGER;
      fields.add(field(names.remove(0), type, FieldRole.MEASURE));
    }
    FieldType[] types = {
      FieldType.TEXT,
      FieldType.LONG_TEXT,
      FieldType.INTEGER,
      FieldType.DECIMAL,
      FieldType.BOOLEAN,
      FieldType.TIME
    };
    for (int more = random.nextInt(4); more > 0; more--) {
      fields.add(field(names.remove(0), types[random.nextInt(types.length)], FieldRole.ATTRIBUTE));
    }
    int place = random.nextInt(3);
    if (place > 0) {
      FieldType type = place == 1 ? FieldType.POINT : FieldType.GEOMETRY;
      fields.add(field("tempat", type, FieldRole.GEOMETRY));
    }
    Collections.shuffle(fields, random);
    Dataset.Builder builder = Dataset.named("uji").title("Uji", "Test");
    for (Field field : fields) {
      if (field.codes().isEmpty()) {
        builder.field(field.name(), field.type(), field.role(), "", "Uji", "Test");
      } else {
        builder.attribute(field.name(), "Uji", "Test", field.codes().toArray(Code[]::new));
      }
    }
    dataset = builder.keyedBy(key.toArray(String[]::new)).build();
    for (String part : key) {
      List<Object> values = new ArrayList<>();
      for (int i = 1 + random.nextInt(4); i > 0; i--) {
        values.add(value(dataset.field(part).orElseThrow()));
      }
      keys.put(part, values);
    }
  }

  private Field field(String name, FieldType type, FieldRole role) {
    List<Code> codes =
        type == FieldType.TEXT && role == FieldRole.ATTRIBUTE && random.nextInt(3) == 0
            ? List.of(
                new Code("a", LocalText.name("A"), null), new Code("b", LocalText.name("B"), null))
            : List.of();
    return new Field(name, type, role, "", LocalText.name("Uji"), codes);
  }

  Dataset dataset() {
    return dataset;
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** A value as it comes out of the store again. */
  private Object value(Field field) {
    return switch (field.type()) {
      case TEXT -> {
        String text = field.codes().isEmpty() ? any(TEXTS) : any(field.codes()).value();
        yield field.role() == FieldRole.KEY ? text.replaceAll(" +$", "") : text;
      }
      case LONG_TEXT -> any(TEXTS).repeat(1 + random.nextInt(500));
      case INTEGER -> any(WHOLES);
      case DECIMAL -> any(DECIMALS) + 0.0;
      case BOOLEAN -> random.nextBoolean();
      case TIME -> time();
      case POINT -> point();
      case GEOMETRY ->
          random.nextBoolean()
              ? point()
              : Map.of(
                  "type", "LineString", "coordinates", List.of(position(), position(), position()));
    };
  }

  /** Mostly within four days, at and around the turns of hours and days; seldom far away. */
  private Instant time() {
    return switch (random.nextInt(12)) {
      case 0 -> Instant.parse("1969-12-31T23:30:00.001Z");
      case 1 -> Instant.parse("2150-01-01T00:00:00Z");
      case 2 -> Bench.at(24 * 60L * random.nextInt(3)).plusMillis(-1);
      default -> Bench.at(30L * random.nextInt(4 * 48));
    };
  }

  private Map<String, Object> point() {
    return Map.of("type", "Point", "coordinates", position());
  }

  private List<Double> position() {
    return List.of(random.nextInt(721) / 2.0 - 180, random.nextInt(361) / 2.0 - 90);
  }

  /** A record that fits, under one of a few keys, so that many fall together. */
  Map<String, Object> good() {
    Map<String, Object> record = new LinkedHashMap<>();
    for (Field field : dataset.fields()) {
      if (keys.containsKey(field.name())) {
        record.put(field.name(), any(keys.get(field.name())));
      } else if (!field.optional() || random.nextInt(4) > 0) {
        record.put(field.name(), value(field));
      }
    }
    return record;
  }

  /** The same record in one of the ways in which sources say it. */
  Map<String, Object> said(Map<String, Object> record) {
    Map<String, Object> said = new LinkedHashMap<>();
    List<String> names = new ArrayList<>(record.keySet());
    Collections.shuffle(names, random);
    for (String name : names) {
      said.put(name, said(name, record.get(name), dataset.field(name).orElseThrow().type()));
    }
    for (Field field : dataset.fields()) {
      if (!record.containsKey(field.name()) && random.nextBoolean()) {
        said.put(field.name(), null);
      }
    }
    return said;
  }

  private Object said(String name, Object value, FieldType type) {
    if (random.nextBoolean()) {
      return value;
    }
    return switch (type) {
      case TEXT -> dataset.key().contains(name) ? value + " " : value;
      case INTEGER -> random.nextBoolean() ? value.toString() : new BigDecimal((Long) value);
      case DECIMAL -> value.toString();
      case BOOLEAN -> value.toString();
      case TIME ->
          random.nextBoolean()
              ? value.toString()
              : ((Instant) value).atOffset(ZoneOffset.ofHours(7)).toString();
      default -> value;
    };
  }

  /** A record that does not fit. */
  Map<String, Object> bad() {
    Map<String, Object> record = new LinkedHashMap<>(good());
    Field field = any(dataset.fields());
    switch (random.nextInt(4)) {
      case 0 -> record.put("there_is_no_such", 1);
      case 1 -> record.remove(dataset.key().get(0));
      case 2 -> record.put(field.name(), List.of("a list"));
      default -> record.put(dataset.key().get(random.nextInt(dataset.key().size())), "\0");
    }
    return record;
  }

  /** Whether its names leave no room for columns that a database or the platform has. */
  boolean refused() {
    boolean counted =
        dataset.series()
            && dataset.key().contains("a_count")
            && dataset.field("a").filter(field -> field.role() == FieldRole.MEASURE).isPresent();
    boolean summed =
        dataset.series()
            && dataset.key().contains("a_sum")
            && dataset.field("a").filter(field -> field.role() == FieldRole.MEASURE).isPresent();
    return counted
        || summed
        || dataset.field("xmin").isPresent()
        || dataset.field("ctid").isPresent();
  }

  /** The key of a record. */
  List<Object> key(Map<String, Object> record) {
    return dataset.key().stream().map(record::get).toList();
  }
}
