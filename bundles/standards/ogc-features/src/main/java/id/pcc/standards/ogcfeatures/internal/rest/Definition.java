package id.pcc.standards.ogcfeatures.internal.rest;

import id.pcc.api.dataset.Field;
import id.pcc.api.dataset.FieldType;
import id.pcc.standards.ogcfeatures.internal.domain.FeatureQuery;
import id.pcc.standards.ogcfeatures.internal.rest.Collections.Collection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The definition of this interface as OpenAPI 3.0, of the collections that there are now. */
final class Definition {
  private Definition() {}

  static Map<String, Object> of(List<Collection> collections, Links links) {
    Map<String, Object> paths = new LinkedHashMap<>();
    paths.put("/", get("landing", "The landing page", Links.JSON, List.of()));
    paths.put("/conformance", get("conformance", "What is conformed to", Links.JSON, List.of()));
    paths.put("/collections", get("collections", "The collections", Links.JSON, List.of()));
    for (Collection collection : collections) {
      String path = "/collections/" + collection.name();
      String title = collection.dataset().title().en();
      paths.put(path, get(collection.name(), title, Links.JSON, List.of()));
      paths.put(
          path + "/items",
          get(collection.name() + ".items", title, Links.GEOJSON, parameters(collection)));
      paths.put(
          path + "/items/{featureId}",
          get(
              collection.name() + ".item",
              title,
              Links.GEOJSON,
              List.of(parameter("featureId", "path", Map.of("type", "string")))));
    }
    Map<String, Object> definition = new LinkedHashMap<>();
    definition.put("openapi", "3.0.3");
    definition.put("info", Map.of("title", "Pontianak: OGC API - Features", "version", "1.0.0"));
    definition.put("servers", List.of(Map.of("url", links.root())));
    definition.put("paths", paths);
    return definition;
  }

  private static List<Object> parameters(Collection collection) {
    List<Object> parameters = new ArrayList<>();
    parameters.add(
        parameter(
            "limit",
            "query",
            Map.of(
                "type",
                "integer",
                "minimum",
                1,
                "maximum",
                FeatureQuery.MOST,
                "default",
                FeatureQuery.USUAL)));
    Map<String, Object> box = new LinkedHashMap<>(parameter("bbox", "query", box()));
    box.put("style", "form");
    box.put("explode", false);
    parameters.add(box);
    parameters.add(parameter("datetime", "query", Map.of("type", "string")));
    parameters.add(parameter("cursor", "query", Map.of("type", "string")));
    for (Field field : FeatureQuery.queryable(collection.dataset())) {
      parameters.add(parameter(field.name(), "query", Map.of("type", type(field.type()))));
    }
    return parameters;
  }

  private static Map<String, Object> box() {
    return Map.of("type", "array", "minItems", 4, "maxItems", 6, "items", Map.of("type", "number"));
  }

  private static String type(FieldType type) {
    return switch (type) {
      case INTEGER -> "integer";
      case DECIMAL -> "number";
      case BOOLEAN -> "boolean";
      default -> "string";
    };
  }

  private static Map<String, Object> parameter(String name, String in, Map<String, Object> schema) {
    return Map.of("name", name, "in", in, "required", in.equals("path"), "schema", schema);
  }

  private static Map<String, Object> get(
      String id, String title, String type, List<Object> parameters) {
    Map<String, Object> schema = Map.of("schema", Map.of("type", "object"));
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("operationId", id);
    operation.put("summary", title);
    operation.put("parameters", parameters);
    operation.put(
        "responses",
        Map.of(
            "200",
            Map.of("description", title, "content", Map.of(type, schema)),
            "400",
            Map.of("description", "A parameter is unknown or wrong"),
            "404",
            Map.of("description", "There is no such thing")));
    return Map.of("get", operation);
  }
}
