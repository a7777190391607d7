package id.pcc.itests.standards;

import static id.pcc.itests.standards.Outside.stranger;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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

  @Test
  void drafts_are_closed_to_strangers() {
    assertEquals(403, stranger().get("/api/datasets/dishub/kamera/records").status());
    assertEquals(401, stranger().post("/api/datasets/dlh/ispu/records", List.of()).status());
  }
}
