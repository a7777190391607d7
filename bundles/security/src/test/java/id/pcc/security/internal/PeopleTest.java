package id.pcc.security.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.security.Keys.Kind;
import id.pcc.security.internal.domain.Role;
import id.pcc.storage.Database.Dialect;
import id.pcc.web.Problem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PeopleTest {
  private static final String HOME = "10.0.0.9";

  @TempDir private Path etc;

  private final SetClock clock = new SetClock();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private SecurityDatabase database;
  private AuditChain audit;
  private AdminPasswordFile file;
  private Identities identities;
  private People people;
  private KeyRing keys;
  private SignIn signIn;

  private void start(Dialect dialect) {
    database = new SecurityDatabase(TestDatabase.ofSecurity(dialect));
    audit = new AuditChain(database, clock);
    file = new AdminPasswordFile(etc.resolve("pcc.admin.password"));
    identities = new Identities(database, clock, Duration.ofHours(12), Duration.ofHours(24));
    people = new People(database, audit, identities, file, clock);
    keys = new KeyRing(database, audit, identities, clock);
    signIn = new SignIn(database, people, identities, clock);
  }

  private void firstAdmin(String given) {
    new FirstAdmin(
        database,
        audit,
        file,
        clock,
        given,
        new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  private String firstPassword() throws Exception {
    return Files.readString(file.path()).strip();
  }

  private static int status(Runnable act) {
    return assertThrows(Problem.class, act::run).status();
  }

  @ParameterizedTest
  @EnumSource
  void the_first_password_is_printed_once_and_kept_for_its_owner_until_it_is_changed(
      Dialect dialect) throws Exception {
    start(dialect);
    firstAdmin(null);
    String password = firstPassword();
    assertTrue(printed.toString(StandardCharsets.UTF_8).contains(password));
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())));
    printed.reset();
    firstAdmin(null);
    assertEquals(0, printed.size());
    assertEquals(password, firstPassword());

    var begun = signIn.withPassword("Admin ", password, HOME, null);
    assertTrue(begun.identity().passwordDue());
    signIn.changePassword("admin", password, "kapuas-besar-1771", HOME, begun.token());
    assertFalse(file.exists());
    firstAdmin(null);
    assertFalse(file.exists());
    assertEquals(401, status(() -> signIn.withPassword("admin", password, HOME, null)));
    assertFalse(
        signIn.withPassword("admin", "kapuas-besar-1771", HOME, null).identity().passwordDue());
  }

  @ParameterizedTest
  @EnumSource
  void a_first_password_that_nobody_can_know_any_more_is_given_again(Dialect dialect)
      throws Exception {
    start(dialect);
    firstAdmin(null);
    String lost = firstPassword();
    Files.delete(file.path());
    firstAdmin(null);
    String again = firstPassword();
    assertEquals(401, status(() -> signIn.withPassword("admin", lost, HOME, null)));
    signIn.withPassword("admin", again, HOME, null);
  }

  @ParameterizedTest
  @EnumSource
  void a_password_from_the_environment_is_neither_printed_nor_kept(Dialect dialect) {
    start(dialect);
    firstAdmin("from-the-environment-1");
    assertEquals(0, printed.size());
    assertFalse(file.exists());
    signIn.withPassword("admin", "from-the-environment-1", HOME, null);
  }

  @ParameterizedTest
  @EnumSource
  void a_session_ends_when_idle_and_after_a_day_however_much_it_is_used(Dialect dialect) {
    start(dialect);
    firstAdmin("from-the-environment-1");
    String token = signIn.withPassword("admin", "from-the-environment-1", HOME, null).token();
    for (int hour = 0; hour < 23; hour++) {
      clock.advance(Duration.ofHours(1));
      assertTrue(identities.ofSession(token).isPresent(), "hour " + hour);
    }
    clock.advance(Duration.ofHours(1));
    assertEquals(Optional.empty(), identities.ofSession(token));

    String idle = signIn.withPassword("admin", "from-the-environment-1", HOME, null).token();
    clock.advance(Duration.ofHours(12));
    assertEquals(Optional.empty(), identities.ofSession(idle));
  }

  @ParameterizedTest
  @EnumSource
  void signing_in_again_replaces_the_session_that_the_browser_had(Dialect dialect) {
    start(dialect);
    firstAdmin("from-the-environment-1");
    String first = signIn.withPassword("admin", "from-the-environment-1", HOME, null).token();
    String second = signIn.withPassword("admin", "from-the-environment-1", HOME, first).token();
    assertEquals(Optional.empty(), identities.ofSession(first));
    assertTrue(identities.ofSession(second).isPresent());
    signIn.end(second);
    assertEquals(Optional.empty(), identities.ofSession(second));
  }

  @ParameterizedTest
  @EnumSource
  void changing_the_password_signs_out_everywhere_else(Dialect dialect) {
    start(dialect);
    firstAdmin("from-the-environment-1");
    String here = signIn.withPassword("admin", "from-the-environment-1", HOME, null).token();
    String there = signIn.withPassword("admin", "from-the-environment-1", HOME, null).token();
    signIn.changePassword("admin", "from-the-environment-1", "kapuas-besar-1771", HOME, here);
    assertTrue(identities.ofSession(here).isPresent());
    assertEquals(Optional.empty(), identities.ofSession(there));
  }

  @ParameterizedTest
  @EnumSource
  void a_password_that_will_not_do_is_refused_with_the_reason(Dialect dialect) {
    start(dialect);
    firstAdmin("from-the-environment-1");
    assertEquals(
        422,
        status(() -> signIn.changePassword("admin", "from-the-environment-1", "short", HOME, "t")));
    assertEquals(
        401, status(() -> signIn.changePassword("admin", "wrong", "kapuas-besar-1771", HOME, "t")));
  }

  @ParameterizedTest
  @EnumSource
  void guessing_is_slowed_and_the_right_person_elsewhere_is_not(Dialect dialect) {
    start(dialect);
    firstAdmin("from-the-environment-1");
    for (int i = 0; i < 5; i++) {
      assertEquals(401, status(() -> signIn.withPassword("admin", "guess", "203.0.113.5", null)));
    }
    Problem slowed =
        assertThrows(
            Problem.class, () -> signIn.withPassword("admin", "guess", "203.0.113.5", null));
    assertEquals(429, slowed.status());
    assertTrue(slowed.retryAfterSeconds() > 0);
    signIn.withPassword("admin", "from-the-environment-1", HOME, null);
  }

  @ParameterizedTest
  @EnumSource
  void an_account_works_as_long_as_it_is_enabled(Dialect dialect) {
    start(dialect);
    firstAdmin("from-the-environment-1");
    var given = people.create("rina", "Rina", Role.OPERATOR, null, "person:admin");
    String token = signIn.withPassword("rina", given.password(), HOME, null).token();
    String key = keys.issue(Kind.PERSON, "rina", "script", null, "person:rina").secret();
    assertTrue(identities.ofSession(token).orElseThrow().may("operator"));
    people.changeRole("rina", Role.VIEWER, null, "person:admin");
    assertFalse(identities.ofSession(token).orElseThrow().may("operator"));
    people.disable("rina", true, "person:admin");
    assertEquals(Optional.empty(), identities.ofSession(token));
    assertEquals(Optional.empty(), identities.ofKey(key));
    assertEquals(401, status(() -> signIn.withPassword("rina", given.password(), HOME, null)));
  }

  @ParameterizedTest
  @EnumSource
  void a_department_whose_name_has_two_words_has_people_and_keys(Dialect dialect) {
    start(dialect);
    people.create("sari", "Sari", Role.DEPARTMENT, "dinas_perikanan", "person:admin");
    assertEquals("dinas_perikanan", people.find("sari").orElseThrow().department());
    String key =
        keys.issue(Kind.DEPARTMENT, "dinas_perikanan", "push", null, "person:admin").secret();
    assertEquals("dinas_perikanan", identities.ofKey(key).orElseThrow().department());
  }

  @ParameterizedTest
  @EnumSource
  void there_is_always_an_administrator(Dialect dialect) {
    start(dialect);
    firstAdmin("from-the-environment-1");
    assertEquals(409, status(() -> people.disable("admin", true, "person:admin")));
    assertEquals(
        409, status(() -> people.changeRole("admin", Role.OPERATOR, null, "person:admin")));
    assertEquals(Role.ADMIN, people.find("admin").orElseThrow().role());
    people.create("sari", "Sari", Role.ADMIN, null, "person:admin");
    people.disable("admin", true, "person:sari");
    assertEquals(
        409, status(() -> people.create("sari", "Sari", Role.VIEWER, null, "person:sari")));
  }

  @ParameterizedTest
  @EnumSource
  void a_key_works_until_it_expires_or_is_revoked(Dialect dialect) {
    start(dialect);
    Instant expires = clock.instant().plusSeconds(60);
    var expiring = keys.issue(Kind.DEPARTMENT, "dlh", "push", expires, "person:admin");
    var lasting = keys.issue(Kind.DEPARTMENT, "dlh", "push", null, "person:admin");
    assertEquals("dlh", identities.ofKey(expiring.secret()).orElseThrow().department());
    assertEquals(Optional.empty(), identities.ofKey(expiring.key().id() + ".wrong"));
    assertEquals(Optional.empty(), identities.ofKey("nonsense"));
    clock.advance(Duration.ofSeconds(60));
    assertEquals(Optional.empty(), identities.ofKey(expiring.secret()));
    assertTrue(keys.revoke(lasting.key().id(), "person:admin"));
    assertFalse(keys.revoke(lasting.key().id(), "person:admin"));
    assertEquals(Optional.empty(), identities.ofKey(lasting.secret()));
  }

  @ParameterizedTest
  @EnumSource
  void a_wall_stays_signed_in_until_its_key_is_revoked(Dialect dialect) {
    start(dialect);
    var key = keys.issue(Kind.OUTPUT, "led/left", "left PC", null, "person:admin");
    String token = signIn.withKey(key.secret(), HOME, null).token();
    clock.advance(Duration.ofDays(20));
    assertEquals("led/left", identities.ofSession(token).orElseThrow().output());
    clock.advance(Duration.ofDays(20));
    assertTrue(identities.ofSession(token).isPresent());
    keys.revoke(key.key().id(), "person:admin");
    assertEquals(Optional.empty(), identities.ofSession(token));
    assertEquals(401, status(() -> signIn.withKey(key.secret(), HOME, null)));
  }

  @ParameterizedTest
  @EnumSource
  void keys_are_listed_with_their_last_use_and_without_secrets(Dialect dialect) {
    start(dialect);
    var key = keys.issue(Kind.DEPARTMENT, "dlh", "push", null, "person:admin");
    assertEquals(null, keys.list().get(0).lastUsed());
    identities.ofKey(key.secret());
    assertEquals(clock.instant(), keys.list().get(0).lastUsed());
    assertThrows(
        IllegalArgumentException.class,
        () -> keys.issue(Kind.OUTPUT, "led", "no output", null, "person:admin"));
    assertThrows(
        IllegalArgumentException.class,
        () -> keys.issue(Kind.PERSON, "nobody", "no such person", null, "person:admin"));
  }
}
