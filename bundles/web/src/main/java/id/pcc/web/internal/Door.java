package id.pcc.web.internal;

import id.pcc.web.Gate;
import id.pcc.web.Problem;
import id.pcc.web.PublicArea;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardFilterAsyncSupported;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardFilterName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardFilterPattern;

/**
 * The one way in: everything of the port is shut unless it is on the short list of what is open, a
 * {@link PublicArea} says so, or the {@link Gate} admits it. The filter stays while the gate comes
 * and goes, so that a stopped bundle shuts the door instead of taking it away.
 */
@Component(service = Filter.class, immediate = true)
@HttpWhiteboardFilterName("pcc-door")
@HttpWhiteboardFilterPattern("/*")
@HttpWhiteboardFilterAsyncSupported
@HttpWhiteboardContextSelect(
    "(|(osgi.http.whiteboard.context.name=default)" + ApiContext.SELECT + ")")
public final class Door implements Filter {
  private static final String ADMITTED = Door.class.getName() + ".admitted";

  private static final String STRANGER = Door.class.getName() + ".stranger";

  private final AtomicReference<Gate> gate = new AtomicReference<>();
  private final Strangers strangers = new Strangers();
  private final Lanes lanes = new Lanes();

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindGate(Gate bound) {
    gate.set(bound);
  }

  void unbindGate(Gate unbound) {
    gate.compareAndSet(unbound, null);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindArea(PublicArea area) {
    strangers.add(area);
  }

  void unbindArea(PublicArea area) {
    strangers.remove(area);
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    filter((HttpServletRequest) request, (HttpServletResponse) response, chain);
  }

  private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    long began = System.nanoTime();
    try {
      pass(request, response, chain);
    } finally {
      Requests.TOTAL.count(request.getMethod(), response.getStatus(), System.nanoTime() - began);
    }
  }

  private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    SecurityHeaders.on(request, response);
    if (path(request).equals("/")) {
      response.setStatus(HttpServletResponse.SC_FOUND);
      response.setHeader("Location", "/console/");
      return;
    }
    if (OpenPaths.open(request.getMethod(), path(request))) {
      chain.doFilter(request, response);
      return;
    }
    if (strangers.may(request, path(request))) {
      request.setAttribute(STRANGER, true);
      strangers.serve(request, response, chain);
      return;
    }
    Lane lane = lanes.of(request);
    if (!lane.enter()) {
      lanes.refuse(request, response);
      return;
    }
    try {
      admit(request, response, chain);
    } finally {
      lane.leave();
    }
  }

  private void admit(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    Gate keeper = gate.get();
    if (keeper == null) {
      var closed = Problem.of(503, "Closed", "Sign-in is not running; see /api/health.");
      ProblemBody.send(closed.retryAfter(5), closed, request, response);
      return;
    }
    var admission = new Admission(keeper, request);
    request.setAttribute(ADMITTED, admission);
    try {
      HttpServletRequest admitted = keeper.admit(request, response);
      if (admitted == null) {
        admission.answered(response.getStatus());
        return;
      }
      admission.request = admitted;
      chain.doFilter(admitted, response);
      if (!request.isAsyncStarted()) {
        admission.answered(response.getStatus());
      }
    } catch (Problem problem) {
      admission.answered(problem.status());
      ProblemBody.send(problem, problem, request, response);
    } catch (RuntimeException | ServletException e) {
      admission.answered(500);
      ProblemBody.send(
          Problem.of(500, "Internal error", "The log has the cause under the number below."),
          e,
          request,
          response);
    }
  }

  /** Whether a request came through the door. */
  public static boolean admitted(HttpServletRequest request) {
    return request.getAttribute(ADMITTED) instanceof Admission
        || Boolean.TRUE.equals(request.getAttribute(STRANGER));
  }

  /** Tells the gate how a request is being answered; once, however often it is called. */
  public static void answered(HttpServletRequest request, int status) {
    if (request.getAttribute(ADMITTED) instanceof Admission admission) {
      admission.answered(status);
    }
  }

  /** Whether the one who asks is a browser that shows a page, not a script that reads JSON. */
  static boolean wantsPage(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return !path(request).startsWith("/api/") && accept != null && accept.contains("text/html");
  }

  /** The path as the container understood it: decoded and normal. */
  static String path(HttpServletRequest request) {
    String info = request.getPathInfo();
    return request.getContextPath() + request.getServletPath() + (info == null ? "" : info);
  }

  private static final class Admission {
    private final Gate keeper;
    private HttpServletRequest request;
    private boolean answered;

    Admission(Gate keeper, HttpServletRequest request) {
      this.keeper = keeper;
      this.request = request;
    }

    void answered(int status) {
      if (!answered) {
        answered = true;
        keeper.answered(request, status);
      }
    }
  }
}
