package id.pcc.connect.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Field;
import id.pcc.mapping.Mapping;
import id.pcc.mapping.Rule;
import id.pcc.mapping.TimeForm;
import id.pcc.mapping.format.NumberForm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a connector, as it stands under its name in {@code connectors:} of {@code department.yaml}
 * and, with the same names, in the documents of {@code /api/connectors}.
 */
public final class ConnectorEntry {
  /** The shortest time between two questions. */
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private ConnectorEntry() {}

  /**
   * The connector in a document.
   *
   * @param datasets the datasets of its department
   * @throws DeclarationException naming the place at fault
   */
  public static DeclaredConnector read(String name, JsonNode document, List<Dataset> datasets) {
    return read(new Entry("", document), name, datasets);
  }

  static DeclaredConnector read(Entry entry, String name, List<Dataset> datasets) {
    entry.only(
        "protocol",
        "address",
        "dataset",
        "login",
        "every",
        "format",
        "rows",
        "paging",
        "watermark",
        "options",
        "fields");
    Protocol protocol = entry.choice("protocol", Protocol.class, Protocol.HTTP);
    String wanted = entry.text("dataset", name);
    Dataset dataset =
        datasets.stream()
            .filter(d -> d.name().equals(wanted))
            .findFirst()
            .orElseThrow(
                () ->
                    entry
                        .at("dataset")
                        .wrong(
                            "there is no dataset "
                                + wanted
                                + "; declared are "
                                + datasets.stream().map(Dataset::name).toList()));
    String address = protocol.addressed() ? entry.text("address") : entry.text("address", "");
    return entry.make(
        () ->
            new DeclaredConnector(
                name,
                dataset.name(),
                protocol,
                address,
                entry.has("login") ? login(entry.at("login")) : Login.NONE,
                every(entry, protocol),
                entry.choice("format", Notation.class, protocol.notation()),
                entry.text("rows", protocol.rows()),
                entry.has("paging") ? paging(entry.at("paging")) : protocol.paging(),
                entry.has("watermark") ? watermark(entry.at("watermark"), protocol) : null,
                options(entry),
                fields(entry, dataset)));
  }

  private static Duration every(Entry entry, Protocol protocol) {
    Duration every = entry.duration("every");
    if (!protocol.pushed() && (every == null || every.compareTo(SHORTEST) < 0)) {
      throw new IllegalArgumentException("every: a duration from PT1S, such as PT5M, is expected");
    }
    return every;
  }

  private static Login login(Entry entry) {
    entry.only("kind", "user", "secret");
    Login.Kind kind = entry.choice("kind", Login.Kind.class, Login.Kind.PASSWORD);
    boolean named = kind != Login.Kind.NONE && kind != Login.Kind.BEARER;
    return new Login(
        kind,
        named ? entry.text("user") : entry.text("user", ""),
        kind == Login.Kind.NONE ? "" : entry.text("secret"));
  }

  private static Paging paging(Entry entry) {
    entry.only("kind", "parameter", "first", "size_parameter", "size", "next", "most");
    Paging.Kind kind = entry.choice("kind", Paging.Kind.class, Paging.Kind.LINK);
    boolean link = kind == Paging.Kind.LINK;
    return entry.make(
        () ->
            new Paging(
                kind,
                link ? "" : entry.text("parameter"),
                entry.has("first")
                    ? (long) entry.number("first")
                    : kind == Paging.Kind.PAGE ? 1 : 0,
                entry.text("size_parameter", ""),
                link ? 0 : (long) entry.number("size"),
                entry.text("next", ""),
                entry.has("most") ? (int) entry.number("most") : Paging.MOST));
  }

  private static Watermark watermark(Entry entry, Protocol protocol) {
    entry.only("column", "parameter");
    return new Watermark(
        entry.text("column"),
        protocol.web() ? entry.text("parameter") : entry.text("parameter", ""));
  }

  private static Map<String, String> options(Entry entry) {
    Map<String, String> options = new LinkedHashMap<>();
    entry
        .each("options")
        .forEach(each -> options.put(each.name(), entry.at("options").text(each.name())));
    return options;
  }

  private static Mapping fields(Entry entry, Dataset dataset) {
    List<Rule> rules = new ArrayList<>();
    if (!entry.has("fields")) {
      for (Field field : dataset.fields()) {
        rules.add(plain(field, List.of(field.name())));
      }
      return new Mapping(rules);
    }
    for (Entry each : entry.each("fields")) {
      rules.add(rule(entry.at("fields"), each, dataset));
    }
    for (Field field : dataset.fields()) {
      boolean filled = rules.stream().anyMatch(rule -> rule.field().equals(field.name()));
      if (!field.optional() && !filled) {
        throw entry.at("fields").wrong("field " + field.name() + " needs a column or a constant");
      }
    }
    return entry.at("fields").make(() -> new Mapping(rules));
  }

  private static Rule plain(Field field, List<String> columns) {
    return new Rule(field.name(), field.type(), columns, null, null, null, null, null, null);
  }

  private static Rule rule(Entry fields, Entry entry, Dataset dataset) {
    String name = entry.name();
    Field field =
        dataset
            .field(name)
            .orElseThrow(() -> entry.wrong("dataset " + dataset.name() + " has no field " + name));
    if (entry.node().isValueNode()) {
      String column = fields.text(name);
      return plain(field, List.of(column));
    }
    if (entry.node().isArray()) {
      return entry.make(() -> plain(field, fields.texts(name)));
    }
    entry.only("column", "columns", "constant", "codes", "number", "time", "missing");
    List<String> columns =
        entry.has("columns")
            ? entry.texts("columns")
            : entry.has("column") ? List.of(entry.text("column")) : List.of();
    Map<String, String> codes = new LinkedHashMap<>();
    entry.each("codes").forEach(c -> codes.put(c.name(), entry.at("codes").text(c.name())));
    return entry.make(
        () ->
            new Rule(
                name,
                field.type(),
                columns,
                entry.choice("number", NumberForm.class, null),
                entry.choice("time", TimeForm.class, null),
                null,
                entry.texts("missing"),
                entry.text("constant", null),
                codes));
  }
}
