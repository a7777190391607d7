package id.pcc.city.simulator.departments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.city.simulator.internal.PlayedDay;
import id.pcc.department.tck.Center;
import id.pcc.departments.bkd.Bkd;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The finance agency as it ships, against its simulated database over TCP. */
class BkdTest {
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

  private void bkd() throws Exception {
    String address = day.address("bkd", "jdbc");
    center = new Center(new Bkd(), Map.of("address", address, "password", "simulasi"));
  }

  @Test
  void revenue_arrives_with_its_shares_and_the_tax_that_is_behind_is_told() throws Exception {
    day.at("12:00");
    bkd();
    center.until("all taxes", () -> center.count("penerimaan") >= 7);
    center.until("a notice", () -> center.open().containsKey("penerimaan:BPHTB"));
    assertEquals(List.of(), center.rejections());
    assertEquals(1, center.open().size(), center.open().toString());
    assertTrue(center.open().get("penerimaan:BPHTB").title().id().contains("BPHTB, 88"));
    assertEquals("SESUAI", center.record("penerimaan", "pajak", "PBB_P2").get("capaian"));
    assertEquals(89.2, center.record("penerimaan", "pajak", "HOTEL").get("persen"), "of the year");
    assertTrue(center.marks().get("penerimaan").startsWith("time:"), center.marks().toString());
  }

  @Test
  void counters_stay_shut_where_there_is_water() throws Exception {
    day.at("08:30");
    bkd();
    center.until("all counters", () -> center.count("loket") == 6);
    assertEquals("TERGENANG", center.record("loket", "kode", "LK-3").get("status"));
    assertEquals("BUKA", center.record("loket", "kode", "LK-1").get("status"));
    assertEquals(0, ((Number) center.record("loket", "kode", "LK-5").get("transaksi")).intValue());
  }
}
