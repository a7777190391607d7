package id.pcc.standards.ckan.internal.rest;

import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Field;
import id.pcc.standards.ckan.internal.domain.Package;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Packages and organizations in the shape of CKAN.
 *
 * @param address of the port, without a slash at its end
 */
record PackageView(String address) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final String WALIDATA = "Dinas Komunikasi dan Informatika Kota Pontianak";

  /** A package, with its resources. */
  Map<String, Object> of(Package shown) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", shown.number());
    view.put("name", shown.name());
    view.put("title", shown.dataset().title().id());
    view.put("notes", shown.dataset().description().id());
    view.put("type", "dataset");
    view.put("state", "active");
    view.put("private", false);
    view.put("isopen", !shown.dataset().governance().licence().isEmpty());
    view.put("license_id", shown.dataset().governance().licence());
    view.put("license_title", shown.dataset().governance().licence());
    view.put("author", shown.dataset().producer());
    view.put("author_email", "");
    view.put("maintainer", WALIDATA);
    view.put("maintainer_email", "");
    view.put("version", Integer.toString(shown.version()));
    view.put("url", address + "/api/datasets/" + shown.id());
    view.put("owner_org", Package.number("organization " + shown.organization()));
    view.put("organization", organization(shown));
    view.put("metadata_created", TIME.format(shown.approved()));
    view.put("metadata_modified", TIME.format(shown.approved()));
    view.put("groups", List.of());
    view.put("tags", shown.tags().stream().map(PackageView::tag).toList());
    view.put("num_tags", shown.tags().size());
    view.put("extras", extras(shown));
    List<Map<String, Object>> resources = resources(shown);
    view.put("resources", resources);
    view.put("num_resources", resources.size());
    return view;
  }

  /** The organization of a package. */
  static Map<String, Object> organization(Package shown) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", Package.number("organization " + shown.organization()));
    view.put("name", shown.organization());
    view.put("title", shown.dataset().producer());
    view.put("display_name", shown.dataset().producer());
    view.put("description", "");
    view.put("type", "organization");
    view.put("is_organization", true);
    view.put("state", "active");
    view.put("approval_status", "approved");
    view.put("image_url", "");
    return view;
  }

  private List<Map<String, Object>> resources(Package shown) {
    List<Map<String, Object>> resources = new ArrayList<>();
    resources.add(resource(shown, "CSV", "csv", "text/csv"));
    resources.add(resource(shown, "NDJSON", "ndjson", "application/x-ndjson"));
    if (shown.dataset().geometry().isPresent()) {
      resources.add(resource(shown, "GeoJSON", "geojson", "application/geo+json"));
    }
    return resources;
  }

  private Map<String, Object> resource(Package shown, String format, String ending, String type) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", Package.number("resource " + shown.name() + "." + ending));
    view.put("package_id", shown.number());
    view.put("name", shown.dataset().title().id() + " (" + format + ")");
    view.put("description", fields(shown));
    view.put("format", format);
    view.put("mimetype", type);
    view.put("url", address + "/api/datasets/" + shown.id() + "/records?format=" + ending);
    view.put("url_type", null);
    view.put("state", "active");
    view.put("position", format.equals("CSV") ? 0 : format.equals("NDJSON") ? 1 : 2);
    view.put("created", TIME.format(shown.approved()));
    view.put("last_modified", null);
    return view;
  }

  private static String fields(Package shown) {
    StringBuilder text = new StringBuilder();
    for (Field field : shown.dataset().fields()) {
      text.append(field.name()).append(": ").append(field.description().id());
      text.append(field.unit().isEmpty() ? "\n" : " (" + field.unit() + ")\n");
    }
    return text.toString().strip();
  }

  private static List<Map<String, Object>> extras(Package shown) {
    List<Map<String, Object>> extras = new ArrayList<>();
    Dataset dataset = shown.dataset();
    extra(extras, "produsen_data", dataset.producer());
    extra(extras, "walidata", WALIDATA);
    extra(extras, "standar_data", dataset.governance().standard());
    extra(extras, "frequency", dataset.frequency() == null ? "" : dataset.frequency().toString());
    extra(extras, "interoperabilitas", dataset.governance().interoperability());
    extra(
        extras,
        "kode_referensi",
        dataset.fields().stream()
            .filter(field -> !field.reference().isEmpty())
            .map(field -> field.name() + ": " + field.reference())
            .collect(Collectors.joining(", ")));
    return extras;
  }

  /** What is not said has no extra. */
  private static void extra(List<Map<String, Object>> extras, String key, String value) {
    if (!value.isEmpty()) {
      extras.add(Map.of("key", key, "value", value));
    }
  }

  private static Map<String, Object> tag(String word) {
    return Map.of(
        "id", Package.number("tag " + word), "name", word, "display_name", word, "state", "active");
  }
}
