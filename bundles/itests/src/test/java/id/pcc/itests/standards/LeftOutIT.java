package id.pcc.itests.standards;

import static id.pcc.itests.standards.Outside.center;
import static id.pcc.itests.standards.Outside.stranger;
import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pcc.itests.Api;
import id.pcc.itests.Await;
import id.pcc.itests.process.CommandCenter;
import id.pcc.itests.process.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An admin leaves an interface to the outside out, and takes it in again. */
@ExtendWith(Outside.class)
class LeftOutIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  /** What each interface answers a stranger, by its feature. */
  private static final Map<String, String> INTERFACES = new LinkedHashMap<>();

  static {
    INTERFACES.put("standard-ogc-features", "/ogc/collections");
    INTERFACES.put("standard-ckan", "/ckan/api/3/action/package_list");
    INTERFACES.put("standard-sensorthings", "/sta/v1.1/Things");
  }

  private static long delivered(Api admin) {
    return admin.get("/api/datasets/dlh/ispu").json().path("rows").asLong();
  }

  @ParameterizedTest
  @ValueSource(strings = {"standard-ogc-features", "standard-ckan", "standard-sensorthings"})
  void without_one_all_the_others_and_the_command_center_go_on(String feature) throws IOException {
    Api admin = center().admin();
    String gone = INTERFACES.get(feature);
    assertEquals(200, stranger().get(gone).status());
    try (Shell console = new Shell(center(), "pengawas")) {
      console.run("feature:uninstall " + feature);
      try {
        Await.value(
            gone + " is not there", SOON, () -> admin.get(gone).status(), status -> status == 404);
        INTERFACES.forEach(
            (other, path) -> {
              if (!other.equals(feature)) {
                assertEquals(200, stranger().get(path).status(), other);
              }
            });
        assertEquals(200, stranger().get("/api/health").status());
        assertEquals(200, admin.get("/api/openapi.json").status());
        assertEquals(200, admin.get("/console/").status());
        long before = delivered(admin);
        Await.until("records go on coming", SOON, () -> delivered(admin) > before);
      } finally {
        console.run("feature:install " + feature);
      }
      Await.value(
          gone + " is back", SOON, () -> stranger().get(gone).status(), status -> status == 200);
    }
  }

  @Test
  void left_out_of_what_starts_they_stay_out_until_they_are_named_again() throws IOException {
    try (CommandCenter without = CommandCenter.unpack("without", Map.of("PCC_CITY", "none"))) {
      Path features = without.home().resolve("etc/org.apache.karaf.features.cfg");
      String shipped = Files.readString(features);
      Files.writeString(
          features,
          INTERFACES.keySet().stream().reduce(shipped, (s, f) -> s.replace(f + ", ", "")));
      without.start();
      Api admin = without.admin();
      INTERFACES.forEach((feature, path) -> assertEquals(404, admin.get(path).status(), feature));
      assertEquals(200, admin.get("/api/datasets").status());
      without.stop();
      Files.writeString(features, shipped);
      without.start();
      Api again = without.admin();
      INTERFACES.forEach((feature, path) -> assertEquals(200, again.get(path).status(), feature));
    }
  }
}
