package id.pcc.city.simulator.departments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.city.simulator.internal.PlayedDay;
import id.pcc.department.tck.Center;
import id.pcc.departments.pdam.Pdam;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The water company as it ships, against its simulated database over TCP. */
class PdamTest {
  private PlayedDay day;
  private Center center;

  @BeforeEach
  void start() throws Exception {
    day = new PlayedDay();
  }

  @AfterEach
  void stop() {
    center.close();
    day.close();
  }

  /** The company writes down a moment after the day has moved on. */
  private void written(String condition) throws Exception {
    String sql = "SELECT COUNT(*) FROM v_" + condition;
    try (var database =
            DriverManager.getConnection(day.address("pdam", "jdbc"), "pcc", "simulasi");
        var statement = database.createStatement()) {
      for (long end = System.nanoTime() + 10_000_000_000L; System.nanoTime() < end; ) {
        try (var rows = statement.executeQuery(sql)) {
          if (rows.next() && rows.getInt(1) > 0) {
            return;
          }
        }
        LockSupport.parkNanos(1_000_000);
      }
    }
    throw new AssertionError("not written: " + condition);
  }

  private void pdam() throws Exception {
    pdam(day.address() + "/pdam");
  }

  private void pdam(String orders) throws Exception {
    String address = day.address("pdam", "jdbc");
    center =
        new Center(
            new Pdam(), Map.of("address", address, "password", "simulasi", "orders", orders));
  }

  @Test
  void measurements_arrive_also_where_no_server_takes_orders() throws Exception {
    day.at("06:40");
    written("air_baku WHERE salinitas = 400");
    pdam("");
    center.until("salt", () -> center.open().containsKey("salinitas:IN-1"));
    assertEquals(List.of(), center.rejections());
  }

  @Test
  void salinity_above_the_limit_is_told_at_imam_bonjol_only() throws Exception {
    day.at("06:40");
    written("air_baku WHERE salinitas = 400");
    pdam();
    center.until("salt", () -> center.open().containsKey("salinitas:IN-1"));
    assertEquals(List.of(), center.rejections());
    assertTrue(
        center.open().get("salinitas:IN-1").title().id().contains("400 mg/l"),
        center.open().toString());
    assertEquals(1, center.open().size());
    assertEquals("LAYAK", center.record("air_baku", "intake", "IN-3").get("mutu"));
  }

  @Test
  void outages_come_with_their_kelurahan() throws Exception {
    day.at("07:00");
    written("gangguan WHERE nomor = 'GG-02-1'");
    pdam();
    center.until("both outages", () -> center.count("gangguan") == 2);
    Map<String, Object> first = center.record("gangguan", "nomor", "GG-01-1");
    assertEquals("61.71.02.1006", first.get("kelurahan"));
    assertEquals("BERLANGSUNG", first.get("status"));
    assertTrue(center.marks().get("gangguan").startsWith("time:"), center.marks().toString());
  }

  @Test
  void the_reserve_is_switched_to_once_and_the_receipt_is_the_proof() throws Exception {
    day.at("06:40");
    pdam();
    Map<String, Object> told = Map.of("aksi", "PENEPAT", "alasan", "salinitas 400 mg/l");
    String proof = center.carryOut("o-9", "cadangan", told);
    assertTrue(proof.contains("Waduk Penepat"), proof);
    assertEquals(proof, center.carryOut("o-9", "cadangan", told));
  }
}
