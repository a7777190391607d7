package id.pcc.web.internal.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.web.Json;
import id.pcc.web.Problem;
import id.pcc.web.internal.ApiContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code /api/openapi.json} and {@code /api/docs}: the document of the interface, made of the
 * resources that run when it is asked for.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("pcc-api-document")
@HttpWhiteboardServletPattern({"/openapi.json", "/docs", "/docs.css"})
@HttpWhiteboardContextSelect(ApiContext.SELECT)
public final class ApiDocumentServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient BundleContext context;

  @Activate
  public ApiDocumentServlet(BundleContext context) {
    this.context = context;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (request.getServletPath()) {
      case "/openapi.json" ->
          send(response, "application/json", Json.mapper().writeValueAsBytes(document()));
      case "/docs" -> {
        JsonNode document = Json.mapper().valueToTree(document());
        byte[] page = ApiPage.of(document).getBytes(StandardCharsets.UTF_8);
        send(response, "text/html;charset=utf-8", page);
      }
      default -> {
        try (InputStream style =
            ApiDocumentServlet.class.getResourceAsStream("/openapi/docs.css")) {
          send(response, "text/css;charset=utf-8", style.readAllBytes());
        }
      }
    }
  }

  private Map<String, Object> document() {
    String version = context.getBundle().getVersion().toString().replace(".SNAPSHOT", "-SNAPSHOT");
    return ApiDocument.of(resources(), version);
  }

  private Collection<Class<?>> resources() {
    List<Class<?>> types = new ArrayList<>();
    try {
      for (ServiceReference<?> reference :
          context.getServiceReferences((String) null, "(osgi.jaxrs.resource=true)")) {
        Object resource = context.getService(reference);
        if (resource != null) {
          types.add(resource.getClass());
          context.ungetService(reference);
        }
      }
    } catch (InvalidSyntaxException e) {
      throw Problem.of(500, "Internal error", e.getMessage());
    }
    return types;
  }

  private static void send(HttpServletResponse response, String type, byte[] body)
      throws IOException {
    response.setContentType(type);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
