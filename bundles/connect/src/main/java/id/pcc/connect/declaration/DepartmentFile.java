package id.pcc.connect.declaration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import id.pcc.api.Declaration;
import id.pcc.api.command.Command;
import id.pcc.api.command.Parameter;
import id.pcc.api.dataset.Classification;
import id.pcc.api.dataset.Code;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Field;
import id.pcc.api.dataset.FieldRole;
import id.pcc.api.dataset.FieldType;
import id.pcc.api.dataset.Governance;
import id.pcc.api.dataset.Retention;
import id.pcc.api.widget.Level;
import id.pcc.api.widget.MapLayer;
import id.pcc.api.widget.MapLayer.ValueClass;
import id.pcc.api.widget.Widget;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;

/** Reads {@code department.yaml}, the declaration of a department. */
public final class DepartmentFile {
  /** The file's name in the bundle. */
  public static final String NAME = "department.yaml";

  /** Parts of the platform, and what the databases themselves have, as schemas of their own. */
  private static final Set<String> TAKEN =
      Set.of(
          "api",
          "command",
          "connect",
          "departments",
          "deployer",
          "importer",
          "incident",
          "notice",
          "security",
          "shift",
          "storage",
          "wall",
          "app",
          "information_schema",
          "nullid",
          "pg_catalog",
          "pg_toast",
          "public",
          "sqlj",
          "sys",
          "syscat",
          "syscs_diag",
          "syscs_util",
          "sysfun",
          "sysibm",
          "sysproc",
          "sysstat");

  private static final int MAX_CHARACTERS = 1_000_000;
  private static final ObjectMapper YAML = mapper();

  private DepartmentFile() {}

  private static ObjectMapper mapper() {
    var options = new LoaderOptions();
    options.setCodePointLimit(MAX_CHARACTERS);
    options.setMaxAliasesForCollections(10);
    options.setNestingDepthLimit(20);
    options.setAllowDuplicateKeys(false);
    return YAMLMapper.builder(YAMLFactory.builder().loaderOptions(options).build())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
        .build();
  }

  /**
   * All that a file says.
   *
   * @param declaration what the department declares
   * @param connectors its ways in that need no code
   */
  public record Whole(Declaration declaration, List<DeclaredConnector> connectors) {
    public Whole {
      connectors = List.copyOf(connectors);
    }
  }

  /**
   * Reads a file.
   *
   * @throws DeclarationException when it is not one; the message names the place
   * @throws IOException when the stream breaks off
   */
  public static Whole whole(InputStream yaml) throws IOException {
    return read(yaml, DepartmentFile::whole);
  }

  /** What a document declares that was read already, such as one that was stored. */
  public static Whole whole(JsonNode document) {
    return whole(new Entry("", document));
  }

  private static Whole whole(Entry file) {
    Declaration declaration = declaration(file);
    return new Whole(
        declaration,
        file.each("connectors").stream()
            .map(c -> ConnectorEntry.read(c, c.name(), declaration.datasets()))
            .toList());
  }

  /**
   * Reads a declaration; its connectors must be right as well.
   *
   * @throws DeclarationException when it is not one; the message names the place
   * @throws IOException when the stream breaks off
   */
  public static Declaration read(InputStream yaml) throws IOException {
    return whole(yaml).declaration();
  }

  /** The tree of a YAML document, which JSON is one of. */
  public static JsonNode tree(InputStream yaml) throws IOException {
    return read(yaml, Entry::node);
  }

  private static <T> T read(InputStream yaml, Function<Entry, T> reader) throws IOException {
    try {
      return reader.apply(new Entry("", YAML.readTree(yaml)));
    } catch (JsonProcessingException e) {
      var where = e.getLocation();
      throw new DeclarationException(
          where == null ? "" : "line " + where.getLineNr(),
          e.getOriginalMessage().lines().findFirst().orElse("not YAML"));
    }
  }

  private static Declaration declaration(Entry file) {
    file.only("name", "title", "datasets", "layers", "widgets", "commands", "connectors");
    String department = file.text("name");
    if (TAKEN.contains(department)) {
      throw file.at("name")
          .wrong(
              "a department's name is also its schema in the database, and "
                  + department
                  + " belongs to the platform; choose another name");
    }
    List<Dataset> datasets = file.each("datasets").stream().map(DepartmentFile::dataset).toList();
    Map<String, Dataset> byName =
        datasets.stream().collect(Collectors.toMap(Dataset::name, Function.identity()));
    return file.make(
        () ->
            new Declaration(
                department,
                file.words("title", null),
                datasets,
                file.each("layers").stream().map(layer -> layer(layer, byName)).toList(),
                file.each("widgets").stream().map(w -> widget(department, w, byName)).toList(),
                file.each("commands").stream().map(DepartmentFile::command).toList()));
  }

  private static Dataset dataset(Entry entry) {
    entry.only(
        "title",
        "description",
        "producer",
        "every",
        "classification",
        "key",
        "fields",
        "standard",
        "licence",
        "keywords",
        "purpose",
        "retention",
        "interoperability");
    List<Field> fields = entry.each("fields").stream().map(DepartmentFile::field).toList();
    List<String> key = entry.texts("key");
    return entry.make(
        () ->
            new Dataset(
                entry.name(),
                entry.words("title", null),
                entry.words("description", entry.words("title", null)),
                fields,
                key.isEmpty() ? everyKey(fields) : key,
                entry.duration("every"),
                entry.choice("classification", Classification.class, Classification.INTERNAL),
                entry.text("producer"),
                governance(entry)));
  }

  private static Governance governance(Entry entry) {
    return new Governance(
        entry.text("standard", ""),
        entry.text("licence", ""),
        entry.texts("keywords"),
        entry.text("purpose", ""),
        entry.has("retention") ? retention(entry.at("retention")) : Retention.FOREVER,
        entry.text("interoperability", ""));
  }

  private static Retention retention(Entry entry) {
    entry.only("raw", "hour", "day");
    return entry.make(
        () -> new Retention(entry.duration("raw"), entry.duration("hour"), entry.duration("day")));
  }

  private static List<String> everyKey(List<Field> fields) {
    return fields.stream()
        .filter(f -> f.role() == FieldRole.KEY || f.role() == FieldRole.TIME)
        .map(Field::name)
        .toList();
  }

  private static Field field(Entry entry) {
    entry.only("role", "type", "unit", "id", "en", "codes", "reference", "personal");
    return fieldIn(entry);
  }

  private static Parameter parameter(Entry entry) {
    entry.only(
        "role",
        "type",
        "unit",
        "id",
        "en",
        "codes",
        "reference",
        "personal",
        "optional",
        "least",
        "most");
    return entry.make(
        () ->
            new Parameter(
                fieldIn(entry),
                !entry.flag("optional"),
                entry.has("least") ? Double.valueOf(entry.number("least")) : null,
                entry.has("most") ? Double.valueOf(entry.number("most")) : null));
  }

  private static Field fieldIn(Entry entry) {
    FieldRole role = entry.choice("role", FieldRole.class, FieldRole.ATTRIBUTE);
    FieldType usual =
        switch (role) {
          case KEY, ATTRIBUTE -> FieldType.TEXT;
          case TIME -> FieldType.TIME;
          case MEASURE -> FieldType.DECIMAL;
          case GEOMETRY -> FieldType.POINT;
        };
    return entry.make(
        () ->
            new Field(
                entry.name(),
                entry.choice("type", FieldType.class, usual),
                role,
                entry.text("unit", ""),
                entry.words(),
                entry.each("codes").stream().map(DepartmentFile::code).toList(),
                entry.text("reference", ""),
                entry.flag("personal")));
  }

  private static Code code(Entry entry) {
    entry.only("id", "en", "level");
    return new Code(entry.name(), entry.words(), entry.choice("level", Level.class, null));
  }

  private static MapLayer layer(Entry entry, Map<String, Dataset> datasets) {
    entry.only("dataset", "title", "label", "until", "by", "classes");
    Dataset dataset = dataset(entry, entry.text("dataset", entry.name()), datasets);
    String label = known(entry, dataset, entry.text("label"));
    String until = entry.has("until") ? known(entry, dataset, entry.text("until")) : null;
    List<ValueClass> classes =
        entry.has("by")
            ? MapLayer.of(dataset, label, until, known(entry, dataset, entry.text("by"))).classes()
            : entry.items("classes").stream().map(c -> valueClass(c, dataset)).toList();
    return entry.make(
        () ->
            new MapLayer(
                entry.name(),
                entry.words("title", dataset.title()),
                dataset.name(),
                label,
                until,
                classes));
  }

  private static ValueClass valueClass(Entry entry, Dataset dataset) {
    entry.only("field", "from", "value", "level", "id", "en");
    return new ValueClass(
        known(entry, dataset, entry.text("field")),
        entry.has("from") ? Double.valueOf(entry.number("from")) : null,
        entry.text("value", null),
        entry.choice("level", Level.class, Level.NORMAL),
        entry.words());
  }

  private static Widget widget(String department, Entry entry, Map<String, Dataset> datasets) {
    entry.only("title", "datasets", "width", "height");
    List<String> shown =
        entry.texts("datasets").stream()
            .map(name -> department + "/" + dataset(entry, name, datasets).name())
            .toList();
    return entry.make(
        () ->
            new Widget(
                entry.name(),
                entry.words("title", null),
                shown,
                (int) entry.number("width"),
                (int) entry.number("height")));
  }

  private static Command command(Entry entry) {
    entry.only("title", "parameters", "time_to_live", "four_eyes");
    return entry.make(
        () ->
            new Command(
                entry.name(),
                entry.words("title", null),
                entry.each("parameters").stream().map(DepartmentFile::parameter).toList(),
                entry.duration("time_to_live"),
                entry.flag("four_eyes")));
  }

  private static Dataset dataset(Entry entry, String name, Map<String, Dataset> datasets) {
    if (!datasets.containsKey(name)) {
      throw entry.wrong("there is no dataset " + name + "; declared are " + datasets.keySet());
    }
    return datasets.get(name);
  }

  private static String known(Entry entry, Dataset dataset, String field) {
    if (dataset.field(field).isEmpty()) {
      throw entry.wrong("dataset " + dataset.name() + " has no field " + field);
    }
    return field;
  }
}
