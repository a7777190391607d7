package id.pcc.importer.internal.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.api.LocalText;
import id.pcc.api.dataset.Classification;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Field;
import id.pcc.api.dataset.FieldRole;
import id.pcc.api.dataset.FieldType;
import id.pcc.api.dataset.Governance;
import id.pcc.mapping.Mapping;
import id.pcc.mapping.Rule;
import id.pcc.web.Json;
import id.pcc.web.Problem;
import id.pcc.web.Problem.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to become of a file.
 *
 * @param department into whose dataset
 * @param dataset which
 * @param declaration what it is, when it is new; {@code null} when it is there already
 * @param mapping how its fields are filled
 * @param rows how many rows a preview shows; {@code null} for the usual
 */
record Plan(
    String department, String dataset, Declaration declaration, Mapping mapping, Integer rows) {
  /** A text in two languages; without an English one the Indonesian holds for both. */
  record Words(String id, String en) {
    LocalText text() {
      return LocalText.of(id, en == null || en.isBlank() ? id : en);
    }
  }

  /** A field of a new dataset; an attribute unless its role is said. */
  record NewField(
      String name,
      FieldType type,
      FieldRole role,
      String unit,
      Words description,
      boolean personal) {
    Field field() {
      if (type == null) {
        throw new IllegalArgumentException("field " + name + ": its type is missing");
      }
      return new Field(
          name,
          type,
          role == null ? FieldRole.ATTRIBUTE : role,
          unit == null ? "" : unit,
          description == null ? LocalText.name(name) : description.text(),
          List.of(),
          "",
          personal);
    }
  }

  /**
   * A new dataset.
   *
   * @param frequency how often something new is expected, such as {@code P1D}; {@code null} when
   *     that cannot be said
   * @param purpose what personal data is processed for
   */
  record Declaration(
      Words title,
      Words description,
      List<NewField> fields,
      List<String> key,
      Duration frequency,
      Classification classification,
      String producer,
      String purpose) {
    Dataset dataset(String name) {
      if (title == null || fields == null || fields.isEmpty() || key == null) {
        throw new IllegalArgumentException("a title, fields and a key are expected");
      }
      Governance none = Governance.NONE;
      return new Dataset(
          name,
          title.text(),
          description == null ? title.text() : description.text(),
          fields.stream().map(NewField::field).toList(),
          key,
          frequency,
          classification == null ? Classification.INTERNAL : classification,
          producer == null ? "" : producer,
          new Governance(
              none.standard(),
              none.licence(),
              none.keywords(),
              purpose == null ? "" : purpose,
              none.retention()));
    }
  }

  /**
   * Reads a body.
   *
   * @throws Problem 400 when it is not of this form
   */
  static Plan read(JsonNode body) {
    if (body == null || !body.isObject()) {
      throw Problem.badRequest("An object with department, dataset and mapping was expected.");
    }
    try {
      Plan plan = Json.mapper().treeToValue(body, Plan.class);
      if (plan.department() == null || plan.dataset() == null || plan.mapping() == null) {
        throw Problem.badRequest("department, dataset and mapping are expected.");
      }
      return plan;
    } catch (JsonProcessingException e) {
      Throwable cause = e.getCause() instanceof IllegalArgumentException ? e.getCause() : e;
      String said = cause == e ? e.getOriginalMessage() : cause.getMessage();
      throw Problem.badRequest(said);
    }
  }

  /**
   * Checks that the mapping fills the dataset.
   *
   * @throws Problem 422 that names each field at fault
   */
  void check(Dataset target) {
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < mapping.rules().size(); i++) {
      Rule rule = mapping.rules().get(i);
      String pointer = "/mapping/rules/" + i;
      Field field = target.field(rule.field()).orElse(null);
      if (field == null) {
        faults.add(
            fault(
                pointer,
                "field.unknown",
                target.name() + " tidak punya kolom " + rule.field(),
                target.name() + " has no field " + rule.field()));
      } else if (field.type() != rule.type()) {
        faults.add(
            fault(
                pointer,
                "field.type",
                "kolom " + field.name() + " berjenis " + field.type(),
                "field " + field.name() + " is of type " + field.type()));
      }
    }
    for (Field field : target.fields()) {
      boolean filled = mapping.rules().stream().anyMatch(r -> r.field().equals(field.name()));
      if (!field.optional() && !filled) {
        faults.add(
            fault(
                "/mapping/rules",
                "field.unfilled",
                "kolom " + field.name() + " perlu kolom berkas atau isi tetap",
                "field " + field.name() + " needs a column or a constant"));
      }
    }
    if (!faults.isEmpty()) {
      throw Problem.of(
              422, "Mapping does not fit", "The mapping does not fit " + target.name() + ".")
          .with(faults);
    }
  }

  private static Fault fault(String pointer, String code, String id, String en) {
    return new Fault(pointer, en, code, LocalText.of(id, en));
  }
}
