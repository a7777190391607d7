package id.pcc.web.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenPathsTest {
  @ParameterizedTest
  @ValueSource(strings = {"/api/health", "/login", "/login/", "/login/assets/main.js"})
  void strangers_see_the_sign_in_page_and_the_health(String path) {
    assertTrue(OpenPaths.open("GET", path));
    assertFalse(OpenPaths.open("POST", path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/health/",
        "/api/healthy",
        "/api/session",
        "/console/",
        "/app/x.js",
        "/wall/led/left",
        "/loginx",
        "/login/../console/",
        "/metrics",
        "/anything",
        ""
      })
  void everything_else_is_shut(String path) {
    assertFalse(OpenPaths.open("GET", path));
  }
}
