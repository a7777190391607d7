package id.pcc.web.internal;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code GET /metrics}: how the process is, in the text format of Prometheus 0.0.4. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("pcc-metrics")
@HttpWhiteboardServletPattern("/metrics")
public final class MetricsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var out = new StringBuilder(4096);
    process(out);
    Requests.TOTAL.print(out);
    byte[] body = out.toString().getBytes(StandardCharsets.UTF_8);
    response.setContentType("text/plain;version=0.0.4;charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
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
