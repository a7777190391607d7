package id.pcc.city.simulator.departments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.city.simulator.internal.PlayedDay;
import id.pcc.department.tck.Center;
import id.pcc.departments.kominfo.Kominfo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Communications as it ships, against the simulated Open311 server and the servers it probes. */
class KominfoTest {
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

  private void kominfo() throws Exception {
    center =
        new Center(
            new Kominfo(),
            Map.of(
                "address", day.address() + "/kominfo/open311",
                "portal", day.address() + "/kominfo/portal",
                "dishub", day.address() + "/dishub/atcs.json",
                "server_putus_kali", "1"));
  }

  @Test
  void forty_reports_of_timur_and_utara_arrive_with_their_kelurahan() throws Exception {
    day.at("09:00");
    kominfo();
    center.until("all reports", () -> center.count("laporan") == 40);
    assertEquals(List.of(), center.rejections());
    assertTrue(
        center.records("laporan").stream()
            .map(r -> String.valueOf(r.get("kelurahan")))
            .allMatch(k -> k.startsWith("61.71.02") || k.startsWith("61.71.04")));
    Map<String, Object> first = center.record("laporan", "nomor", "LW-1001");
    assertEquals("BUKA", first.get("status"));
    assertTrue(first.get("uraian").toString().contains("Air"), first.toString());
  }

  @Test
  void many_reports_of_one_kelurahan_are_told_as_one() throws Exception {
    day.at("07:15");
    kominfo();
    center.until(
        "a notice", () -> center.open().keySet().stream().anyMatch(k -> k.startsWith("laporan:")));
    var notice =
        center.open().values().stream()
            .filter(n -> n.fingerprint().startsWith("laporan:"))
            .findFirst()
            .orElseThrow();
    assertEquals(1, notice.place().kelurahan().size());
  }

  @Test
  void a_server_that_does_not_answer_is_told_and_one_that_does_is_not() throws Exception {
    day.at("07:30");
    kominfo();
    center.until("the portal", () -> center.open().containsKey("server:Portal kota"));
    center.until("dishub", () -> !center.record("layanan", "server", "Dishub").isEmpty());
    assertEquals("AKTIF", center.record("layanan", "server", "Dishub").get("status"));
    assertTrue(!center.open().containsKey("server:Dishub"));
  }
}
