package id.pcc.storage.internal.rest;

import id.pcc.api.dataset.Code;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Field;
import id.pcc.storage.Catalogue.Approval;
import id.pcc.storage.Catalogue.Entry;
import id.pcc.storage.Catalogue.Volume;
import id.pcc.storage.internal.domain.Shortcoming;
import id.pcc.storage.internal.json.DeclarationJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A dataset as clients see it. */
final class DatasetView {
  private DatasetView() {}

  static Map<String, Object> of(Entry entry, Volume volume, List<Shortcoming> missing) {
    Dataset dataset = entry.dataset();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("name", entry.id().toString());
    view.put("department", entry.id().department());
    view.put("dataset", entry.id().dataset());
    view.put("title", DeclarationJson.text(dataset.title()));
    view.put("description", DeclarationJson.text(dataset.description()));
    view.put("fields", dataset.fields().stream().map(DatasetView::field).toList());
    view.put("key", dataset.key());
    view.put("time", dataset.time().map(Field::name).orElse(null));
    view.put("geometry", dataset.geometry().map(Field::name).orElse(null));
    view.put("frequency", dataset.frequency() == null ? null : dataset.frequency().toString());
    view.put("classification", lower(dataset.classification()));
    view.put("producer", dataset.producer());
    view.put("governance", DeclarationJson.governance(dataset.governance()));
    view.put("rows", volume.rows());
    view.put("quarantined", volume.quarantined());
    view.put("newest", volume.newest() == null ? null : Instant.ofEpochMilli(volume.newest()));
    view.put("overdueFrom", entry.overdueFrom(volume).orElse(null));
    view.put("missing", missing.stream().map(DatasetView::shortcoming).toList());
    view.put("refusal", entry.refusal());
    view.put("version", entry.version());
    view.put("draft", entry.draft());
    view.put("approval", entry.approval() == null ? null : approval(entry.approval()));
    return view;
  }

  private static Map<String, Object> shortcoming(Shortcoming missing) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("part", lower(missing.part()));
    view.put("what", missing.what());
    view.put("fields", missing.fields());
    return view;
  }

  private static Map<String, Object> approval(Approval approval) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("version", approval.version());
    view.put("by", approval.by());
    view.put("at", approval.at());
    return view;
  }

  private static Map<String, Object> field(Field field) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("name", field.name());
    view.put("type", lower(field.type()));
    view.put("unit", field.unit());
    view.put("role", lower(field.role()));
    view.put("description", DeclarationJson.text(field.description()));
    view.put("codes", field.codes().stream().map(DatasetView::code).toList());
    view.put("reference", field.reference());
    view.put("personal", field.personal());
    return view;
  }

  private static Map<String, Object> code(Code code) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("value", code.value());
    view.put("title", DeclarationJson.text(code.title()));
    view.put("level", code.level() == null ? null : lower(code.level()));
    return view;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
