package id.pcc.security.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.security.Keys.Key;
import id.pcc.security.Keys.Kind;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IdentityTest {
  private static Account account(Role role, String department) {
    return new Account(
        "rina", "Rina", role, department, "-", false, false, Instant.EPOCH, Instant.EPOCH);
  }

  private static Key key(Kind kind, String scope) {
    return new Key("k1", kind, scope, "a key", Instant.EPOCH, null, null);
  }

  @Test
  void a_higher_role_includes_the_lower_ones_and_not_the_other_way() {
    Identity supervisor = Identity.of(account(Role.SUPERVISOR, null));
    assertTrue(supervisor.may("viewer"));
    assertTrue(supervisor.may("operator"));
    assertFalse(supervisor.may("admin"));
  }

  @Test
  void a_departments_key_has_its_own_department_and_nothing_else() {
    Identity dlh = Identity.ofDepartment(key(Kind.DEPARTMENT, "dlh"));
    assertTrue(dlh.may("department:dlh"));
    assertFalse(dlh.may("department:dishub"));
    assertFalse(dlh.may("viewer"));
    assertFalse(dlh.may("operator"));
    assertEquals("key:k1", dlh.actor());
  }

  @Test
  void a_person_of_a_department_sees_no_other_department() {
    Identity person = Identity.of(account(Role.DEPARTMENT, "dlh"));
    assertTrue(person.may("department:dlh"));
    assertFalse(person.may("department:dishub"));
    assertFalse(person.may("viewer"));
  }

  @Test
  void an_output_reads_and_knows_which_it_is() {
    Identity output = Identity.ofOutput(key(Kind.OUTPUT, "led/left"));
    assertTrue(output.may("viewer"));
    assertTrue(output.may("output"));
    assertTrue(output.may("output:led/left"));
    assertFalse(output.may("output:led/right"));
    assertFalse(output.may("operator"));
  }

  @Test
  void only_an_administrator_has_every_department() {
    assertTrue(Identity.of(account(Role.ADMIN, null)).may("department:dlh"));
    assertFalse(Identity.of(account(Role.SUPERVISOR, null)).may("department:dlh"));
  }

  @Test
  void an_account_of_a_department_needs_one_and_another_has_none() {
    assertThrows(IllegalArgumentException.class, () -> account(Role.DEPARTMENT, null));
    assertThrows(IllegalArgumentException.class, () -> account(Role.VIEWER, "dlh"));
  }
}
