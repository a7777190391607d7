package id.pcc.connect.internal;

import id.pcc.api.city.City;
import id.pcc.notice.Notices;
import id.pcc.storage.Catalogue;
import id.pcc.storage.Ingest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/**
 * What departments are run with.
 *
 * @param time the clock to take the time from
 * @param timer runs short tasks later, for all departments
 * @param data the folder of everything that is kept
 * @param connectors gives the connectors that people made
 */
record Platform(
    Catalogue catalogue,
    Ingest ingest,
    Notices notices,
    City city,
    Configurations configurations,
    Clock time,
    ScheduledExecutorService timer,
    Path data,
    Supplier<KeptConnectors> connectors) {
  /** The connectors that people made. */
  KeptConnectors desk() {
    return connectors.get();
  }

  /** The folder of files that people bring to a department. */
  Path inbox(String department) {
    return data.resolve("inbox").resolve(department);
  }
}
