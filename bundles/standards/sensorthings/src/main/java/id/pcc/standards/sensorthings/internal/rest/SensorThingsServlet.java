package id.pcc.standards.sensorthings.internal.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.standards.sensorthings.internal.domain.EntitySet;
import id.pcc.standards.sensorthings.internal.domain.EntitySet.Relation;
import id.pcc.standards.sensorthings.internal.domain.NotServed;
import id.pcc.standards.sensorthings.internal.domain.Observations;
import id.pcc.standards.sensorthings.internal.domain.Options;
import id.pcc.standards.sensorthings.internal.domain.Sensing;
import id.pcc.standards.sensorthings.internal.domain.Source.Observation;
import id.pcc.standards.sensorthings.internal.domain.Source.Stream;
import id.pcc.storage.Catalogue;
import id.pcc.storage.Ingest;
import id.pcc.storage.Records;
import id.pcc.storage.Rights;
import id.pcc.storage.StoreException;
import id.pcc.web.Json;
import id.pcc.web.Problem;
import id.pcc.web.PublicArea;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
 * {@code /sta/v1.1}: OGC SensorThings API Part 1: Sensing 1.1 (OGC 18-088), reading and creating
 * observations, over every published dataset that has one key, a time and measures. Everything but
 * observations comes from the declarations of departments and cannot be created here.
 */
@Component(
    service = {Servlet.class, PublicArea.class},
    configurationPid = "id.pcc.standards.sensorthings",
    configurationPolicy = ConfigurationPolicy.OPTIONAL)
@HttpWhiteboardServletName("pcc-sensorthings")
@HttpWhiteboardServletPattern({"/sta/v1.1", "/sta/v1.1/*"})
public final class SensorThingsServlet extends HttpServlet implements PublicArea {
  private static final long serialVersionUID = 1L;
  private static final String ROOT = "/sta/v1.1";
  private static final Pattern STEP = Pattern.compile("([A-Za-z]+)(?:\\('?([\\w-]+)'?\\))?");
  private static final int LONGEST_BODY = 64 << 10;
  private static final String REQUIREMENTS = "http://www.opengis.net/spec/iot_sensing/1.1/req/";

  /**
   * What is served of everything. What is served in part is not among it: {@code $filter}, {@code
   * $orderby} and {@code $skip} of observations, and of the entities only observations are created.
   */
  private static final List<String> CONFORMANCE =
      List.of(
          "datamodel",
          "resource-path/resource-path-to-entities",
          "request-data/status-code",
          "request-data/query-status-code",
          "request-data/order",
          "request-data/expand",
          "request-data/select",
          "request-data/top",
          "request-data/count",
          "request-data/pagination");

  /** The configuration {@code etc/id.pcc.standards.sensorthings.cfg}. */
  public @interface Settings {
    /** Whether everybody may read it without signing in. */
    boolean open() default false;

    /** The address of the port as others see it, for links; empty to go by the request. */
    String address() default "";
  }

  private final transient Sensing sensing;
  private final transient Observations observations;
  private final transient Creation creation;
  private transient volatile Settings settings;

  @Activate
  public SensorThingsServlet(
      @Reference Catalogue catalogue,
      @Reference Records records,
      @Reference Ingest ingest,
      Settings settings) {
    this.sensing = new Sensing(catalogue, records);
    this.observations = new Observations(records);
    this.creation = new Creation(records, ingest);
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

  /** Where a path led. */
  private sealed interface Place {
    /** A set, of all entities or of those that an entity leads to. */
    record Set(EntitySet set, Object of, EntitySet from, Relation relation) implements Place {}

    /** An entity. */
    record One(EntitySet set, Object entity) implements Place {}

    /** Where it led, but only the addresses of what is there. */
    record References(Place to) implements Place {}

    /** A property of an entity. */
    record Property(String name, Object value) implements Place {}

    /** The value of a property, as text. */
    record Raw(Object value) implements Place {}
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    EntityJson json = new EntityJson(address(request) + ROOT);
    try {
      Map<String, String> given = given(request);
      String path = path(request);
      if (path.isEmpty()) {
        Options.of(given);
        send(response, 200, root(json));
        return;
      }
      Place place = walk(path, json);
      Reading reading = new Reading(sensing, observations, json);
      if (place instanceof Place.Raw raw) {
        response.setContentType("text/plain;charset=utf-8");
        response.getWriter().write(String.valueOf(raw.value()));
      } else {
        send(response, 200, answer(place, reading, json.root() + "/" + path, given));
      }
    } catch (NotServed e) {
      throw Problem.of(501, "Not implemented", e.getMessage());
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(e.getMessage());
    } catch (StoreException e) {
      throw Problem.of(503, "Store is down", e.getMessage()).retryAfter(5);
    }
  }

  private Map<String, Object> answer(
      Place place, Reading reading, String address, Map<String, String> given) {
    Options options = Options.of(given);
    if (place instanceof Place.References references) {
      if (!options.select().isEmpty() || !options.expand().isEmpty()) {
        throw new IllegalArgumentException("$ref: $select and $expand have nothing to show here");
      }
      return Reading.references(answer(references.to(), reading, address, given));
    }
    if (place instanceof Place.Property property) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put(property.name(), property.value());
      return answer;
    }
    if (place instanceof Place.One one) {
      return reading.one(one.set(), one.entity(), options);
    }
    Place.Set set = (Place.Set) place;
    if (set.set() == EntitySet.OBSERVATIONS && set.of() instanceof Stream stream) {
      return reading.observations(stream, options, address, given);
    }
    if (set.set() == EntitySet.OBSERVATIONS) {
      List<?> streams =
          set.of() == null ? sensing.all(EntitySet.DATASTREAMS) : sensing.streamsOf(set.of());
      return reading.observations(streams, options, address, given);
    }
    List<?> all =
        set.of() == null
            ? sensing.all(set.set())
            : sensing.related(set.of(), set.from(), set.relation());
    return reading.list(set.set(), all, options, address, given);
  }

  private Place walk(String path, EntityJson json) {
    String[] steps = path.split("/");
    Place place = null;
    for (String step : steps) {
      place = step(place, step, json);
    }
    return place;
  }

  private Place step(Place from, String step, EntityJson json) {
    if (from instanceof Place.Property property && step.equals("$value")) {
      return new Place.Raw(property.value());
    }
    if (step.equals("$ref") && (from instanceof Place.Set || from instanceof Place.One)) {
      return new Place.References(from);
    }
    Matcher matcher = STEP.matcher(step);
    if (!matcher.matches()) {
      throw step.startsWith("$") ? new NotServed(step + " is not served") : none();
    }
    String name = matcher.group(1);
    String id = matcher.group(2);
    if (from == null) {
      EntitySet set = EntitySet.named(name).orElseThrow(SensorThingsServlet::none);
      return id == null ? new Place.Set(set, null, null, null) : one(set, id);
    }
    if (!(from instanceof Place.One one)) {
      throw none();
    }
    Relation relation = one.set().relation(name).orElse(null);
    if (relation == null) {
      Map<String, Object> shown = json.of(one.set(), one.entity());
      if (id != null || !shown.containsKey(name)) {
        throw none();
      }
      return new Place.Property(name, shown.get(name));
    }
    if (id != null) {
      return one(relation.to(), id);
    }
    return relation.many()
        ? new Place.Set(relation.to(), one.entity(), one.set(), relation)
        : sensing.related(one.entity(), one.set(), relation).stream()
            .findFirst()
            .map(entity -> (Place) new Place.One(relation.to(), entity))
            .orElseThrow(SensorThingsServlet::none);
  }

  private Place one(EntitySet set, String id) {
    return sensing
        .one(set, id)
        .map(entity -> (Place) new Place.One(set, entity))
        .orElseThrow(SensorThingsServlet::none);
  }

  private static Problem none() {
    return Problem.notFound("There is no such entity; see " + ROOT + ".");
  }

  /** Creates an observation. */
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    EntityJson json = new EntityJson(address(request) + ROOT);
    try {
      JsonNode body = body(request);
      Stream stream = stream(path(request), body, json);
      String department = stream.thing().source().id().department();
      if (!new Rights(request::isUserInRole).writes(department)) {
        throw Problem.forbidden(
            "To create observations of " + department + " takes a key of the department.");
      }
      String actor = request.getUserPrincipal().getName();
      Observation created = creation.create(stream, body, actor);
      Map<String, Object> shown = json.of(EntitySet.OBSERVATIONS, created);
      response.setHeader("Location", (String) shown.get("@iot.selfLink"));
      send(response, 201, shown);
    } catch (NotServed e) {
      throw Problem.of(501, "Not implemented", e.getMessage());
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(e.getMessage());
    } catch (StoreException e) {
      throw Problem.of(503, "Store is down", e.getMessage()).retryAfter(5);
    }
  }

  private Stream stream(String path, JsonNode body, EntityJson json) {
    Place place = walk(path, json);
    if (!(place instanceof Place.Set set) || set.set() != EntitySet.OBSERVATIONS) {
      throw new NotServed("only Observations can be created; the rest is declared by departments");
    }
    if (set.of() instanceof Stream stream) {
      return stream;
    }
    String id = body.path("Datastream").path("@iot.id").asText();
    return sensing
        .one(EntitySet.DATASTREAMS, id)
        .map(Stream.class::cast)
        .orElseThrow(
            () -> new IllegalArgumentException("Datastream: an @iot.id that exists was expected"));
  }

  @Override
  protected void doPut(HttpServletRequest request, HttpServletResponse response) {
    throw Problem.of(501, "Not implemented", "Entities are read and observations are created.");
  }

  @Override
  protected void doDelete(HttpServletRequest request, HttpServletResponse response) {
    throw Problem.of(501, "Not implemented", "Entities are read and observations are created.");
  }

  private static JsonNode body(HttpServletRequest request) throws IOException {
    byte[] bytes = request.getInputStream().readNBytes(LONGEST_BODY + 1);
    try {
      JsonNode body = bytes.length > LONGEST_BODY ? null : Json.mapper().readTree(bytes);
      if (body != null && body.isObject()) {
        return body;
      }
    } catch (JsonProcessingException | CharConversionException e) {
      // Said below.
    }
    throw Problem.badRequest("An observation as a JSON object was expected.");
  }

  private static Map<String, Object> root(EntityJson json) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put(
        "value",
        Arrays.stream(EntitySet.values())
            .map(set -> Map.of("name", set.plural(), "url", json.root() + "/" + set.plural()))
            .toList());
    root.put(
        "serverSettings",
        Map.of("conformance", CONFORMANCE.stream().map(each -> REQUIREMENTS + each).toList()));
    return root;
  }

  private static Map<String, String> given(HttpServletRequest request) {
    Map<String, String> given = new LinkedHashMap<>();
    request
        .getParameterMap()
        .forEach(
            (name, values) -> {
              if (values.length > 1) {
                throw new IllegalArgumentException(name + ": was given more than once");
              }
              given.put(name, values[0]);
            });
    return given;
  }

  private static String path(HttpServletRequest request) {
    String path = request.getPathInfo() == null ? "" : request.getPathInfo();
    return path.replaceAll("^/|/$", "");
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
