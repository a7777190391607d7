package id.pcc.storage.internal.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.storage.DatasetId;
import id.pcc.storage.internal.domain.Words;
import id.pcc.storage.internal.json.DeclarationJson;
import id.pcc.storage.internal.sql.Shelf.Content;
import id.pcc.storage.internal.sql.Shelf.Kind;
import id.pcc.storage.internal.sql.Shelf.Slot;
import java.io.BufferedReader;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * Brings an export into a system that holds no records yet, as a whole or not at all, and reads
 * everything again before it is committed.
 */
public final class Import {
  private static final int BATCH = 1_000;
  private static final int LONGEST_REASON = 500;

  private final Path folder;
  private final JsonNode manifest;
  private final Map<String, JsonNode> tables = new TreeMap<>();

  /**
   * Reads the manifest and checks every file against it.
   *
   * @throws IllegalArgumentException when this is no export, or a file is missing or damaged
   */
  public Import(Path folder) throws IOException {
    this.folder = folder;
    Path file = folder.resolve(Export.MANIFEST);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          folder + " is not an export: it has no " + Export.MANIFEST);
    }
    try {
      manifest = Shelf.JSON.readTree(file.toFile());
    } catch (JsonProcessingException | CharConversionException e) {
      throw new IllegalArgumentException(
          file.getFileName() + " cannot be read as JSON; the export is damaged", e);
    }
    if (!Export.FORMAT.equals(manifest.path("format").asText())) {
      throw new IllegalArgumentException(
          folder + " is not an export that this version reads: its format is not " + Export.FORMAT);
    }
    for (JsonNode table : manifest.path("tables")) {
      String key = table.path("table").asText();
      if (!key.matches("[a-z0-9_$]+\\.[a-z0-9_$]+")) {
        throw new IllegalArgumentException("a table cannot be named " + Words.quoted(key));
      }
      Path rows = folder.resolve(key + ".ndjson.gz");
      if (!Files.isRegularFile(rows)
          || !Export.sha256(rows).equals(table.path("sha256").asText())) {
        throw new IllegalArgumentException(
            rows.getFileName() + " is missing or damaged: its checksum is not the manifest's");
      }
      tables.put(key, table);
    }
  }

  /**
   * Loads everything in the caller's transaction.
   *
   * @return rows loaded
   * @throws IllegalArgumentException when the system is not empty or of another version
   */
  public long load(Connection connection, Consumer<String> progress)
      throws SQLException, IOException {
    Engine engine = Engine.of(connection);
    refuseOtherVersion(connection);
    refuseRecords(connection);
    Map<DatasetId, DeclarationJson> datasets = datasets();
    dropDatasets(connection);
    clear(connection);
    for (Map.Entry<DatasetId, DeclarationJson> dataset : datasets.entrySet()) {
      TableLayout layout = new TableLayout(engine, dataset.getKey(), dataset.getValue().dataset());
      if (!hasSchema(connection, dataset.getKey().department())) {
        run(connection, "CREATE SCHEMA " + layout.schema());
      }
      new TableDefinition(layout).create(connection);
    }
    run(connection, "DELETE FROM STORAGE.ROLLUP");
    run(connection, "DELETE FROM STORAGE.ROLLUP_MARK");
    long all = 0;
    for (Shelf shelf : order(connection, targets(connection, datasets.keySet(), engine))) {
      Content wanted = wanted(shelf);
      fill(connection, shelf);
      Content found = shelf.read(connection, line -> {});
      if (!found.equals(wanted)) {
        throw new IllegalStateException(
            shelf.key() + " does not read as it was exported; nothing was imported");
      }
      all += found.rows();
      progress.accept(shelf.key() + ": " + found.rows());
    }
    return all;
  }

  private Content wanted(Shelf shelf) {
    JsonNode table = tables.get(shelf.key());
    return new Content(table.path("rows").asLong(), table.path("content").asText());
  }

  private void refuseOtherVersion(Connection connection) throws SQLException {
    Map<String, Set<String>> here = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT SLICE, SCRIPT FROM STORAGE.SCHEMA_VERSION")) {
      while (rows.next()) {
        here.computeIfAbsent(rows.getString(1), slice -> new TreeSet<>()).add(rows.getString(2));
      }
    }
    for (Map.Entry<String, JsonNode> slice : manifest.path("schemas").properties()) {
      Set<String> there = new TreeSet<>();
      slice.getValue().forEach(script -> there.add(script.asText()));
      if (!there.equals(here.get(slice.getKey()))) {
        throw new IllegalArgumentException(
            "the export was made by another version: its schema "
                + slice.getKey()
                + " has had "
                + there
                + ", and the one here "
                + here.getOrDefault(slice.getKey(), Set.of())
                + ". Bring both systems to the same version");
      }
    }
  }

  private static void refuseRecords(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT DEPARTMENT, NAME FROM STORAGE.VOLUME WHERE RECORDS > 0 UNION SELECT"
                    + " DEPARTMENT, NAME FROM STORAGE.QUARANTINE")) {
      if (rows.next()) {
        throw new IllegalArgumentException(
            "this system is not empty: "
                + rows.getString(1)
                + "/"
                + rows.getString(2)
                + " has records. Import into a new database");
      }
    }
  }

  /**
   * The declarations of the export.
   *
   * @throws IllegalArgumentException when one cannot be read
   */
  Map<DatasetId, DeclarationJson> datasets() throws IOException {
    Map<DatasetId, DeclarationJson> datasets = new LinkedHashMap<>();
    int number = 0;
    try (BufferedReader reader = reader("storage.dataset")) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        JsonNode row = Shelf.JSON.readTree(line);
        DatasetId id = new DatasetId(row.path("department").asText(), row.path("name").asText());
        DeclarationJson declaration = DeclarationJson.read(row.path("declaration").asText());
        if (!declaration.dataset().name().equals(id.dataset())) {
          throw new IllegalArgumentException(
              id + " is declared as " + declaration.dataset().name());
        }
        datasets.put(id, declaration);
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "storage.dataset, line "
              + number
              + ": "
              + brief(
                  e instanceof JsonProcessingException json
                      ? json.getOriginalMessage()
                      : e.getMessage()),
          e);
    }
    return datasets;
  }

  private static String brief(String message) {
    return message.length() > LONGEST_REASON ? message.substring(0, LONGEST_REASON) + "…" : message;
  }

  private BufferedReader reader(String table) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(folder.resolve(table + ".ndjson.gz"))),
            StandardCharsets.UTF_8));
  }

  /** The tables of departments that declared themselves already; they are empty. */
  private static void dropDatasets(Connection connection) throws SQLException {
    Set<String> departments = departments(connection);
    for (String type : List.of("VIEW", "TABLE")) {
      List<String> names = new ArrayList<>();
      try (ResultSet found =
          connection
              .getMetaData()
              .getTables(connection.getCatalog(), null, "%", new String[] {type})) {
        while (found.next()) {
          String schema = found.getString("TABLE_SCHEM");
          if (departments.contains(schema.toLowerCase(Locale.ROOT))) {
            names.add('"' + schema + "\".\"" + found.getString("TABLE_NAME") + '"');
          }
        }
      }
      for (String name : names) {
        run(connection, "DROP " + type + " " + name);
      }
    }
  }

  private static Set<String> departments(Connection connection) throws SQLException {
    Set<String> departments = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT DISTINCT DEPARTMENT FROM STORAGE.DATASET")) {
      while (rows.next()) {
        departments.add(rows.getString(1));
      }
    }
    return departments;
  }

  private static void clear(Connection connection) throws SQLException {
    List<Shelf> shelves = new ArrayList<>(order(connection, Shelf.all(connection)));
    Collections.reverse(shelves);
    for (Shelf shelf : shelves) {
      if (!Export.KEPT_BACK.contains(shelf.key())) {
        run(connection, "DELETE FROM " + shelf.sql());
      }
    }
  }

  /** The tables to fill, with columns of retired fields added. */
  private List<Shelf> targets(Connection connection, Set<DatasetId> datasets, Engine engine)
      throws SQLException {
    Set<String> departments =
        datasets.stream().map(DatasetId::department).collect(Collectors.toSet());
    List<Shelf> targets = new ArrayList<>();
    Map<String, Shelf> here = new TreeMap<>();
    for (Shelf shelf : Shelf.all(connection, departments)) {
      here.put(shelf.key(), shelf);
    }
    for (Map.Entry<String, JsonNode> table : tables.entrySet()) {
      Shelf shelf = here.get(table.getKey());
      if (shelf == null) {
        throw new IllegalArgumentException(
            "there is no table " + table.getKey() + " here; install what made it first");
      }
      Set<String> known = shelf.slots().stream().map(Slot::key).collect(Collectors.toSet());
      boolean added = false;
      for (JsonNode column : table.getValue().path("columns")) {
        if (!known.contains(column.path("name").asText())) {
          addColumn(connection, shelf, column, engine);
          added = true;
        }
      }
      targets.add(added ? again(connection, departments, shelf.key()) : shelf);
    }
    return targets;
  }

  private static Shelf again(Connection connection, Set<String> departments, String key)
      throws SQLException {
    return Shelf.all(connection, departments).stream()
        .filter(shelf -> shelf.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static void addColumn(Connection connection, Shelf shelf, JsonNode column, Engine engine)
      throws SQLException {
    String name = column.path("name").asText();
    if (!name.matches("[a-z0-9_]+")) {
      throw new IllegalArgumentException("a column cannot be named " + name);
    }
    int size = column.path("size").asInt();
    String type =
        switch (Kind.valueOf(column.path("type").asText().toUpperCase(Locale.ROOT))) {
          case TEXT ->
              size > 0 && size <= 30_000
                  ? "VARCHAR(" + size + ")"
                  : engine.type(Column.Type.LONG_TEXT);
          case INTEGER -> "INTEGER";
          case BIGINT -> "BIGINT";
          case DOUBLE -> "DOUBLE PRECISION";
          case BOOLEAN -> "BOOLEAN";
        };
    run(
        connection,
        "ALTER TABLE " + shelf.sql() + " ADD COLUMN " + engine.quoted(name) + " " + type);
  }

  private void fill(Connection connection, Shelf shelf) throws SQLException, IOException {
    Slot identity = shelf.slots().stream().filter(Slot::identity).findFirst().orElse(null);
    String alter =
        identity == null
            ? null
            : "ALTER TABLE " + shelf.sql() + " ALTER COLUMN \"" + identity.name() + "\" ";
    if (alter != null) {
      run(connection, alter + "SET GENERATED BY DEFAULT");
    }
    try (PreparedStatement insert = shelf.insert(connection);
        BufferedReader reader = reader(shelf.key())) {
      int waiting = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        shelf.bind(insert, line);
        insert.addBatch();
        if (++waiting == BATCH) {
          insert.executeBatch();
          waiting = 0;
        }
      }
      if (waiting > 0) {
        insert.executeBatch();
      }
    }
    if (alter != null) {
      run(connection, alter + "RESTART WITH " + (most(connection, shelf, identity) + 1));
      run(connection, alter + "SET GENERATED ALWAYS");
    }
  }

  private static long most(Connection connection, Shelf shelf, Slot slot) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT MAX(\"" + slot.name() + "\") FROM " + shelf.sql())) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Tables after those that they refer to. */
  private static List<Shelf> order(Connection connection, List<Shelf> shelves) throws SQLException {
    Map<String, Shelf> left = new LinkedHashMap<>();
    shelves.forEach(shelf -> left.put(shelf.key(), shelf));
    Map<String, Set<String>> needs = new TreeMap<>();
    for (Shelf shelf : shelves) {
      Set<String> needed = new TreeSet<>();
      try (ResultSet keys =
          connection
              .getMetaData()
              .getImportedKeys(connection.getCatalog(), shelf.schema(), shelf.name())) {
        while (keys.next()) {
          needed.add(
              (keys.getString("PKTABLE_SCHEM") + "." + keys.getString("PKTABLE_NAME"))
                  .toLowerCase(Locale.ROOT));
        }
      }
      needed.remove(shelf.key());
      needs.put(shelf.key(), needed);
    }
    List<Shelf> order = new ArrayList<>();
    while (!left.isEmpty()) {
      List<Shelf> free =
          left.values().stream()
              .filter(shelf -> needs.get(shelf.key()).stream().noneMatch(left::containsKey))
              .toList();
      if (free.isEmpty()) {
        throw new IllegalStateException("tables refer to each other in a circle: " + left.keySet());
      }
      free.forEach(shelf -> left.remove(shelf.key()));
      order.addAll(free);
    }
    return order;
  }

  private static boolean hasSchema(Connection connection, String name) throws SQLException {
    try (ResultSet schemas = connection.getMetaData().getSchemas()) {
      while (schemas.next()) {
        if (schemas.getString("TABLE_SCHEM").equalsIgnoreCase(name)) {
          return true;
        }
      }
    }
    return false;
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
