package id.pcc.web.internal;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the requests of the port; what streams for hours counts when it begins. */
final class Requests {
  /** Of this process. */
  static final Requests TOTAL = new Requests();

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private record Count(LongAdder requests, LongAdder nanos) {}

  private final Map<String, Count> counts = new ConcurrentSkipListMap<>();

  /** A request was answered. */
  void count(String method, int status, long nanos) {
    // Methods are what strangers send: unknown ones must not make a series each.
    String labels =
        "method=\""
            + (METHODS.contains(method) ? method : "other")
            + "\",status=\""
            + status
            + "\"";
    Count count =
        counts.computeIfAbsent(labels, key -> new Count(new LongAdder(), new LongAdder()));
    count.requests().increment();
    count.nanos().add(nanos);
  }

  /** The counts as Prometheus reads them. */
  void print(StringBuilder out) {
    out.append("# HELP pcc_http_requests_total Requests answered\n")
        .append("# TYPE pcc_http_requests_total counter\n");
    counts.forEach(
        (labels, count) ->
            out.append(
                "pcc_http_requests_total{%s} %d\n".formatted(labels, count.requests().sum())));
    out.append("# HELP pcc_http_request_seconds_total Time until the handler returned\n")
        .append("# TYPE pcc_http_request_seconds_total counter\n");
    counts.forEach(
        (labels, count) ->
            out.append("pcc_http_request_seconds_total{")
                .append(labels)
                .append("} ")
                .append(count.nanos().sum() / 1e9)
                .append('\n'));
  }
}
