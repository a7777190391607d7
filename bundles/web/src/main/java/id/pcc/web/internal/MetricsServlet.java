package id.pcc.web.internal;

import id.pcc.web.Metrics;
import id.pcc.web.Metrics.Metric;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code GET /metrics}: how the process is, in the text format of Prometheus 0.0.4. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("pcc-metrics")
@HttpWhiteboardServletPattern("/metrics")
public final class MetricsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient List<Metrics> sources = new CopyOnWriteArrayList<>();

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindSource(Metrics source) {
    sources.add(source);
  }

  void unbindSource(Metrics source) {
    sources.remove(source);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var out = new StringBuilder(4096);
    process(out);
    Requests.TOTAL.print(out);
    sources.forEach(source -> print(source.now(), out));
    byte[] body = out.toString().getBytes(StandardCharsets.UTF_8);
    response.setContentType("text/plain;version=0.0.4;charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static void print(List<Metric> metrics, StringBuilder out) {
    String before = "";
    for (Metric metric : metrics) {
      if (!metric.name().equals(before)) {
        before = metric.name();
        out.append("# HELP ").append(before).append(' ').append(metric.help()).append('\n');
        out.append("# TYPE ").append(before).append(' ');
        out.append(metric.kind().name().toLowerCase(Locale.ROOT)).append('\n');
      }
      StringJoiner labels = new StringJoiner(",", "{", "}").setEmptyValue("");
      metric.labels().forEach((name, value) -> labels.add(name + "=\"" + escaped(value) + '"'));
      out.append(before).append(labels).append(' ').append(metric.value()).append('\n');
    }
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static void process(StringBuilder out) {
    var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    gauge(out, "jvm_memory_heap_used_bytes", "Heap in use", heap.getUsed());
    gauge(out, "jvm_memory_heap_max_bytes", "Heap that may be used", heap.getMax());
    gauge(
        out,
        "jvm_threads_current",
        "Threads",
        ManagementFactory.getThreadMXBean().getThreadCount());
    gauge(
        out,
        "jvm_classes_loaded",
        "Classes loaded",
        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
    gauge(
        out,
        "process_start_time_seconds",
        "When the process began",
        ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3);
    double collecting = 0;
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      collecting += Math.max(0, collector.getCollectionTime()) / 1e3;
    }
    metric(out, "jvm_gc_seconds_total", "counter", "Time spent collecting garbage", collecting);
  }

  private static void gauge(StringBuilder out, String name, String help, double value) {
    metric(out, name, "gauge", help, value);
  }

  private static void metric(
      StringBuilder out, String name, String type, String help, double value) {
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    out.append(name).append(' ').append(value).append('\n');
  }
}
