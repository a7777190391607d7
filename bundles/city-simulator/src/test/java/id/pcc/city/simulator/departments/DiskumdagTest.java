package id.pcc.city.simulator.departments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.DepartmentStatus.State;
import id.pcc.city.simulator.internal.PlayedDay;
import id.pcc.department.tck.Center;
import id.pcc.departments.diskumdag.Diskumdag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The trade agency as it ships, against its simulated SFTP server. */
class DiskumdagTest {
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

  private void diskumdag(Map<String, String> changes) throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("address", day.address("diskumdag", "sftp"));
    settings.put("password", "simulasi");
    settings.put("host_key", day.hostKey("diskumdag"));
    settings.put("orders", day.address() + "/diskumdag");
    settings.putAll(changes);
    center = new Center(new Diskumdag(), settings);
  }

  @Test
  void prices_of_all_markets_arrive_and_the_dearest_market_is_told() throws Exception {
    day.at("08:30");
    diskumdag(Map.of());
    center.until("chili", () -> center.open().containsKey("harga:CABAI_RAWIT"));
    assertEquals(List.of(), center.rejections());
    assertEquals(List.of(), center.unreadable());
    assertTrue(center.count("harga") >= 48, center.toString());
    String title = center.open().get("harga:CABAI_RAWIT").title().id();
    assertTrue(title.contains("Cabai rawit, Pasar Puring, Rp 103.700 (+59"), title);
    assertEquals(1, center.open().size(), center.open().toString());
    assertEquals("TERGENANG", center.record("pasar", "kode", "PURING").get("status"));
    assertEquals("BUKA", center.record("pasar", "kode", "FLAMBOYAN").get("status"));
  }

  @Test
  void a_server_with_another_key_gets_no_password() throws Exception {
    try (PlayedDay other = new PlayedDay()) {
      diskumdag(Map.of("host_key", other.hostKey("diskumdag")));
      center.until("degraded", () -> center.status().state() == State.DEGRADED);
      assertEquals(0, center.count("harga"));
    }
  }

  @Test
  void a_market_operation_brings_the_price_down_once() throws Exception {
    day.at("08:30");
    diskumdag(Map.of());
    Map<String, Object> told =
        Map.of("pasar", "PURING", "komoditas", "CABAI_RAWIT", "jumlah", 500L);
    String proof = center.carryOut("o-1", "operasi_pasar", told);
    assertTrue(proof.contains("DISKUMDAG-000001"), proof);
    assertEquals(proof, center.carryOut("o-1", "operasi_pasar", told));
    center.close();
    diskumdag(Map.of());
    center.until("Puring is no more the dearest", () -> told().contains("Pasar Flamboyan"));
  }

  private String told() {
    var notice = center.open().get("harga:CABAI_RAWIT");
    return notice == null ? "" : notice.title().id();
  }
}
