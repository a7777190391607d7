package id.pcc.itests.standards;

import static id.pcc.itests.standards.Outside.center;
import static id.pcc.itests.standards.Outside.stranger;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.itests.Api;
import id.pcc.itests.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stays shut to strangers while the interfaces to the outside are open. */
@ExtendWith(Outside.class)
class OutsideIT {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/datasets",
        "/api/datasets/dlh/ispu",
        "/api/datasets/dlh/ispu/series?measure=ispu",
        "/api/datasets/dlh/ispu/quarantine",
        "/console/",
        "/ogc/../api/datasets"
      })
  void nothing_else_is_open(String path) {
    assertTrue(Set.of(302, 400, 401).contains(stranger().get(path).status()), path);
  }

  /**
   * What each interface shows of the junctions' traffic, which has a place, a time and measures.
   */
  private static final List<String> TRAFFIC =
      List.of(
          "/ogc/collections",
          "/ckan/api/3/action/package_list",
          "/ckan/api/3/action/package_search?rows=100",
          "/ckan/api/3/action/organization_show?id=dishub&include_datasets=true",
          "/sta/v1.1/Things?$top=500",
          "/sta/v1.1/Sensors?$top=500");

  private static List<String> showing() {
    return TRAFFIC.stream()
        .filter(path -> stranger().get(path).body().matches("(?is).*lalu[_ -]lintas.*"))
        .toList();
  }

  @Test
  void a_draft_is_on_no_interface_until_a_walidata_approves_it_and_leaves_when_that_is_withdrawn() {
    Api admin = center().admin();
    String path = "/api/datasets/dishub/lalu_lintas";
    JsonNode draft =
        Await.value(
            "traffic comes, though it is a draft",
            Duration.ofSeconds(60),
            () -> admin.get(path).json(),
            dataset -> dataset.path("rows").asLong() > 0);
    assertEquals(List.of(), showing());
    assertEquals(403, stranger().get(path + "/records").status());
    Map<String, Object> seen = Map.of("version", draft.path("version").asInt());
    assertEquals(200, admin.put(path + "/approval", seen).status());
    try {
      assertEquals(TRAFFIC, showing());
      assertEquals(200, stranger().get(path + "/records").status());
    } finally {
      assertTrue(admin.delete(path + "/approval").status() < 300);
    }
    assertEquals(List.of(), showing());
    assertEquals(403, stranger().get(path + "/records").status());
  }

  @Test
  void drafts_are_closed_to_strangers() {
    assertEquals(403, stranger().get("/api/datasets/dishub/kamera/records").status());
    assertEquals(401, stranger().post("/api/datasets/dlh/ispu/records", List.of()).status());
  }
}
