package id.pcc.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.itests.Api;
import id.pcc.itests.Api.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The document of the interface says what is really there. */
class ApiDocumentIT {
  private static Api admin;
  private static JsonNode document;

  @BeforeAll
  static void start() {
    admin = CommandCenter.shared().admin();
    document = admin.get("/api/openapi.json").json();
  }

  @Test
  void every_operation_is_described() {
    assertEquals("3.0.3", document.path("openapi").asText());
    for (String path :
        List.of(
            "/api/datasets/{department}/{dataset}/records",
            "/api/datasets/{department}/{dataset}/deletions",
            "/api/notices",
            "/api/wall/surfaces/{surface}/show",
            "/api/departments",
            "/api/departments/{department}/commands",
            "/api/commands/{id}/approval",
            "/api/connectors/departments/{department}/restoration",
            "/api/connectors/{department}/{name}/approval",
            "/api/connectors/{department}/{name}/documents",
            "/api/connectors/{department}/{name}/proposal",
            "/api/connectors/{department}/{name}/restoration",
            "/api/connectors/{department}/{name}/trial",
            "/api/live",
            "/api/health")) {
      assertTrue(document.path("paths").has(path), path);
    }
    document
        .path("paths")
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .forEach(
                        operation -> {
                          assertTrue(
                              operation.path("summary").asText().length() > 5, path.getKey());
                          for (String part : path.getKey().split("/")) {
                            assertTrue(
                                !part.startsWith("{") || named(operation, part), path.getKey());
                          }
                        }));
  }

  private static boolean named(JsonNode operation, String part) {
    for (JsonNode parameter : operation.path("parameters")) {
      if (part.equals("{" + parameter.path("name").asText() + "}")) {
        return parameter.path("in").asText().equals("path");
      }
    }
    return false;
  }

  @Test
  void what_can_be_read_without_parameters_is_there() {
    List<String> read = new ArrayList<>();
    document
        .path("paths")
        .fields()
        .forEachRemaining(
            path -> {
              if (path.getValue().has("get")
                  && !path.getKey().contains("{")
                  && !path.getKey().equals("/api/live")) {
                Answer answer = admin.get(path.getKey());
                assertTrue(Set.of(200, 503).contains(answer.status()), path.getKey() + answer);
                read.add(path.getKey());
              }
            });
    assertTrue(read.size() > 10, read.toString());
  }

  @Test
  void references_lead_somewhere() {
    List<String> references = document.findValuesAsText("$ref");
    assertTrue(references.size() > 10, references.toString());
    for (String reference : references) {
      assertTrue(document.at(reference.substring(1)).isObject(), reference);
    }
  }

  @Test
  void people_read_it_as_a_page_without_a_script() {
    Answer page = admin.get("/api/docs");
    assertEquals(200, page.status());
    assertTrue(page.headers().get("content-type").startsWith("text/html"));
    assertTrue(page.headers().get("content-security-policy").contains("default-src 'none'"));
    assertTrue(page.body().contains("/api/datasets/{department}/{dataset}/records"));
    assertEquals(200, admin.get("/api/docs.css").status());
  }

  @Test
  void measures_of_what_comes_in_are_there_for_prometheus() {
    String metrics = admin.get("/metrics").body();
    for (String name :
        List.of(
            "pcc_ingest_records_total{",
            "pcc_queue_records{",
            "pcc_commit_seconds_total ",
            "pcc_spool_records ",
            "pcc_live_clients ",
            "jvm_memory_heap_used_bytes ")) {
      assertTrue(metrics.contains("\n" + name), name + " in " + metrics);
    }
  }
}
