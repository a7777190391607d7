package id.pcc.connect.internal;

import id.pcc.api.dataset.Dataset;
import id.pcc.connect.declaration.DeclaredConnector;
import id.pcc.connect.internal.connector.ConnectorRun;
import id.pcc.connect.internal.http.Limits;
import id.pcc.connect.internal.reach.Reach;
import java.util.List;
import java.util.Map;

/** The connectors that people made for departments, and with what all connectors run. */
interface KeptConnectors {
  /** The datasets of a department, those too that were made for it otherwise. */
  List<Dataset> datasets(String department);

  /** The connectors of a department that run. */
  List<DeclaredConnector> running(String department, List<Dataset> datasets);

  /**
   * With what the connectors of a department run.
   *
   * @param settings what {@code {{key}}} in them stands for
   * @param sample takes the rows of a trial; {@code null} when it is none
   */
  ConnectorRun run(
      String department,
      Map<String, String> settings,
      Limits limits,
      Reach reach,
      ConnectorRun.Sample sample);
}
