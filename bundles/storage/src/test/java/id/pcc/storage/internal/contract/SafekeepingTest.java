package id.pcc.storage.internal.contract;

import static java.time.temporal.ChronoUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import id.pcc.api.HealthPart.State;
import id.pcc.api.dataset.RecordBatch;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Lineage;
import id.pcc.storage.Quarantine.Selection;
import id.pcc.storage.Records.Query;
import id.pcc.storage.ReferenceTable;
import id.pcc.storage.internal.contract.DerbyStoreTest.Derby;
import id.pcc.storage.internal.domain.Repair;
import id.pcc.storage.internal.safekeeping.Safekeeping;
import id.pcc.storage.internal.safekeeping.Safekeeping.Backup;
import id.pcc.storage.internal.safekeeping.SafekeepingDesk;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of the database, and the way from one database to the other. */
final class SafekeepingTest {
  @TempDir Path folder;

  private Safekeeping keeping(Bench bench, String name) {
    return new Safekeeping(
        bench.store().database(), folder.resolve(name).resolve("backups"), Clock.systemUTC());
  }

  private static Map<String, String> contents(Path export) throws IOException {
    JsonNode manifest = new ObjectMapper().readTree(export.resolve("manifest.json").toFile());
    Map<String, String> contents = new TreeMap<>();
    manifest
        .path("tables")
        .forEach(
            table ->
                contents.put(
                    table.path("table").asText(),
                    table.path("rows") + " " + table.path("content").asText()));
    return contents;
  }

  private static DatasetId fill(Bench bench) {
    DatasetId id = bench.declareAir();
    for (int minute = 0; minute < 50; minute++) {
      bench.deliver(id, Bench.reading("a", minute, minute / 3.0), Map.of("station", "bad"));
    }
    Map<String, Object> comma = Bench.reading("c", 0, 1);
    comma.put("pm25", "1.250,5");
    bench.deliver(id, new RecordBatch("air", List.of(comma), "comma", "http://ispu", "hourly"));
    Repair numbers = Repair.of(List.of(Map.of("do", "number", "field", "pm25", "form", "id")));
    bench.store().refused().apply(Selection.all(id), numbers, "person:ani");
    bench.store().catalogue().approve(id, 1, "person:ani");
    ReferenceTable markets = ReferenceContract.markets("pasar", "Flamboyan", "Mawar");
    bench.store().references().keep(markets, 0, "person:ani");
    return id;
  }

  /** Where the record that was repaired came from. */
  private static List<Object> lineage(Bench bench, DatasetId id) {
    Lineage lineage = bench.store().lineage();
    var record =
        bench.store().records().find(Query.latest(id, 10)).records().stream()
            .filter(each -> each.get("station").equals("c"))
            .findFirst()
            .orElseThrow();
    return List.of(
        lineage.delivery(id, (Long) record.get("_seq")).orElseThrow(),
        lineage.original(id, record).orElseThrow());
  }

  @Test
  void everything_goes_from_derby_to_postgresql_and_back_unchanged() throws Exception {
    try (HikariDataSource derby = Derby.open(folder.resolve("one"));
        Bench first = new Bench(derby);
        EmbeddedPostgres server = EmbeddedPostgres.builder().start();
        HikariDataSource postgresql = new HikariDataSource()) {
      DatasetId id = fill(first);
      Path one = folder.resolve("export1");
      long rows = keeping(first, "d1").export(one, line -> {});
      assertTrue(rows > 50, "rows " + rows);
      postgresql.setDataSource(server.getPostgresDatabase());
      try (Bench second = new Bench(postgresql)) {
        assertEquals(rows, keeping(second, "d2").load(one, line -> {}));
        second.reopen();
        Path two = folder.resolve("export2");
        keeping(second, "d2").export(two, line -> {});
        assertEquals(contents(one), contents(two));
        assertTrue(
            contents(two).get("storage.reference_code").startsWith("4 "), "2 rows, 2 systems");
        assertEquals(
            first.store().references().tables().get(0).table(),
            second.store().references().tables().get(0).table());
        assertEquals(lineage(first, id), lineage(second, id));
        assertEquals(
            first.store().live().position(), second.store().live().position(), "numbering");
        assertEquals(1, second.deliver(id, Bench.reading("b", 1, 1)).accepted());
        second.deliver(id, Map.of("station", "worse"));
        assertThrows(
            IllegalArgumentException.class, () -> keeping(second, "d2").load(one, line -> {}));
        try (HikariDataSource again = Derby.open(folder.resolve("three"));
            Bench third = new Bench(again)) {
          keeping(third, "d3").load(two, line -> {});
          third.reopen();
          Path three = folder.resolve("export3");
          keeping(third, "d3").export(three, line -> {});
          assertEquals(contents(one), contents(three));
          third.deliver(id, Map.of("station", "worse"));
          Backup backup = keeping(second, "d2").backup(7, line -> {});
          assertEquals("export", backup.database());
        }
      }
    }
  }

  @Test
  void a_damaged_export_is_refused_before_anything_changes() throws Exception {
    try (HikariDataSource derby = Derby.open(folder.resolve("one"));
        Bench bench = new Bench(derby)) {
      fill(bench);
      Path export = folder.resolve("export");
      keeping(bench, "d").export(export, line -> {});
      Files.writeString(export.resolve("storage.dataset.ndjson.gz"), "x");
      String refusal =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> keeping(bench, "d").load(export, line -> {}))
              .getMessage();
      assertTrue(refusal.contains("storage.dataset"), refusal);
    }
  }

  @Test
  void a_backup_under_writing_holds_all_that_was_acknowledged_before_it() throws Exception {
    try (HikariDataSource derby = Derby.open(folder.resolve("database"));
        Bench bench = new Bench(derby)) {
      DatasetId id = bench.declareAir();
      AtomicBoolean stop = new AtomicBoolean();
      AtomicInteger acknowledged = new AtomicInteger();
      CompletableFuture<Void> writer =
          CompletableFuture.runAsync(
              () -> {
                while (!stop.get()) {
                  bench.deliver(id, Bench.reading("a", acknowledged.get(), 1));
                  acknowledged.incrementAndGet();
                }
              });
      Bench.until("some are stored", () -> acknowledged.get() > 100);
      int before = acknowledged.get();
      Safekeeping keeping = keeping(bench, "d");
      Backup backup = keeping.backup(1, line -> {});
      stop.set(true);
      writer.join();
      keeping.stage(backup.name());
      assertTrue(Files.readString(folder.resolve("d/restore")).startsWith(backup.name()));
      Path copy = folder.resolve("d/backups").resolve(backup.name()).resolve("database");
      try (HikariDataSource restored = Derby.open(copy);
          Bench second = new Bench(restored)) {
        long rows = second.store().catalogue().volume(id).rows();
        assertTrue(rows >= before && rows <= acknowledged.get(), before + " <= " + rows);
      }
      assertThrows(IllegalArgumentException.class, () -> keeping.stage(backup.name()));
      assertFalse(keeping.list().isEmpty());
    }
  }

  /** Settings of a desk. */
  private static SafekeepingDesk.Settings settings(Path folder, String at) {
    Map<String, Object> values = Map.of("folder", folder.toString(), "at", at, "keep", 2);
    return (SafekeepingDesk.Settings)
        Proxy.newProxyInstance(
            SafekeepingDesk.class.getClassLoader(),
            new Class<?>[] {SafekeepingDesk.Settings.class},
            (proxy, method, arguments) -> values.get(method.getName()));
  }

  @Test
  void a_backup_is_made_by_itself_at_its_time_and_a_failed_one_is_told() throws Exception {
    try (HikariDataSource derby = Derby.open(folder.resolve("database"));
        Bench bench = new Bench(derby)) {
      DatasetId id = fill(bench);
      Path backups = folder.resolve("d/backups");
      LocalTime soon = LocalTime.now(ZoneId.of("Asia/Pontianak")).plusSeconds(2);
      SafekeepingDesk desk =
          new SafekeepingDesk(bench.store(), settings(backups, soon.truncatedTo(SECONDS) + ""));
      Bench.until("the time has come", () -> !desk.backups().isEmpty());
      Backup made = desk.backups().get(0);
      assertEquals(State.READY, desk.health().state());
      Path copy = backups.resolve(made.name()).resolve("database");
      try (HikariDataSource restored = Derby.open(copy);
          Bench second = new Bench(restored)) {
        assertEquals(
            bench.store().catalogue().volume(id).rows(),
            second.store().catalogue().volume(id).rows());
      }
      Path blocked = Files.writeString(folder.resolve("blocked"), "no folder");
      SafekeepingDesk other = new SafekeepingDesk(bench.store(), settings(blocked, ""));
      assertThrows(RuntimeException.class, () -> other.backup(line -> {}));
      assertEquals(State.DEGRADED, other.health().state());
      assertTrue(other.health().reason().contains("pcc:backup"), other.health().reason());
    }
  }
}
