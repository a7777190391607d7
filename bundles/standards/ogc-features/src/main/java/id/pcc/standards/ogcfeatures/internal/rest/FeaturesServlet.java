package id.pcc.standards.ogcfeatures.internal.rest;

import id.pcc.standards.ogcfeatures.internal.domain.FeatureQuery;
import id.pcc.standards.ogcfeatures.internal.rest.Collections.Collection;
import id.pcc.storage.Catalogue;
import id.pcc.storage.Records;
import id.pcc.storage.StoreException;
import id.pcc.web.Json;
import id.pcc.web.Problem;
import id.pcc.web.PublicArea;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code /ogc}: OGC API - Features - Part 1: Core (OGC 17-069r4), in GeoJSON, over every published
 * dataset that has a place.
 */
@Component(
    service = {Servlet.class, PublicArea.class},
    configurationPid = "id.pcc.standards.ogcfeatures",
    configurationPolicy = ConfigurationPolicy.OPTIONAL)
@HttpWhiteboardServletName("pcc-ogc-features")
@HttpWhiteboardServletPattern({"/ogc", "/ogc/*"})
public final class FeaturesServlet extends HttpServlet implements PublicArea {
  private static final long serialVersionUID = 1L;
  private static final String ROOT = "/ogc";
  private static final List<String> CLASSES =
      List.of(
          "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
          "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
          "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson");

  /** The configuration {@code etc/id.pcc.standards.ogcfeatures.cfg}. */
  public @interface Settings {
    /** Whether everybody may read it without signing in. */
    boolean open() default false;

    /** The address of the port as others see it, for links; empty to go by the request. */
    String address() default "";
  }

  private final transient Collections collections;
  private final transient Features features;
  private transient volatile Settings settings;

  @Activate
  public FeaturesServlet(
      @Reference Catalogue catalogue, @Reference Records records, Settings settings) {
    this.collections = new Collections(catalogue, records);
    this.features = new Features(records, Clock.systemUTC());
    this.settings = settings;
  }

  @Modified
  void configure(Settings changed) {
    settings = changed;
  }

  @Override
  public boolean open(String method, String path) {
    return settings.open()
        && method.equals("GET")
        && (path.equals(ROOT) || path.startsWith(ROOT + "/"));
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Links links = new Links(address(request) + ROOT);
    String path = request.getPathInfo() == null ? "" : request.getPathInfo();
    Map<String, String[]> parameters = request.getParameterMap();
    try {
      answer(path.replaceAll("/$", ""), parameters, links, response);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(e.getMessage());
    } catch (StoreException e) {
      throw Problem.of(503, "Store is down", e.getMessage()).retryAfter(5);
    }
  }

  private void answer(
      String path, Map<String, String[]> parameters, Links links, HttpServletResponse response)
      throws IOException {
    String[] parts = path.split("/");
    if (parts.length < 4) {
      FeatureQuery.none(parameters);
    }
    switch (path) {
      case "" -> send(response, Links.JSON, landing(links));
      case "/api" -> send(response, Links.OPENAPI, Definition.of(collections.all(), links));
      case "/conformance" -> send(response, Links.JSON, Map.of("conformsTo", CLASSES));
      case "/collections" -> send(response, Links.JSON, list(links));
      default -> {
        if (parts.length < 3 || parts.length > 5 || !parts[1].equals("collections")) {
          throw Problem.notFound("There is nothing at " + ROOT + path + "; see " + ROOT + ".");
        }
        within(parts, parameters, links, response);
      }
    }
  }

  private void within(
      String[] parts, Map<String, String[]> parameters, Links links, HttpServletResponse response)
      throws IOException {
    Collection collection =
        collections
            .named(parts[2])
            .orElseThrow(() -> Problem.notFound("There is no collection " + parts[2] + "."));
    if (parts.length == 3) {
      send(response, Links.JSON, collections.view(collection, links));
    } else if (!parts[3].equals("items")) {
      throw Problem.notFound("A collection has items and nothing else.");
    } else if (parts.length == 4) {
      send(response, Links.GEOJSON, features.page(collection, parameters, links));
    } else {
      FeatureQuery.none(parameters);
      send(
          response,
          Links.GEOJSON,
          features
              .one(collection, parts[4], links)
              .orElseThrow(() -> Problem.notFound("There is no such feature.")));
    }
  }

  private static Map<String, Object> landing(Links links) {
    Map<String, Object> landing = new LinkedHashMap<>();
    landing.put("title", "Satu Data Kota Pontianak");
    landing.put("description", "Data kota yang sudah disahkan walidata, yang punya tempat.");
    landing.put(
        "links",
        List.of(
            links.to("", "self", Links.JSON, "this page"),
            links.to("/api", "service-desc", Links.OPENAPI, "the definition of the interface"),
            links.to("/conformance", "conformance", Links.JSON, "what is conformed to"),
            links.to("/collections", "data", Links.JSON, "the collections")));
    return landing;
  }

  private Map<String, Object> list(Links links) {
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("links", List.of(links.to("/collections", "self", Links.JSON, "this page")));
    list.put(
        "collections", collections.all().stream().map(c -> collections.view(c, links)).toList());
    return list;
  }

  private static void send(HttpServletResponse response, String type, Object body)
      throws IOException {
    byte[] bytes = Json.mapper().writeValueAsBytes(body);
    response.setContentType(type);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  private String address(HttpServletRequest request) {
    String said = settings.address();
    if (!said.isEmpty()) {
      return said.replaceAll("/$", "");
    }
    String url = request.getRequestURL().toString();
    return url.substring(0, url.indexOf('/', url.indexOf("://") + 3));
  }
}
