package id.pcc.web.internal.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The document of the interface as a page for people; it needs no script. */
final class ApiPage {
  private final JsonNode document;
  private final StringBuilder out = new StringBuilder();

  private ApiPage(JsonNode document) {
    this.document = document;
  }

  static String of(JsonNode document) {
    return new ApiPage(document).page();
  }

  private record Operation(String verb, String path, JsonNode node) {}

  private String page() {
    out.append(
        """
<!doctype html>
<html lang="id"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>API · Pontianak Command Center</title>
<link rel="stylesheet" href="docs.css"></head><body>
<header><h1>API Pontianak Command Center</h1>
<p>Dokumen ini dibuat dari kode yang sedang berjalan; untuk mesin:
<a href="openapi.json">openapi.json</a> (OpenAPI 3.0.3). <span lang="en">This document is made from the
code that is running; for machines: the same link.</span></p>
<p><a href="../console/">Ke konsol</a> <span lang="en">(to the console)</span></p></header>
""");
    Map<String, List<Operation>> groups = groups();
    contents(groups);
    out.append("<main>\n");
    groups.forEach(this::group);
    return out.append("</main></body></html>\n").toString();
  }

  /**
   * A hundred addresses are too many to look through: here one sees what there is, and goes there.
   */
  private void contents(Map<String, List<Operation>> groups) {
    out.append("<nav aria-label=\"Daftar isi / Contents\"><ul>\n");
    groups.forEach(
        (name, operations) ->
            out.append("<li><a href=\"#")
                .append(text(name))
                .append("\">")
                .append(text(name))
                .append("</a> <small>")
                .append(operations.size())
                .append("</small></li>\n"));
    out.append("</ul></nav>\n");
  }

  private Map<String, List<Operation>> groups() {
    Map<String, List<Operation>> groups = new TreeMap<>();
    document
        .path("paths")
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .fields()
                    .forEachRemaining(
                        verb ->
                            groups
                                .computeIfAbsent(group(path.getKey()), g -> new ArrayList<>())
                                .add(
                                    new Operation(verb.getKey(), path.getKey(), verb.getValue()))));
    return groups;
  }

  private static String group(String path) {
    String[] parts = path.split("/");
    return parts.length > 2 ? parts[2] : parts[1];
  }

  private void group(String name, List<Operation> operations) {
    out.append("<section><h2 id=\"").append(text(name)).append("\">");
    out.append(text(name)).append("</h2>\n");
    operations.forEach(this::operation);
    out.append("</section>\n");
  }

  private void operation(Operation operation) {
    String verb = operation.verb();
    out.append("<details><summary><b class=\"").append(text(verb)).append("\">");
    out.append(text(verb.toUpperCase(Locale.ROOT))).append("</b> <code>");
    out.append(text(operation.path())).append("</code> <span>");
    out.append(text(operation.node().path("summary").asText())).append("</span></summary>\n");
    parameters(operation.node().path("parameters"));
    operation
        .node()
        .path("requestBody")
        .path("content")
        .fields()
        .forEachRemaining(type -> content("Isi / body", type.getKey(), type.getValue()));
    operation
        .node()
        .path("responses")
        .fields()
        .forEachRemaining(
            status -> {
              if (!status.getKey().equals("default")) {
                status
                    .getValue()
                    .path("content")
                    .fields()
                    .forEachRemaining(
                        type -> content(status.getKey(), type.getKey(), type.getValue()));
              }
            });
    out.append("</details>\n");
  }

  private void parameters(JsonNode parameters) {
    if (parameters.isEmpty()) {
      return;
    }
    out.append("<table><thead><tr><th>Parameter</th><th>Di / in</th><th>Jenis / type</th>");
    out.append("<th></th></tr></thead><tbody>\n");
    for (JsonNode parameter : parameters) {
      JsonNode schema = parameter.path("schema");
      String usual = schema.has("default") ? " = " + schema.path("default").asText() : "";
      out.append("<tr><td><code>").append(text(parameter.path("name").asText()));
      out.append("</code></td><td>").append(text(parameter.path("in").asText()));
      out.append("</td><td>").append(text(schema.path("type").asText() + usual));
      out.append("</td><td>").append(text(parameter.path("description").asText()));
      out.append("</td></tr>\n");
    }
    out.append("</tbody></table>\n");
  }

  private void content(String what, String type, JsonNode content) {
    out.append("<p>").append(text(what)).append(" <code>").append(text(type)).append("</code></p>");
    JsonNode schema = content.path("schema");
    if (!schema.isEmpty()) {
      out.append("<pre tabindex=\"0\">").append(text(shape(schema, 0))).append("</pre>\n");
    }
  }

  /** A schema in the shape of a value of it. */
  private String shape(JsonNode given, int depth) {
    JsonNode schema = given;
    if (schema.has("$ref")) {
      String[] parts = schema.path("$ref").asText().split("/");
      schema = document.path("components").path("schemas").path(parts[parts.length - 1]);
    }
    if (depth > 6 || schema instanceof MissingNode) {
      return "…";
    }
    String indent = "  ".repeat(depth + 1);
    if (schema.path("type").asText().equals("array")) {
      return "[" + shape(schema.path("items"), depth) + "]";
    }
    if (schema.has("properties")) {
      StringBuilder text = new StringBuilder("{");
      schema
          .path("properties")
          .fields()
          .forEachRemaining(
              p ->
                  text.append('\n')
                      .append(indent)
                      .append(p.getKey())
                      .append(": ")
                      .append(shape(p.getValue(), depth + 1)));
      return text.append('\n').append("  ".repeat(depth)).append('}').toString();
    }
    String format = schema.path("format").asText();
    return format.isEmpty() ? schema.path("type").asText("any") : format;
  }

  private static String text(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
