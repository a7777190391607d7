package id.pcc.connect.internal;

import id.pcc.connect.internal.connector.StoredConnector;
import id.pcc.connect.internal.sql.ConnectorTable.Made;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was removed since the command center began, so that it can be brought back. */
final class Removed {
  private static final int MOST = 100;

  /**
   * What was removed together.
   *
   * @param made the department; {@code null} when only a connector was removed
   */
  record Kept(Made made, List<StoredConnector> connectors) {}

  private final Map<String, Kept> kept =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
          return size() > MOST;
        }
      };

  synchronized void keep(Made made, List<StoredConnector> connectors) {
    StoredConnector first = made == null ? connectors.get(0) : null;
    String key = made == null ? first.department() + "/" + first.name() : made.name() + "/";
    kept.remove(key);
    kept.put(key, new Kept(made, connectors));
  }

  /** Takes what was removed last under that name; {@code null} when nothing was. */
  synchronized Kept take(String department, String name) {
    return kept.remove(department + "/" + name);
  }
}
