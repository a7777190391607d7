package id.pcc.connect.internal.connector;

import id.pcc.connect.internal.http.Limits;
import id.pcc.connect.internal.reach.Reach;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What connectors are run with.
 *
 * @param department whose they are
 * @param settings what {@code {{key}}} in them stands for
 * @param marks how far each has come
 * @param databases opens databases
 * @param sample takes the rows instead of the dataset, for a trial; {@code null} when it is live
 */
public record ConnectorRun(
    String department,
    Map<String, String> settings,
    Limits limits,
    Reach reach,
    Clock clock,
    Marks marks,
    Databases databases,
    Sample sample) {
  /** How far connectors have come. */
  public interface Marks {
    /** The greatest value so far; {@code null} when there is none. */
    String get(String connector);

    /** Keeps the greatest value so far. */
    void put(String connector, String value);
  }

  /** Opens databases of departments. */
  @FunctionalInterface
  public interface Databases {
    /**
     * Connects.
     *
     * @throws SQLException when it cannot, or there is no driver
     */
    java.sql.Connection connect(String url, Properties properties) throws SQLException;
  }

  /** Takes the first rows of a connector on trial. */
  @FunctionalInterface
  public interface Sample {
    /** Takes the rows of a document. */
    void take(List<Map<String, Object>> rows);
  }

  /** Whether nothing is stored, moved or kept. */
  boolean trial() {
    return sample != null;
  }
}
