package id.pcc.storage.internal.sql;

import id.pcc.storage.Catalogue.Approval;
import id.pcc.storage.ReferenceTable;
import id.pcc.storage.ReferenceTable.Row;
import id.pcc.storage.References;
import id.pcc.storage.internal.domain.ReferenceIndex;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reference codes, kept in the database and known by heart. */
public final class SqlReferences implements References {
  private static final Logger LOG = LoggerFactory.getLogger(SqlReferences.class);

  private final SqlDatabase database;
  private final SqlCatalogue catalogue;
  private final Clock clock;
  private final ReferenceSheets sheets = new ReferenceSheets();
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /** A table with its index. */
  private record Known(Edition edition, ReferenceIndex index) {}

  /** Reads what is in force. */
  public SqlReferences(SqlDatabase database, SqlCatalogue catalogue, Clock clock) {
    this.database = database;
    this.catalogue = catalogue;
    this.clock = clock;
    database.transact(sheets::newest).forEach(this::know);
  }

  private Edition know(Edition edition) {
    known.put(edition.table().name(), new Known(edition, new ReferenceIndex(edition.table())));
    return edition;
  }

  /** The index of a table; {@code null} when there is no such table. */
  public ReferenceIndex index(String name) {
    Known found = known.get(name);
    return found == null ? null : found.index();
  }

  @Override
  public List<Edition> tables() {
    return known.values().stream()
        .map(Known::edition)
        .sorted(Comparator.comparing(edition -> edition.table().name()))
        .toList();
  }

  @Override
  public Optional<Edition> table(String name) {
    return Optional.ofNullable(known.get(name)).map(Known::edition);
  }

  @Override
  public Optional<Edition> version(String name, int version) {
    return database.transact(connection -> sheets.version(connection, name, version));
  }

  @Override
  public List<Made> versions(String name) {
    return database.transact(connection -> sheets.versions(connection, name));
  }

  @Override
  public synchronized Optional<Edition> keep(ReferenceTable table, int seen, String by) {
    Edition before = table(table.name()).orElse(null);
    refuseOwned(before);
    if ((before == null ? 0 : before.version()) != seen) {
      return Optional.empty();
    }
    return Optional.of(put(before, table, "", by));
  }

  private static void refuseOwned(Edition edition) {
    if (edition != null && !edition.owner().isEmpty()) {
      throw new IllegalArgumentException(
          "the table "
              + edition.table().name()
              + " comes from the configuration of "
              + edition.owner()
              + ": change it there");
    }
  }

  @Override
  public List<String> users(String name) {
    Stream<String> fields =
        catalogue.entries().stream()
            .flatMap(
                entry ->
                    Stream.concat(
                            Stream.of(entry.dataset()),
                            Optional.ofNullable(entry.approval()).map(Approval::dataset).stream())
                        .flatMap(dataset -> dataset.fields().stream())
                        .filter(field -> field.reference().equals(name))
                        .map(field -> entry.id() + "." + field.name()));
    Stream<String> parts =
        tables().stream()
            .map(Edition::table)
            .filter(table -> table.parents().equals(name) && !table.name().equals(name))
            .map(ReferenceTable::name);
    return Stream.concat(fields, parts).distinct().sorted().toList();
  }

  @Override
  public synchronized Optional<Made> delete(String name, int seen, String by) {
    Edition before = table(name).orElse(null);
    if (before == null) {
      return Optional.empty();
    }
    refuseOwned(before);
    List<String> users = users(name);
    if (!users.isEmpty()) {
      throw new IllegalArgumentException(
          "the table " + name + " is used by " + String.join(", ", users));
    }
    if (before.version() != seen) {
      return Optional.empty();
    }
    Made made = new Made(seen + 1, by, Instant.ofEpochMilli(clock.millis()), 0, true);
    database.transact(
        connection -> {
          sheets.delete(connection, name, made);
          return null;
        });
    known.remove(name);
    return Optional.of(made);
  }

  @Override
  public synchronized Edition bring(ReferenceTable table, String owner) {
    Edition before = table(table.name()).orElse(null);
    if (before != null && !before.owner().equals(owner)) {
      LOG.warn(
          "The table of reference codes {} comes from {} now; what {} made stays as version {}",
          table.name(),
          owner,
          before.by(),
          before.version());
    }
    return put(before, table, owner, "system:" + owner);
  }

  private Edition put(Edition before, ReferenceTable table, String owner, String by) {
    if (before != null && before.table().equals(table) && before.owner().equals(owner)) {
      return before;
    }
    Instant at = Instant.ofEpochMilli(clock.millis());
    Edition next =
        database.transact(
            connection -> {
              int version = sheets.last(connection, table.name()) + 1;
              Edition edition = new Edition(table, version, owner, by, at);
              sheets.put(connection, edition);
              return edition;
            });
    return know(next);
  }

  @Override
  public List<Row> find(String name, String system, String codeOrName) {
    ReferenceIndex index = index(name);
    if (index == null) {
      throw new IllegalArgumentException("there is no table of reference codes named " + name);
    }
    if (system == null) {
      return index.find(codeOrName);
    }
    if (!index.knows(system)) {
      throw new IllegalArgumentException(
          "the table "
              + name
              + " has no codes of "
              + system
              + "; it has those of "
              + String.join(", ", index.table().systems()));
    }
    return index.of(system, codeOrName);
  }
}
