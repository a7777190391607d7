package id.pcc.storage.internal.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.storage.Database;
import id.pcc.storage.StoreException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How slices keep tables of their own. */
public interface DatabaseContract {
  /** Where the tests work. */
  Bench bench();

  private static ClassLoader scripts(Path root, String slice, String... texts) throws IOException {
    Path folder = Files.createDirectories(root.resolve("db").resolve(slice).resolve("common"));
    for (int i = 0; i < texts.length; i++) {
      Files.writeString(folder.resolve("V00" + (i + 1) + "__step.sql"), texts[i]);
    }
    return new URLClassLoader(new URL[] {url(root)}, null);
  }

  private static URL url(Path root) throws MalformedURLException {
    return root.toUri().toURL();
  }

  private static int update(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  @Test
  default void scripts_run_once_and_in_order(@TempDir Path root) throws IOException {
    String slice = bench().department();
    String first = "-- a; comment\nCREATE TABLE " + slice + ".T (A VARCHAR(9));\n";
    String second = "INSERT INTO " + slice + ".T VALUES ('a;b''c');";
    Database database = bench().store().database();
    database.migrate(slice, scripts(root, slice, first));
    database.migrate(slice, scripts(root, slice, first, second));
    database.migrate(slice, scripts(root, slice, first, second));
    assertEquals(List.of(List.of("a;b'c")), bench().sql("SELECT A FROM " + slice + ".T"));
  }

  @Test
  default void a_script_that_has_changed_is_refused(@TempDir Path root) throws IOException {
    String slice = bench().department();
    Database database = bench().store().database();
    database.migrate(slice, scripts(root, slice, "CREATE TABLE " + slice + ".T (A INTEGER)"));
    ClassLoader changed = scripts(root, slice, "CREATE TABLE " + slice + ".T (B INTEGER)");
    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> database.migrate(slice, changed));
    assertTrue(refusal.getMessage().contains("has changed since it ran"), refusal.getMessage());
  }

  @Test
  default void a_schema_that_is_newer_than_the_program_is_refused(
      @TempDir Path newer, @TempDir Path older) throws IOException {
    String slice = bench().department();
    String first = "CREATE TABLE " + slice + ".T (A INTEGER)";
    String second = "CREATE TABLE " + slice + ".U (A INTEGER)";
    Database database = bench().store().database();
    database.migrate(slice, scripts(newer, slice, first, second));
    ClassLoader old = scripts(older, slice, first);
    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> database.migrate(slice, old));
    assertTrue(refusal.getMessage().contains("is newer than this program"), refusal.getMessage());
  }

  @Test
  default void a_script_that_fails_leaves_nothing_behind(@TempDir Path root) throws IOException {
    String slice = bench().department();
    Database database = bench().store().database();
    String half = "CREATE TABLE " + slice + ".T (A INTEGER); CREATE NONSENSE;";
    ClassLoader broken = scripts(root, slice, half);
    assertThrows(StoreException.class, () -> database.migrate(slice, broken));
    database.migrate(slice, scripts(root, slice, "CREATE TABLE " + slice + ".T (A INTEGER)"));
  }

  @Test
  default void work_that_throws_is_rolled_back(@TempDir Path root) throws IOException {
    String slice = bench().department();
    Database database = bench().store().database();
    database.migrate(slice, scripts(root, slice, "CREATE TABLE " + slice + ".T (A INTEGER)"));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            database.transact(
                connection -> {
                  update(connection, "INSERT INTO " + slice + ".T VALUES (1)");
                  throw new IllegalArgumentException("no");
                }));
    assertTrue(bench().sql("SELECT * FROM " + slice + ".T").isEmpty());
  }

  @Test
  default void two_that_block_each_other_both_come_through(@TempDir Path root) throws Exception {
    String slice = bench().department();
    Database database = bench().store().database();
    database.migrate(
        slice,
        scripts(
            root,
            slice,
            "CREATE TABLE "
                + slice
                + ".T (ID INTEGER NOT NULL PRIMARY KEY, A INTEGER); INSERT INTO "
                + slice
                + ".T VALUES (1, 0), (2, 0)"));
    CyclicBarrier both = new CyclicBarrier(2);
    AtomicInteger attempts = new AtomicInteger();
    CompletableFuture<Void> one =
        CompletableFuture.runAsync(() -> crosswise(database, slice, 1, 2, both, attempts));
    CompletableFuture<Void> other =
        CompletableFuture.runAsync(() -> crosswise(database, slice, 2, 1, both, attempts));
    CompletableFuture.allOf(one, other).get(60, TimeUnit.SECONDS);
    assertEquals(List.of(List.of("2"), List.of("2")), bench().sql("SELECT A FROM " + slice + ".T"));
    assertTrue(attempts.get() > 2, "nobody had to try again");
  }

  private static void crosswise(
      Database database,
      String slice,
      int first,
      int second,
      CyclicBarrier both,
      AtomicInteger attempts) {
    AtomicInteger mine = new AtomicInteger();
    database.transact(
        connection -> {
          attempts.incrementAndGet();
          update(connection, "UPDATE " + slice + ".T SET A = A + 1 WHERE ID = " + first);
          if (mine.incrementAndGet() == 1) {
            try {
              both.await(20, TimeUnit.SECONDS);
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          }
          return update(connection, "UPDATE " + slice + ".T SET A = A + 1 WHERE ID = " + second);
        });
  }

  @Test
  default void what_the_database_refuses_is_not_called_temporary() {
    StoreException refusal =
        assertThrows(
            StoreException.class,
            () ->
                bench()
                    .store()
                    .database()
                    .transact(connection -> update(connection, "DELETE FROM NOWHERE.NOTHING")));
    assertFalse(refusal.temporary());
  }
}
