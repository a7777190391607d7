package id.pcc.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.itests.Api;
import id.pcc.itests.Api.Answer;
import id.pcc.itests.Await;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Backup, restoring, and moving to PostgreSQL by the operations console, as README tells it. */
class SafekeepingIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static CommandCenter center;

  @BeforeAll
  static void start() {
    center = CommandCenter.unpack("safekeeping", Map.of("PCC_CITY", "none"));
    center.person("pengawas", "admins");
    center.start();
    Notes.bring(center);
  }

  @AfterAll
  static void end() {
    center.close();
  }

  private static String run(CommandCenter of, String command) throws IOException {
    try (Shell shell = new Shell(of, "pengawas")) {
      return shell.run(command, MINUTE);
    }
  }

  private static void deliver(int number) {
    Answer answer = center.admin().post(Notes.PATH + "/records", List.of(Notes.good(number)));
    assertEquals(1, answer.json().path("accepted").asInt(), answer.toString());
  }

  private static long rows(CommandCenter of) {
    return of.admin().get(Notes.PATH).json().path("rows").asLong();
  }

  private static String lineage(CommandCenter of, int number) {
    String key = "nomor=" + number + "&waktu=" + Notes.good(number).get("waktu");
    return of.admin().get(Notes.PATH + "/lineage?" + key).json().path("delivery").toString();
  }

  @Test
  void a_backup_is_restored_and_an_export_moves_to_postgresql() throws Exception {
    for (int number = 1; number <= 3; number++) {
      deliver(number);
    }
    String backup = run(center, "pcc:backup").replaceAll("(?s).*backup (\\d{8}-\\d{6}):.*", "$1");
    assertTrue(run(center, "pcc:backups").contains(backup), backup);
    deliver(4);
    deliver(5);
    Path export = center.home().resolveSibling("export");
    String exported = run(center, "pcc:export " + export);
    assertTrue(exported.contains("Selesai"), exported);
    String origin = lineage(center, 4);
    assertTrue(origin.contains("HTTP"), origin);

    String staged = run(center, "pcc:restore " + backup);
    assertTrue(staged.contains("Cadangan utuh"), staged);
    assertEquals(5, rows(center), "only the next start restores");
    center.stop();
    center.start();
    Notes.bring(center);
    assertEquals(3, rows(center));
    assertTrue(Notes.find(center.admin(), 4).isMissingNode());
    try (Stream<Path> data = Files.list(center.logs().getParent())) {
      assertTrue(
          data.anyMatch(path -> path.getFileName().toString().startsWith("database.before")));
    }
    deliver(6);

    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
      String url = server.getJdbcUrl("postgres", "postgres");
      Map<String, String> environment =
          Map.of(
              "PCC_CITY", "none",
              "PCC_DATABASE_URL", url.substring(0, url.indexOf('?')),
              "PCC_DATABASE_USER", "postgres",
              "PCC_DATABASE_PASSWORD", "postgres");
      try (CommandCenter moved = CommandCenter.unpack("moved", environment)) {
        moved.person("pengawas", "admins");
        moved.start();
        String imported = run(moved, "pcc:import " + export);
        assertTrue(imported.contains("Selesai"), imported);
        moved.stop();
        moved.start();
        assertEquals(5, rows(moved));
        assertEquals(origin, lineage(moved, 4));
        Api admin = moved.admin();
        assertEquals(0.5, Notes.find(admin, 5).path("nilai").asDouble());
        assertTrue(admin.get("/api/audit?limit=500").body().contains("/api/datasets/uji/catatan"));
        Answer again = admin.post(Notes.PATH + "/records", List.of(Notes.good(4), Notes.good(7)));
        assertEquals(1, again.json().path("accepted").asInt(), again.toString());
        assertEquals(1, again.json().path("unchanged").asInt(), again.toString());
        String refused = run(moved, "pcc:import " + export);
        assertTrue(refused.contains("not empty"), refused);
        assertEquals(6, rows(moved));
        String kept = run(moved, "pcc:backup");
        assertTrue(kept.contains("Cadangan"), kept);
        moved.stop();
        refusesANewerSchema(server, moved);
      }
    }
  }

  private static void refusesANewerSchema(EmbeddedPostgres server, CommandCenter center)
      throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO storage.schema_version SELECT slice, 'V999__later.sql', checksum, applied"
              + " FROM storage.schema_version WHERE script = 'V001__catalogue_and_ingest.sql'");
    }
    center.begin();
    Api stranger = new Api(center.base());
    Answer health =
        Await.value(
            "it says why it does not start",
            Duration.ofSeconds(90),
            () -> stranger.get("/api/health"),
            answer -> answer.body().contains("is newer than this program"));
    assertEquals(503, health.status(), health.toString());
    assertTrue(health.body().contains("V999__later.sql"), health.body());
    assertFalse(health.body().contains("datasource"), health.body());
  }
}
