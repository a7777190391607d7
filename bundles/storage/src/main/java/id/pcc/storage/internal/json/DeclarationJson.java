package id.pcc.storage.internal.json;

import id.pcc.api.LocalText;
import id.pcc.api.dataset.Classification;
import id.pcc.api.dataset.Code;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Field;
import id.pcc.api.dataset.FieldRole;
import id.pcc.api.dataset.FieldType;
import id.pcc.api.dataset.Governance;
import id.pcc.api.dataset.Retention;
import id.pcc.api.widget.Level;
import java.time.DateTimeException;
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
  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static DeclarationJson read(String text) {
    try {
      return of(Json.readObject(text));
    } catch (ClassCastException | NullPointerException e) {
      throw new IllegalArgumentException(
          "a declaration cannot be read: a member is missing or of another kind", e);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IllegalArgumentException("a declaration cannot be read: " + e.getMessage(), e);
    }
  }

  private static DeclarationJson of(Map<String, Object> kept) {
    Dataset dataset =
        new Dataset(
            (String) kept.get("name"),
            text(kept.get("title")),
            text(kept.get("description")),
            fields(kept.get("fields")),
            list(kept.get("key")).stream().map(String.class::cast).toList(),
            length(kept.get("frequency")),
            Classification.valueOf((String) kept.get("classification")),
            (String) kept.get("producer"),
            governance((Map<?, ?>) kept.get("governance")));
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
    kept.put("frequency", length(dataset.frequency()));
    kept.put("classification", dataset.classification().name());
    kept.put("producer", dataset.producer());
    kept.put("governance", governance(dataset.governance()));
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
    kept.put("reference", field.reference());
    kept.put("personal", field.personal());
    return kept;
  }

  /** What is said of a dataset besides its fields. */
  public static Map<String, Object> governance(Governance governance) {
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put("standard", governance.standard());
    kept.put("licence", governance.licence());
    kept.put("keywords", governance.keywords());
    kept.put("purpose", governance.purpose());
    kept.put("retention", retention(governance.retention()));
    kept.put("interoperability", governance.interoperability());
    return kept;
  }

  private static Map<String, Object> retention(Retention retention) {
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put("raw", length(retention.raw()));
    kept.put("hour", length(retention.hour()));
    kept.put("day", length(retention.day()));
    return kept;
  }

  private static String length(Duration duration) {
    return duration == null ? null : duration.toString();
  }

  /** A declaration from before there was governance has none. */
  private static Governance governance(Map<?, ?> kept) {
    return kept == null
        ? Governance.NONE
        : new Governance(
            (String) kept.get("standard"),
            (String) kept.get("licence"),
            list(kept.get("keywords")).stream().map(String.class::cast).toList(),
            (String) kept.get("purpose"),
            retention((Map<?, ?>) kept.get("retention")),
            kept.get("interoperability") instanceof String told ? told : "");
  }

  private static Retention retention(Map<?, ?> kept) {
    return new Retention(
        length(kept.get("raw")), length(kept.get("hour")), length(kept.get("day")));
  }

  private static Duration length(Object kept) {
    return kept == null ? null : Duration.parse((String) kept);
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
        list(map.get("codes")).stream().map(code -> code((Map<?, ?>) code)).toList(),
        map.get("reference") instanceof String reference ? reference : "",
        Boolean.TRUE.equals(map.get("personal")));
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
