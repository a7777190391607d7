package id.pcc.web;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** What a slice counts and measures of itself, for {@code /metrics}. */
@ConsumerType
public interface Metrics {
  /** How it is now; values of one name together. */
  List<Metric> now();

  /** How a value behaves, in the words of Prometheus. */
  enum Kind {
    /** Only grows while the process runs. */
    COUNTER,
    /** Goes up and down. */
    GAUGE
  }

  /**
   * A value.
   *
   * @param name in the form {@code pcc_ingest_records_total}, with the unit in it
   * @param help what it is, the same for one name
   * @param labels what tells values of one name apart; few different ones
   */
  record Metric(String name, Kind kind, String help, Map<String, String> labels, double value) {}
}
