package id.pcc.storage.internal.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import id.pcc.api.LocalText;
import id.pcc.api.dataset.Classification;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Field;
import id.pcc.api.dataset.FieldRole;
import id.pcc.api.dataset.FieldType;
import id.pcc.api.dataset.Governance;
import id.pcc.api.dataset.Retention;
import id.pcc.storage.DatasetId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The login for BI tools, made by the statements that the assembly ships. */
final class BiLoginTest {
  private static final Path STATEMENTS =
      Path.of("../../karaf-assembly/src/main/assembly/etc/bi-login.sql");
  private static final String DENIED = "42501";
  private static final String READ_ONLY = "25006";

  private static EmbeddedPostgres server;
  private static HikariDataSource pool;
  private static Bench bench;

  @BeforeAll
  static void open() throws IOException, SQLException {
    server = EmbeddedPostgres.builder().start();
    pool = new HikariDataSource();
    pool.setDataSource(server.getPostgresDatabase());
    bench = new Bench(pool);
    declare("terbuka", Classification.PUBLIC, "pelapor", true);
    declare("draf", Classification.PUBLIC, "pelapor", false);
    declare("internal", Classification.INTERNAL, "pelapor", true);
    declare("terbatas", Classification.RESTRICTED, "pelapor", true);
    bench.store().references().keep(ReferenceContract.markets("pasar", "Mawar"), 0, "person:ani");
    // a draft that calls a field personal shuts it at once
    bench.store().catalogue().declare("uji", dataset("terbuka", Classification.PUBLIC, "alamat"));
    makeLogin();
  }

  @AfterAll
  static void close() throws IOException {
    bench.close();
    pool.close();
    server.close();
  }

  private static Dataset dataset(String name, Classification classification, String personal) {
    return new Dataset(
        name,
        LocalText.name("Laporan"),
        LocalText.name("Laporan"),
        List.of(
            field("nomor", FieldType.TEXT, FieldRole.KEY, false),
            field("waktu", FieldType.TIME, FieldRole.TIME, false),
            field("nilai", FieldType.DECIMAL, FieldRole.MEASURE, false),
            field("alamat", FieldType.TEXT, FieldRole.ATTRIBUTE, personal.equals("alamat")),
            field("pelapor", FieldType.TEXT, FieldRole.ATTRIBUTE, true)),
        List.of("nomor", "waktu"),
        null,
        classification,
        "Dinas Uji",
        new Governance("", "", List.of(), "Menindaklanjuti laporan", Retention.FOREVER));
  }

  private static Field field(String name, FieldType type, FieldRole role, boolean personal) {
    return new Field(name, type, role, "", LocalText.name(name), List.of(), "", personal);
  }

  private static void declare(
      String name, Classification classification, String personal, boolean official) {
    bench.store().catalogue().declare("uji", dataset(name, classification, personal));
    DatasetId id = new DatasetId("uji", name);
    if (official) {
      bench.store().catalogue().approve(id, 1, "person:ani").orElseThrow();
    }
    bench.deliver(
        id,
        Map.of(
            "nomor", "1",
            "waktu", Bench.at(0),
            "nilai", 2.5,
            "alamat", "Jalan Gajah Mada",
            "pelapor", "Nama Warga"));
  }

  private static void makeLogin() throws IOException, SQLException {
    run(server.getPostgresDatabase(), Files.readString(STATEMENTS));
  }

  private static List<List<String>> run(DataSource as, String sql) throws SQLException {
    try (Connection connection = as.getConnection();
        Statement statement = connection.createStatement()) {
      List<List<String>> rows = new ArrayList<>();
      if (statement.execute(sql)) {
        try (ResultSet found = statement.getResultSet()) {
          while (found.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
              row.add(found.getString(i));
            }
            rows.add(row);
          }
        }
      }
      return rows;
    }
  }

  /** As a BI tool, with the login. */
  private static List<List<String>> ask(String sql) throws SQLException {
    return run(server.getDatabase("pcc_bi", "postgres"), sql);
  }

  @Test
  void an_approved_public_dataset_is_read_without_what_is_about_persons() throws SQLException {
    assertEquals(List.of(List.of("1", "2.5")), ask("SELECT nomor, nilai FROM uji.terbuka"));
    assertEquals(1, ask("SELECT nomor, waktu FROM uji.terbuka_view").size());
    assertEquals(
        List.of(List.of("Mawar")),
        ask("SELECT title_id FROM storage.reference_code WHERE code = 'P1'"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT pelapor FROM uji.terbuka",
        "SELECT pelapor FROM uji.terbuka_view",
        "SELECT alamat FROM uji.terbuka",
        "SELECT * FROM uji.terbuka",
        "SELECT nomor FROM uji.draf",
        "SELECT nomor FROM uji.internal",
        "SELECT nomor FROM uji.terbatas",
        "SELECT nomor FROM uji.terbatas_view",
        "SELECT raw FROM storage.quarantine",
        "SELECT raw FROM storage.original",
        "SELECT source FROM storage.delivery",
        "SELECT content FROM storage.delivery_pack",
        "SELECT declaration FROM storage.dataset"
      })
  void nothing_else_is_read(String sql) {
    assertEquals(DENIED, assertThrows(SQLException.class, () -> ask(sql)).getSQLState());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM uji.terbuka",
        "UPDATE uji.terbuka SET nilai = 0",
        "INSERT INTO uji.terbuka (nomor) VALUES ('2')",
        "TRUNCATE uji.terbuka",
        "DROP TABLE uji.terbuka",
        "CREATE TABLE uji.lain (a INT)"
      })
  void nothing_is_written(String sql) {
    String state = assertThrows(SQLException.class, () -> ask(sql)).getSQLState();
    assertTrue(List.of(DENIED, READ_ONLY).contains(state), state);
    String insisting =
        assertThrows(SQLException.class, () -> ask("SET TRANSACTION READ WRITE; " + sql))
            .getSQLState();
    assertTrue(List.of(DENIED, READ_ONLY).contains(insisting), insisting);
  }

  @Test
  void run_again_the_statements_take_back_what_is_not_public_any_more()
      throws IOException, SQLException {
    DatasetId id = new DatasetId("uji", "kemudian");
    declare("kemudian", Classification.PUBLIC, "pelapor", true);
    assertThrows(SQLException.class, () -> ask("SELECT nomor FROM uji.kemudian"));
    makeLogin();
    assertEquals(1, ask("SELECT nomor FROM uji.kemudian").size());
    bench.store().catalogue().withdraw(id);
    makeLogin();
    assertThrows(SQLException.class, () -> ask("SELECT nomor FROM uji.kemudian"));
    assertEquals(1, ask("SELECT nomor FROM uji.terbuka").size());
  }
}
