package id.pcc.security.internal;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import id.pcc.security.Keys.Key;
import id.pcc.security.Keys.Kind;
import id.pcc.security.internal.domain.Account;
import id.pcc.security.internal.domain.Identity;
import id.pcc.security.internal.domain.Role;
import id.pcc.web.Problem;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AreasTest {
  private static final Identity OUTPUT = Identity.ofOutput(key(Kind.OUTPUT, "led/left"));
  private static final Identity DLH = Identity.ofDepartment(key(Kind.DEPARTMENT, "dlh"));
  private static final Identity VIEWER =
      Identity.of(
          new Account(
              "rina", "Rina", Role.VIEWER, null, "-", false, false, Instant.EPOCH, Instant.EPOCH));

  private static Key key(Kind kind, String scope) {
    return new Key("k1", kind, scope, "a key", Instant.EPOCH, null, null);
  }

  private static void allowed(Identity who, String method, String path) {
    assertDoesNotThrow(() -> Areas.check(who, method, path));
  }

  private static void refused(Identity who, String method, String path) {
    assertEquals(403, assertThrows(Problem.class, () -> Areas.check(who, method, path)).status());
  }

  @Test
  void an_output_sees_its_own_wall_only() {
    allowed(OUTPUT, "GET", "/wall/led/left");
    refused(OUTPUT, "GET", "/wall/led/right");
    refused(OUTPUT, "GET", "/wall/led/left/../right");
    refused(OUTPUT, "GET", "/console/");
    refused(OUTPUT, "GET", "/metrics");
  }

  @Test
  void an_output_reads_and_reports_from_the_wall_and_changes_nothing_else() {
    allowed(OUTPUT, "GET", "/api/datasets");
    allowed(OUTPUT, "POST", "/api/wall/outputs/led/left/report");
    refused(OUTPUT, "POST", "/api/notices/1/acknowledge");
    refused(OUTPUT, "DELETE", "/api/keys/x");
  }

  @Test
  void a_departments_key_opens_no_wall() {
    refused(DLH, "GET", "/wall/led/left");
    refused(DLH, "GET", "/metrics");
    allowed(DLH, "POST", "/api/datasets/dlh/ispu/records");
  }

  @Test
  void a_person_who_may_look_opens_console_and_any_wall() {
    allowed(VIEWER, "GET", "/console/");
    allowed(VIEWER, "GET", "/wall/led/right");
    allowed(VIEWER, "GET", "/metrics");
  }
}
