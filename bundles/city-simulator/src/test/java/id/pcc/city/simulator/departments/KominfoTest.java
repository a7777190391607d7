package id.pcc.city.simulator.departments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.cap.CapAlert;
import id.pcc.api.cap.CapInfo;
import id.pcc.city.simulator.internal.PlayedDay;
import id.pcc.connect.internal.format.CapReader;
import id.pcc.department.tck.Center;
import id.pcc.departments.kominfo.Kominfo;
import java.nio.charset.StandardCharsets;
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
                "warnings", day.address() + "/kominfo/cap",
                "cap_status", "Exercise",
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

  @Test
  void a_public_warning_is_spread_once_as_cap_and_the_message_is_the_proof() throws Exception {
    kominfo();
    Map<String, Object> told =
        Map.of(
            "judul", "Banjir rob & arus <deras>",
            "uraian", "Muka air 1,9 m pada pukul 06.00.",
            "anjuran", "Jauhi tepi sungai.",
            "kategori", "Met",
            "keparahan", "Severe",
            "desakan", "Immediate",
            "kepastian", "Observed",
            "jam", 6L,
            "kelurahan", "61.71.02.1005");
    String proof = center.carryOut("o-7", "peringatan", told);
    assertTrue(proof.contains("CAP-000001") && proof.contains("PTK-o-7"), proof);
    String spread = day.get("/kominfo/cap");
    CapAlert cap = new CapReader().read(spread.getBytes(StandardCharsets.UTF_8));
    assertEquals("Exercise", cap.status());
    CapInfo info = cap.infos().get(0);
    assertEquals("Banjir rob & arus <deras>", info.headline());
    assertEquals(List.of(Map.entry("Kemendagri", "61.71.02.1005")), info.geocodes());
    assertTrue(proof.contains("<value>61.71.02.1005</value>"), "the message is in the proof");
    String again = center.carryOut("o-7", "peringatan", told);
    assertTrue(again.contains("CAP-000001"), again);
  }
}
