package id.pcc.storage.internal.json;

import id.pcc.api.LocalText;
import id.pcc.api.dataset.Classification;
import id.pcc.api.dataset.Code;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Field;
import id.pcc.api.dataset.FieldRole;
import id.pcc.api.dataset.FieldType;
import id.pcc.api.widget.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A dataset's declaration as it is kept, with the fields that are no longer declared but still have
 * columns. Written by hand, so that what is stored stays readable when classes change.
 *
 * @param dataset the declaration
 * @param retired fields that are no longer declared
 */
public record DeclarationJson(Dataset dataset, List<Field> retired) {
  /** Reads what {@link #text} wrote. */
  public static DeclarationJson read(String text) {
    Map<String, Object> kept = Json.readObject(text);
    Object frequency = kept.get("frequency");
    Dataset dataset =
        new Dataset(
            (String) kept.get("name"),
            text(kept.get("title")),
            text(kept.get("description")),
            fields(kept.get("fields")),
            list(kept.get("key")).stream().map(String.class::cast).toList(),
            frequency == null ? null : Duration.parse((String) frequency),
            Classification.valueOf((String) kept.get("classification")),
            (String) kept.get("producer"));
    return new DeclarationJson(dataset, fields(kept.get("retired")));
  }

  /** This declaration as JSON. */
  public String text() {
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put("name", dataset.name());
    kept.put("title", text(dataset.title()));
    kept.put("description", text(dataset.description()));
    kept.put("fields", dataset.fields().stream().map(DeclarationJson::field).toList());
    kept.put("key", dataset.key());
    kept.put("frequency", dataset.frequency() == null ? null : dataset.frequency().toString());
    kept.put("classification", dataset.classification().name());
    kept.put("producer", dataset.producer());
    kept.put("retired", retired.stream().map(DeclarationJson::field).toList());
    return Json.write(kept);
  }

  private static Map<String, Object> field(Field field) {
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put("name", field.name());
    kept.put("type", field.type().name());
    kept.put("role", field.role().name());
    kept.put("unit", field.unit());
    kept.put("description", text(field.description()));
    kept.put("codes", field.codes().stream().map(DeclarationJson::code).toList());
    return kept;
  }

  private static Map<String, Object> code(Code code) {
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put("value", code.value());
    kept.put("title", text(code.title()));
    kept.put("level", code.level() == null ? null : code.level().name());
    return kept;
  }

  private static Code code(Map<?, ?> kept) {
    Object level = kept.get("level");
    return new Code(
        (String) kept.get("value"),
        text(kept.get("title")),
        level == null ? null : Level.valueOf((String) level));
  }

  private static List<Field> fields(Object kept) {
    return list(kept).stream().map(DeclarationJson::field).toList();
  }

  private static Field field(Object kept) {
    Map<?, ?> map = (Map<?, ?>) kept;
    return new Field(
        (String) map.get("name"),
        FieldType.valueOf((String) map.get("type")),
        FieldRole.valueOf((String) map.get("role")),
        (String) map.get("unit"),
        text(map.get("description")),
        list(map.get("codes")).stream().map(code -> code((Map<?, ?>) code)).toList());
  }

  /** A text in both languages. */
  public static Map<String, Object> text(LocalText text) {
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put("id", text.id());
    kept.put("en", text.en());
    return kept;
  }

  private static LocalText text(Object kept) {
    Map<?, ?> map = (Map<?, ?>) kept;
    return LocalText.of((String) map.get("id"), (String) map.get("en"));
  }

  private static List<?> list(Object kept) {
    return (List<?>) kept;
  }
}
