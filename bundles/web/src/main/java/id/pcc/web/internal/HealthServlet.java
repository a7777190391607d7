package id.pcc.web.internal;

import id.pcc.api.HealthPart;
import id.pcc.web.Json;
import id.pcc.web.internal.domain.Health;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code GET /api/health}: a servlet of its own beside the resources, because it must answer when
 * they cannot.
 */
@Component(
    service = Servlet.class,
    configurationPid = "id.pcc.web",
    configurationPolicy = ConfigurationPolicy.OPTIONAL)
@HttpWhiteboardServletName("pcc-health")
@HttpWhiteboardServletPattern("/health")
@HttpWhiteboardContextSelect(ApiContext.SELECT)
public final class HealthServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final long KEEP_NANOS = 500_000_000;

  /** The configuration {@code etc/id.pcc.web.cfg}. */
  public @interface Settings {
    /** The parts that must be there, separated by commas. */
    String[] required() default {
      "interface", "storage", "security", "city", "notice", "connect", "command", "wall", "console"
    };
  }

  private record Kept(Health health, long at) {}

  private final transient BundleContext context;
  private final transient MissingPart missing;
  private final transient List<HealthPart> parts = new CopyOnWriteArrayList<>();
  private transient volatile List<String> required;
  private transient volatile Kept kept;

  @Activate
  public HealthServlet(
      BundleContext context, @Reference ServiceComponentRuntime components, Settings settings) {
    this.context = context;
    this.missing = new MissingPart(context, components);
    configure(settings);
  }

  @Modified
  void configure(Settings settings) {
    required =
        Stream.of(settings.required())
            .flatMap(names -> Stream.of(names.split(",")))
            .map(String::trim)
            .filter(name -> !name.isEmpty())
            .toList();
    kept = null;
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindPart(HealthPart part) {
    parts.add(part);
    kept = null;
  }

  void unbindPart(HealthPart part) {
    parts.remove(part);
    kept = null;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Health health = health();
    byte[] body = Json.mapper().writeValueAsBytes(health);
    response.setStatus(health.ready() ? 200 : 503);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  // One look serves everyone who asks in the same half second: strangers may ask as well.
  private synchronized Health health() {
    Kept last = kept;
    if (last == null || System.nanoTime() - last.at() > KEEP_NANOS) {
      var health =
          Health.look(
              context.getBundle().getVersion().toString().replace(".SNAPSHOT", "-SNAPSHOT"),
              required,
              parts,
              missing::why);
      last = new Kept(health, System.nanoTime());
      kept = last;
    }
    return last.health();
  }
}
