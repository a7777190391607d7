package id.pcc.deployer.internal.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.LocalText;
import id.pcc.deployer.Deployment;
import id.pcc.deployer.Deployment.Result;
import id.pcc.storage.Database.Dialect;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeploymentTableTest {
  private static final Instant AT = Instant.parse("2026-11-26T11:00:00.123Z");
  private static final LocalText WHY = LocalText.of("sebab", "reason");

  private static DeploymentTable table(Dialect dialect) {
    return new DeploymentTable(TestDatabase.of(dialect, "db/deployer/common/V001__deployment.sql"));
  }

  private static Deployment underway(String department, String version, String source) {
    return new Deployment(
        0,
        department,
        version,
        "f".repeat(64),
        source,
        "person:siti",
        "none",
        AT,
        null,
        Result.UNDERWAY,
        null);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void a_deployment_is_kept_as_it_began_and_as_it_ended(Dialect dialect) {
    DeploymentTable table = table(dialect);
    Deployment begun = table.add(underway("pasar", "1.0.0", "upload pasar.jar"));
    assertEquals(Optional.of(begun), table.find(begun.id()));
    assertNull(begun.ended());

    Deployment ended = table.end(begun, Result.ROLLED_BACK, WHY, AT.plusSeconds(3));

    assertEquals(Optional.of(ended), table.find(begun.id()));
    assertEquals(WHY, ended.reason());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void what_stands_is_what_was_deployed_last_and_no_attempt(Dialect dialect) {
    DeploymentTable table = table(dialect);
    Deployment one = table.end(table.add(underway("pasar", "1", "a")), Result.DEPLOYED, null, AT);
    table.end(table.add(underway("pasar", "2", "b")), Result.ROLLED_BACK, WHY, AT);
    table.end(table.add(underway("pasar", "3", "c")), Result.REJECTED, WHY, AT);
    Deployment gone = table.end(table.add(underway("uji", "1", "d")), Result.REMOVED, null, AT);

    assertEquals(Optional.of(one), table.standing("pasar"));
    assertEquals(List.of(gone, one), table.standing());
    assertEquals(Optional.empty(), table.standing("dlh"));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void what_was_underway_when_the_process_ended_was_interrupted(Dialect dialect) {
    DeploymentTable table = table(dialect);
    Deployment cut = table.add(underway("pasar", "1", "a"));
    Deployment whole = table.end(table.add(underway("uji", "1", "a")), Result.DEPLOYED, null, AT);

    assertEquals(Set.of("pasar"), table.interrupt(AT.plusSeconds(60)));

    assertEquals(Result.INTERRUPTED, table.find(cut.id()).orElseThrow().result());
    assertEquals(Optional.of(whole), table.find(whole.id()));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void the_history_is_the_newest_first_of_one_or_of_all(Dialect dialect) {
    DeploymentTable table = table(dialect);
    Deployment a = table.add(underway("pasar", "1", "folder pasar.jar"));
    Deployment b = table.add(underway("uji", "1", "folder uji.jar"));
    Deployment c = table.add(underway("pasar", "2", "folder pasar.jar"));

    assertEquals(List.of(c, b, a), table.newest("", 10));
    assertEquals(List.of(c, b), table.newest("", 2));
    assertEquals(List.of(c, a), table.newest("pasar", 10));
    assertEquals(Optional.of(c), table.from("folder pasar.jar"));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void reasons_and_sources_of_any_length_are_cut_and_never_fail(Dialect dialect) {
    DeploymentTable table = table(dialect);
    String endless = "ü".repeat(20_000);
    Deployment begun = table.add(underway("pasar", endless, endless));
    table.end(begun, Result.REJECTED, LocalText.name(endless), AT);
    Deployment kept = table.find(begun.id()).orElseThrow();
    assertTrue(kept.reason().en().endsWith("…"));
    assertEquals(1_000, kept.source().length());
    assertEquals(Optional.of(kept), table.from(endless));
  }
}
