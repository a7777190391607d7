package id.pcc.web.internal.openapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The JSON Schemas of Java types, as the interface writes them; records are kept by their name. */
final class Schemas {
  private static final String PROBLEM = "Problem";

  private final Map<String, Object> named = new TreeMap<>();

  Schemas() {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (String field : new String[] {"type", "title", "detail", "instance"}) {
      fields.put(field, Map.of("type", "string"));
    }
    fields.put("status", Map.of("type", "integer"));
    named.put(
        PROBLEM,
        Map.of("type", "object", "description", "An error (RFC 9457)", "properties", fields));
  }

  /** All records that were asked for. */
  Map<String, Object> named() {
    return named;
  }

  /** The schema of errors. */
  static Map<String, Object> problem() {
    return reference(PROBLEM);
  }

  /** The schema of a type. */
  Map<String, Object> of(Type type) {
    return of(type, Map.of());
  }

  private Map<String, Object> of(Type type, Map<TypeVariable<?>, Type> bound) {
    if (type instanceof TypeVariable<?> variable) {
      return bound.containsKey(variable) ? of(bound.get(variable)) : Map.of();
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
      if (Collection.class.isAssignableFrom(raw)) {
        return Map.of("type", "array", "items", of(generic.getActualTypeArguments()[0], bound));
      }
      if (raw.isRecord()) {
        Map<TypeVariable<?>, Type> inner = new LinkedHashMap<>();
        for (int i = 0; i < raw.getTypeParameters().length; i++) {
          inner.put(raw.getTypeParameters()[i], generic.getActualTypeArguments()[i]);
        }
        return properties(raw, inner);
      }
      return of(raw);
    }
    return type instanceof Class<?> plain ? of(plain) : Map.of();
  }

  private Map<String, Object> of(Class<?> type) {
    if (type == String.class || type == Character.class) {
      return Map.of("type", "string");
    }
    if (type == Instant.class) {
      return Map.of("type", "string", "format", "date-time");
    }
    if (type == Duration.class) {
      return Map.of("type", "string", "format", "duration");
    }
    if (type == boolean.class || type == Boolean.class) {
      return Map.of("type", "boolean");
    }
    if (type == double.class || type == Double.class || type == float.class) {
      return Map.of("type", "number");
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return Map.of("type", "integer", "format", "int64");
    }
    if (type.isEnum()) {
      return Map.of(
          "type",
          "string",
          "enum",
          Arrays.stream(type.getEnumConstants()).map(String::valueOf).toList());
    }
    if (type.isArray()) {
      return Map.of("type", "array", "items", of(type.getComponentType()));
    }
    return type.isRecord() ? kept(type) : Map.of("type", "object");
  }

  private Map<String, Object> kept(Class<?> type) {
    String outer = type.getEnclosingClass() == null ? "" : type.getEnclosingClass().getSimpleName();
    String name = outer.replaceAll("Resource$", "") + type.getSimpleName();
    if (!named.containsKey(name)) {
      named.put(name, Map.of());
      named.put(name, properties(type, Map.of()));
    }
    return reference(name);
  }

  private Map<String, Object> properties(Class<?> type, Map<TypeVariable<?>, Type> bound) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
      boolean other = renamed != null && !renamed.value().isEmpty();
      properties.put(
          other ? renamed.value() : component.getName(), of(component.getGenericType(), bound));
    }
    return Map.of("type", "object", "properties", properties);
  }

  private static Map<String, Object> reference(String name) {
    return Map.of("$ref", "#/components/schemas/" + name);
  }
}
