package id.pcc.web.internal.openapi;

import id.pcc.web.Summary;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.HttpMethod;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;

/** The document of the interface in OpenAPI 3.0.3, made of the resources that there are. */
final class ApiDocument {
  private final Schemas schemas = new Schemas();
  private final Map<String, Map<String, Object>> paths = new TreeMap<>();

  private ApiDocument() {}

  /**
   * The document of resources.
   *
   * @param version of the command center
   */
  static Map<String, Object> of(Collection<Class<?>> resources, String version) {
    ApiDocument document = new ApiDocument();
    resources.stream().sorted(Comparator.comparing(Class::getName)).forEach(document::resource);
    document.servlets();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("openapi", "3.0.3");
    all.put("info", Map.of("title", "Pontianak Command Center", "version", version));
    all.put("servers", List.of(Map.of("url", "/")));
    all.put("security", List.of(Map.of("key", List.of()), Map.of("session", List.of())));
    all.put("paths", document.paths);
    all.put(
        "components",
        Map.of(
            "schemas",
            document.schemas.named(),
            "securitySchemes",
            Map.of(
                "key",
                Map.of("type", "http", "scheme", "bearer"),
                "session",
                Map.of("type", "apiKey", "in", "cookie", "name", "session"))));
    return all;
  }

  /** What servlets answer beside the resources. */
  private void servlets() {
    add(
        "/api/health",
        "get",
        plain("Whether the command center is ready, part by part.", "application/json"));
    add("/metrics", "get", plain("How the process is, for Prometheus.", "text/plain"));
    Map<String, Object> live =
        plain(
            "What happens, as Server-Sent Events; Last-Event-ID resumes without a gap.",
            "text/event-stream");
    live.put(
        "parameters",
        List.of(
            parameter(
                "topics",
                "query",
                true,
                Map.of("type", "string"),
                "such as dataset:dlh/ispu,notices")));
    add("/api/live", "get", live);
  }

  private static Map<String, Object> plain(String summary, String type) {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("summary", summary);
    operation.put(
        "responses",
        Map.of("200", Map.of("description", summary, "content", Map.of(type, Map.of()))));
    return operation;
  }

  private void resource(Class<?> type) {
    Path root = type.getAnnotation(Path.class);
    if (root == null) {
      return;
    }
    for (Method method : type.getDeclaredMethods()) {
      for (Annotation annotation : method.getAnnotations()) {
        HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
        if (verb != null) {
          Path below = method.getAnnotation(Path.class);
          String path = "/api/" + root.value() + (below == null ? "" : "/" + below.value());
          add(
              path.replaceAll("//+", "/").replaceAll("(?<=.)/$", ""),
              verb.value().toLowerCase(Locale.ROOT),
              operation(type, method));
        }
      }
    }
  }

  private void add(String path, String verb, Map<String, Object> operation) {
    paths.computeIfAbsent(path, p -> new TreeMap<>()).put(verb, operation);
  }

  private Map<String, Object> operation(Class<?> type, Method method) {
    Summary summary = method.getAnnotation(Summary.class);
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("operationId", type.getSimpleName() + "." + method.getName());
    operation.put("tags", List.of(type.getSimpleName().replaceAll("Resource$", "")));
    operation.put("summary", summary == null ? method.getName() : summary.value());
    operation.put("parameters", parameters(method, summary));
    Arrays.stream(method.getParameters())
        .filter(parameter -> parameter.getAnnotations().length == 0)
        .findFirst()
        .ifPresent(body -> operation.put("requestBody", body(body)));
    Map<String, Object> responses = new LinkedHashMap<>();
    responses.put(method.getReturnType() == void.class ? "204" : "200", answer(type, method));
    Map<String, Object> problem = Map.of("schema", Schemas.problem());
    responses.put(
        "default",
        Map.of("description", "An error", "content", Map.of("application/problem+json", problem)));
    operation.put("responses", responses);
    return operation;
  }

  private List<Object> parameters(Method method, Summary summary) {
    List<Object> parameters = new ArrayList<>();
    for (Parameter parameter : method.getParameters()) {
      PathParam path = parameter.getAnnotation(PathParam.class);
      QueryParam query = parameter.getAnnotation(QueryParam.class);
      Map<String, Object> schema =
          new LinkedHashMap<>(schemas.of(parameter.getParameterizedType()));
      DefaultValue usual = parameter.getAnnotation(DefaultValue.class);
      if (usual != null && !usual.value().isEmpty()) {
        schema.put("default", usual.value());
      }
      if (path != null) {
        parameters.add(parameter(path.value(), "path", true, schema, ""));
      } else if (query != null) {
        parameters.add(parameter(query.value(), "query", false, schema, ""));
      }
    }
    for (String said : summary == null ? new String[0] : summary.query()) {
      int colon = said.indexOf(": ");
      parameters.add(
          parameter(
              said.substring(0, colon),
              "query",
              false,
              Map.of("type", "string"),
              said.substring(colon + 2)));
    }
    return parameters;
  }

  private static Map<String, Object> parameter(
      String name, String in, boolean required, Map<String, Object> schema, String description) {
    Map<String, Object> parameter = new LinkedHashMap<>();
    parameter.put("name", name);
    parameter.put("in", in);
    parameter.put("required", required);
    parameter.put("schema", schema);
    if (!description.isEmpty()) {
      parameter.put("description", description);
    }
    return parameter;
  }

  private Map<String, Object> body(Parameter body) {
    boolean stream = body.getType().getName().startsWith("java.io.");
    Stream<String> types =
        stream
            ? Stream.of(MediaType.APPLICATION_JSON, "application/x-ndjson", "text/csv")
            : Stream.of(MediaType.APPLICATION_JSON);
    Map<String, Object> content = new LinkedHashMap<>();
    Object schema = stream ? Map.of() : schemas.of(body.getParameterizedType());
    types.forEach(type -> content.put(type, Map.of("schema", schema)));
    return Map.of("required", true, "content", content);
  }

  private Map<String, Object> answer(Class<?> type, Method method) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("description", "As asked");
    if (method.getReturnType() != void.class) {
      Produces produces = method.getAnnotation(Produces.class);
      Produces all = produces == null ? type.getAnnotation(Produces.class) : produces;
      boolean known = method.getReturnType() != Response.class;
      Object schema = known ? schemas.of(method.getGenericReturnType()) : Map.of();
      String media = all == null ? MediaType.WILDCARD : all.value()[0];
      answer.put("content", Map.of(media, Map.of("schema", schema)));
    }
    return answer;
  }
}
