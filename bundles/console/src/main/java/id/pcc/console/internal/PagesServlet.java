package id.pcc.console.internal;

import id.pcc.console.internal.Address.Kind;
import java.io.IOException;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * Serves the pages: {@code /console/}, {@code /wall/}, {@code /login/} and their files at {@code
 * /app/}, and says in a page of ours when there is nothing at an address. Who may see what is
 * decided before, by the door of bundle {@code web}, which also gives every answer its security
 * headers.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("pcc-pages")
@HttpWhiteboardServletPattern({"/console/*", "/wall/*", "/app/*", "/login/*", "/"})
public final class PagesServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String ASK_AGAIN = "no-cache";

  private final transient Pages pages;

  /** Serves the pages of this bundle. */
  @Activate
  public PagesServlet(BundleContext context) {
    this(Pages.of(context.getBundle()));
  }

  PagesServlet(Pages pages) {
    this.pages = pages;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Address address = Address.of(path(request));
    if (address.kind() == Kind.ELSEWHERE) {
      response.setStatus(HttpServletResponse.SC_FOUND);
      response.setHeader("Location", address.target());
      return;
    }
    Optional<WebFile> file = pages.file(address.target());
    if (file.isEmpty() || address.kind() == Kind.NOTHING) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      response.setHeader("Cache-Control", "no-store");
      Optional<WebFile> page = pages.file(Address.missing().target());
      if (page.isPresent()) {
        write(request, response, page.get());
      }
      return;
    }
    response.setHeader("Cache-Control", address.kind() == Kind.ASSET ? FOR_EVER : ASK_AGAIN);
    response.setHeader("ETag", file.get().tag());
    if (sameAs(request, file.get())) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    write(request, response, file.get());
  }

  private static String path(HttpServletRequest request) {
    String info = request.getPathInfo();
    return request.getServletPath() + (info == null ? "" : info);
  }

  private static boolean sameAs(HttpServletRequest request, WebFile file) {
    String known = request.getHeader("If-None-Match");
    // A proxy or Jetty marks a packed answer's tag as weak or with a suffix: the hash decides.
    return known != null && known.contains(file.tag().substring(1, file.tag().length() - 1));
  }

  private static void write(HttpServletRequest request, HttpServletResponse response, WebFile file)
      throws IOException {
    response.setContentType(file.type());
    response.setHeader("Vary", "Accept-Encoding");
    byte[] bytes = file.plain();
    String accepted = request.getHeader("Accept-Encoding");
    if (file.packed() != null && accepted != null && accepted.contains("gzip")) {
      response.setHeader("Content-Encoding", "gzip");
      bytes = file.packed();
    }
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
