package id.pcc.storage.internal;

import id.pcc.storage.Tally.Counts;
import id.pcc.web.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What comes in, waits and is committed. */
@Component
public final class StorageMetrics implements Metrics {
  private static final String RECORDS = "pcc_ingest_records_total";

  private final Store store;

  @Activate
  public StorageMetrics(@Reference Store store) {
    this.store = store;
  }

  @Override
  public List<Metric> now() {
    List<Metric> metrics = new ArrayList<>();
    Map<String, Counts> counts = store.counts();
    counts.forEach(
        (department, count) -> {
          metrics.add(records(department, "received", count.received()));
          metrics.add(records(department, "accepted", count.accepted()));
          metrics.add(records(department, "unchanged", count.unchanged()));
          metrics.add(records(department, "quarantined", count.quarantined()));
          metrics.add(records(department, "refused", count.refused()));
        });
    counts.forEach((department, count) -> metrics.add(queue(department, count.queued())));
    store.queues().forEach((department, queue) -> metrics.add(level(department, queue.level())));
    metrics.add(one("pcc_spool_records", Kind.GAUGE, "Records kept on the disk", store.spooled()));
    metrics.add(
        one(
            "pcc_commit_total",
            Kind.COUNTER,
            "Transactions that stored records",
            store.commits().commits()));
    metrics.add(
        one(
            "pcc_commit_seconds_total",
            Kind.COUNTER,
            "Time that they took",
            store.commits().seconds()));
    metrics.add(
        one(
            "pcc_live_position",
            Kind.COUNTER,
            "The number of the last live event",
            store.live().position()));
    return metrics;
  }

  private static Metric records(String department, String outcome, long number) {
    return new Metric(
        RECORDS,
        Kind.COUNTER,
        "Records since the start; received is the sum of the others and of pcc_queue_records",
        Map.of("department", department, "outcome", outcome),
        number);
  }

  private static Metric queue(String department, long number) {
    return new Metric(
        "pcc_queue_records",
        Kind.GAUGE,
        "Records that wait to be stored",
        Map.of("department", department),
        number);
  }

  private static Metric level(String department, double level) {
    return new Metric(
        "pcc_queue_level",
        Kind.GAUGE,
        "How full the queue is, from 0 to 1: a full one answers 429",
        Map.of("department", department),
        level);
  }

  private static Metric one(String name, Kind kind, String help, double value) {
    return new Metric(name, kind, help, Map.of(), value);
  }
}
