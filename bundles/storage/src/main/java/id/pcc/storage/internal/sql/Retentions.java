package id.pcc.storage.internal.sql;

import id.pcc.api.dataset.Retention;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Keeping.Rule;
import id.pcc.storage.internal.sql.RetentionTable.Said;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How long each dataset is kept: as declared, unless an administrator said otherwise. */
public final class Retentions {
  private final SqlDatabase database;
  private final SqlCatalogue catalogue;
  private final Clock clock;
  private final RetentionTable table = new RetentionTable();
  private final Map<DatasetId, Said> said = new ConcurrentHashMap<>();
  private final Map<DatasetId, Long> keptFrom = new ConcurrentHashMap<>();

  /** Reads what was said before. */
  public Retentions(SqlDatabase database, SqlCatalogue catalogue, Clock clock) {
    this.database = database;
    this.catalogue = catalogue;
    this.clock = clock;
    database.transact(
        connection -> {
          said.putAll(table.said(connection));
          keptFrom.putAll(table.keptFrom(connection));
          return null;
        });
  }

  /** See {@link id.pcc.storage.Keeping#rule}. */
  public Rule rule(DatasetId dataset) {
    Retention declared =
        catalogue
            .entry(dataset)
            .orElseThrow(() -> new IllegalArgumentException("there is no dataset " + dataset))
            .dataset()
            .governance()
            .retention();
    Said otherwise = said.get(dataset);
    Long from = keptFrom.get(dataset);
    return new Rule(
        otherwise == null ? declared : otherwise.retention(),
        otherwise == null ? null : otherwise.by(),
        from == null ? null : Instant.ofEpochMilli(from));
  }

  /** See {@link id.pcc.storage.Keeping#keep}. */
  public Rule keep(DatasetId dataset, Retention retention, String by) {
    rule(dataset);
    Said saying = retention == null ? null : new Said(retention, by);
    database.transact(
        connection -> {
          table.say(connection, dataset, saying, clock.millis());
          return null;
        });
    if (saying == null) {
      said.remove(dataset);
    } else {
      said.put(dataset, saying);
    }
    return rule(dataset);
  }

  /**
   * The least time of a record that is taken, in milliseconds UTC: older ones would be dropped at
   * once, or belong to hours whose records are gone.
   */
  long least(DatasetId dataset) {
    Rule rule = rule(dataset);
    long least = rule.keptFrom() == null ? Long.MIN_VALUE : rule.keptFrom().toEpochMilli();
    return rule.retention().raw() == null
        ? least
        : Math.max(least, clock.millis() - rule.retention().raw().toMillis());
  }

  /** Takes note that records from before a time are dropped. */
  void keepFrom(DatasetId dataset, long begins) {
    Long before = keptFrom.get(dataset);
    if (before == null || before < begins) {
      database.transact(
          connection -> {
            table.keepFrom(connection, dataset, begins);
            return null;
          });
      keptFrom.put(dataset, begins);
    }
  }
}
