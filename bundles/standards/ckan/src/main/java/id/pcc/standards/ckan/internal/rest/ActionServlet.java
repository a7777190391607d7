package id.pcc.standards.ckan.internal.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.standards.ckan.internal.domain.Package;
import id.pcc.standards.ckan.internal.domain.Search;
import id.pcc.storage.Catalogue;
import id.pcc.web.Json;
import id.pcc.web.PublicArea;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
 * {@code /ckan/api/3/action/…}: the reading part of CKAN's Action API (CKAN 2.10), over the
 * published datasets, so that a portal of Satu Data Indonesia harvests them. Open means that the
 * records of published datasets are open as well: a catalogue whose files nobody can fetch is none.
 */
@Component(
    service = {Servlet.class, PublicArea.class},
    configurationPid = "id.pcc.standards.ckan",
    configurationPolicy = ConfigurationPolicy.OPTIONAL)
@HttpWhiteboardServletName("pcc-ckan")
@HttpWhiteboardServletPattern({"/ckan", "/ckan/*"})
public final class ActionServlet extends HttpServlet implements PublicArea {
  private static final long serialVersionUID = 1L;
  private static final String ROOT = "/ckan";
  private static final Pattern RECORDS =
      Pattern.compile("/api/datasets/[a-z0-9_]+/[a-z0-9_]+/records");
  private static final int LONGEST_BODY = 64 << 10;

  /** What there is, and what {@code help_show} says about it. */
  private static final Map<String, String> ACTIONS =
      Map.of(
          "status_show", "Return a dictionary with information about the site's configuration.",
          "site_read", "Return a dictionary with information about the site's configuration.",
          "package_list", "Return a list of the names of the site's datasets (limit, offset).",
          "package_show", "Return the metadata of a dataset and its resources (id).",
          "package_search", "Search for datasets (q, fq, rows, start, sort).",
          "organization_list",
              "Return a list of the names of the organizations (all_fields, limit, offset).",
          "organization_show", "Return the details of an organization (id, include_datasets).",
          "help_show", "Return the help string for an action (name).");

  /** The configuration {@code etc/id.pcc.standards.ckan.cfg}. */
  public @interface Settings {
    /** Whether everybody may read it without signing in. */
    boolean open() default false;

    /** The address of the port as others see it, for links; empty to go by the request. */
    String address() default "";

    /** What the portal is called. */
    String title() default "Satu Data Kota Pontianak";
  }

  private final transient Catalogue catalogue;
  private transient volatile Settings settings;

  @Activate
  public ActionServlet(@Reference Catalogue catalogue, Settings settings) {
    this.catalogue = catalogue;
    this.settings = settings;
  }

  @Modified
  void configure(Settings changed) {
    settings = changed;
  }

  @Override
  public boolean open(String method, String path) {
    boolean get = method.equals("GET");
    return settings.open()
        && ((path.startsWith(ROOT + "/") && (get || method.equals("POST")))
            || (get && RECORDS.matcher(path).matches()));
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Map<String, String> parameters = new LinkedHashMap<>();
    request.getParameterMap().forEach((name, values) -> parameters.put(name, values[0]));
    answer(request, response, parameters);
  }

  /** CKAN's own clients ask by posting an object of parameters. */
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Map<String, String> parameters = new LinkedHashMap<>();
    byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
    try {
      JsonNode node = body.length == 0 ? null : Json.mapper().readTree(body);
      if (body.length > LONGEST_BODY || (node != null && !node.isObject())) {
        send(response, 400, "Bad request - JSON Error: a dictionary was expected");
        return;
      }
      if (node != null) {
        node.fields().forEachRemaining(p -> put(parameters, p.getKey(), p.getValue()));
      }
    } catch (JsonProcessingException | CharConversionException e) {
      send(response, 400, "Bad request - JSON Error: Error decoding JSON data.");
      return;
    }
    answer(request, response, parameters);
  }

  private static void put(Map<String, String> parameters, String name, JsonNode value) {
    if (!value.isNull()) {
      parameters.put(name, value.isContainerNode() ? value.toString() : value.asText());
    }
  }

  private void answer(
      HttpServletRequest request, HttpServletResponse response, Map<String, String> parameters)
      throws IOException {
    String path = request.getPathInfo() == null ? "" : request.getPathInfo();
    if (path.matches("/api(/3)?/?")) {
      send(response, 200, Map.of("version", 3));
      return;
    }
    String action = path.replaceFirst("^/api(/3)?/action/", "");
    if (!ACTIONS.containsKey(action)) {
      // CKAN says this without its usual envelope.
      send(response, 400, "Bad request - Action name not known: " + action);
      return;
    }
    try {
      Optional<Object> result = result(action, parameters, new PackageView(address(request)));
      if (result.isPresent()) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("help", help(request, action));
        answer.put("success", true);
        answer.put("result", result.get());
        send(response, 200, answer);
      } else {
        fail(request, response, action, 404, "Not Found Error", Map.of("message", "Not found"));
      }
    } catch (Search.NotServed e) {
      fail(
          request,
          response,
          action,
          400,
          "Search Query Error",
          Map.of("message", "Search Query is invalid: " + e.getMessage()));
    } catch (Search.Wrong e) {
      fail(
          request,
          response,
          action,
          409,
          "Validation Error",
          Map.of(e.parameter(), List.of(e.getMessage())));
    }
  }

  /** What an action answers; empty when there is no such action or thing. */
  private Optional<Object> result(String action, Map<String, String> asked, PackageView view) {
    return switch (action) {
      case "status_show", "site_read" -> Optional.of(status(view));
      case "package_list" -> Optional.of(page(packages().stream().map(Package::name), asked));
      case "package_show" -> packages().stream().filter(named(asked)).findFirst().map(view::of);
      case "package_search" -> Optional.of(search(Search.of(asked), view));
      case "organization_list" -> Optional.of(organizations(asked));
      case "organization_show" ->
          byOrganization().values().stream()
              .filter(group -> isOrganization(group.get(0), required(asked)))
              .findFirst()
              .map(group -> organization(group, asked, view));
      case "help_show" -> Optional.ofNullable(ACTIONS.get(required(asked, "name")));
      default -> Optional.empty();
    };
  }

  private List<Package> packages() {
    return catalogue.entries().stream().map(Package::of).flatMap(Optional::stream).toList();
  }

  private Map<String, List<Package>> byOrganization() {
    Map<String, List<Package>> groups = new TreeMap<>();
    packages()
        .forEach(p -> groups.computeIfAbsent(p.organization(), o -> new ArrayList<>()).add(p));
    return groups;
  }

  private static Predicate<Package> named(Map<String, String> asked) {
    String id = required(asked);
    return found -> found.name().equals(id) || found.number().equals(id);
  }

  private static boolean isOrganization(Package any, String id) {
    return any.organization().equals(id)
        || Package.number("organization " + any.organization()).equals(id);
  }

  private static String required(Map<String, String> asked) {
    return asked.containsKey("name_or_id") ? asked.get("name_or_id") : required(asked, "id");
  }

  private static String required(Map<String, String> asked, String name) {
    String value = asked.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new Search.Wrong(name, "Missing value");
    }
    return value;
  }

  private Map<String, Object> status(PackageView view) {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("site_title", settings.title());
    status.put("site_description", "");
    status.put("site_url", view.address() + ROOT);
    status.put("ckan_version", "2.10.0");
    status.put("error_emails_to", null);
    status.put("locale_default", "id");
    status.put("extensions", List.of());
    return status;
  }

  private static <T> List<T> page(Stream<T> all, Map<String, String> asked) {
    return all.skip(Search.number(asked, "offset", 0, Integer.MAX_VALUE))
        .limit(Search.number(asked, "limit", Integer.MAX_VALUE, Integer.MAX_VALUE))
        .toList();
  }

  private Map<String, Object> search(Search search, PackageView view) {
    List<Package> found =
        packages().stream().filter(search.filter()).sorted(search.order()).toList();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("count", found.size());
    result.put("facets", Map.of());
    result.put("search_facets", Map.of());
    result.put(
        "results", found.stream().skip(search.start()).limit(search.rows()).map(view::of).toList());
    return result;
  }

  private Object organizations(Map<String, String> asked) {
    Map<String, List<Package>> groups = byOrganization();
    if (!Boolean.parseBoolean(asked.getOrDefault("all_fields", "false"))) {
      return page(groups.keySet().stream(), asked);
    }
    return page(groups.values().stream().map(ActionServlet::counted), asked);
  }

  private static Map<String, Object> counted(List<Package> group) {
    Map<String, Object> organization = PackageView.organization(group.get(0));
    organization.put("package_count", group.size());
    return organization;
  }

  private static Map<String, Object> organization(
      List<Package> group, Map<String, String> asked, PackageView view) {
    Map<String, Object> organization = counted(group);
    if (Boolean.parseBoolean(asked.getOrDefault("include_datasets", "false"))) {
      organization.put("packages", group.stream().map(view::of).toList());
    }
    return organization;
  }

  private void fail(
      HttpServletRequest request,
      HttpServletResponse response,
      String action,
      int status,
      String type,
      Map<String, Object> detail)
      throws IOException {
    Map<String, Object> error = new LinkedHashMap<>(detail);
    error.put("__type", type);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("help", help(request, action));
    answer.put("success", false);
    answer.put("error", error);
    send(response, status, answer);
  }

  private String help(HttpServletRequest request, String action) {
    return address(request) + ROOT + "/api/3/action/help_show?name=" + action;
  }

  private static void send(HttpServletResponse response, int status, Object body)
      throws IOException {
    byte[] bytes = Json.mapper().writeValueAsBytes(body);
    response.setStatus(status);
    response.setContentType("application/json;charset=utf-8");
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
