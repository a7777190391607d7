package id.pcc.city.simulator.departments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.DepartmentStatus.State;
import id.pcc.api.notice.Severity;
import id.pcc.city.simulator.internal.PlayedDay;
import id.pcc.connect.OrderException;
import id.pcc.department.tck.Center;
import id.pcc.departments.bpbd.Bpbd;
import id.pcc.departments.dishub.Dishub;
import id.pcc.departments.dlh.Dlh;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The departments as they ship, against the simulated servers over HTTP. */
class DepartmentsTest {
  private PlayedDay day;
  private Center center;

  @BeforeEach
  void start() throws Exception {
    day = new PlayedDay();
  }

  @AfterEach
  void stop() {
    if (center != null) {
      center.close();
    }
    day.close();
  }

  private void dlh() throws Exception {
    center = new Center(new Dlh(), Map.of("address", day.address() + "/dlh", "poll", "100"));
  }

  private void dishub(Map<String, String> changes) throws Exception {
    Map<String, String> settings = new HashMap<>(changes);
    settings.put("address", day.address() + "/dishub");
    settings.put("poll", "100");
    center = new Center(new Dishub(), settings);
  }

  private void bpbd() throws Exception {
    center =
        new Center(
            new Bpbd(),
            Map.of(
                "address",
                day.address() + "/bmkg",
                "gempa_address",
                day.address() + "/bmkg/DataMKG/TEWS",
                "poll",
                "2000",
                "gempa_poll",
                "5000"));
  }

  @Test
  void air_quality_of_both_layouts_arrives_without_a_loss() throws Exception {
    dlh();
    center.until("a day of four stations", () -> center.count("ispu") >= 90);
    assertEquals(List.of(), center.rejections());
    Map<String, Object> newest = center.record("ispu", "stasiun", "PTK1");
    assertEquals("Sungai Bangkong", newest.get("nama"));
    day.at("20:10");
    center.until(
        "the old layout", () -> !center.record("ispu", "nama", "PTK2 (Siantan Hulu)").isEmpty());
    assertEquals(List.of(), center.rejections());
  }

  @Test
  void smoke_is_told_with_advice_for_schools_and_settled_when_it_has_gone() throws Exception {
    day.at("10:00");
    dlh();
    center.until("a notice", () -> center.open().containsKey("ispu:PTK1"));
    var notice = center.open().get("ispu:PTK1");
    assertEquals(Severity.EXTREME, notice.severity());
    assertTrue(notice.title().id().contains("312") && notice.title().id().contains("PM2.5"));
    assertTrue(notice.text().en().contains("chools"), notice.text().en());
    assertEquals(List.of("61.71.05.1001"), notice.place().kelurahan());
    day.at("00:30");
    center.until("it is settled", () -> !center.open().containsKey("ispu:PTK1"));
  }

  @Test
  void waste_stays_where_water_keeps_the_lorry_away_and_is_told() throws Exception {
    day.at("07:00");
    dlh();
    center.until("six sites", () -> center.count("sampah") == 6);
    assertEquals("PENUH", center.record("sampah", "kode", "TPS-03").get("status"));
    assertEquals("LONGGAR", center.record("sampah", "kode", "TPS-01").get("status"));
    center.until("it is told", () -> center.open().containsKey("sampah:TPS-03"));
    Map<String, Object> told = Map.of("judul", "Banyak asap", "isi", "Pakai masker di luar.");
    String proof = center.carryOut("o-1", "imbauan", told);
    assertTrue(proof.contains("DLH-000001"), proof);
  }

  @Test
  void a_server_that_is_down_is_a_status_and_passes() throws Exception {
    dlh();
    center.until("running", () -> center.status().state() == State.RUNNING);
    day.server("dlh", "down");
    center.until("degraded", () -> center.status().state() == State.DEGRADED);
    assertTrue(center.status().reason().en().contains("503"), center.status().toString());
    day.server("dlh", "up");
    center.until("running again", () -> center.status().state() == State.RUNNING);
  }

  @Test
  void traffic_and_all_cameras_arrive() throws Exception {
    day.at("07:00");
    dishub(Map.of());
    center.until("five junctions", () -> center.count("lalu_lintas") >= 5);
    center.until("all cameras", () -> center.count("kamera") == 147);
    assertEquals(List.of(), center.rejections());
    assertEquals("MACET", center.record("lalu_lintas", "simpang", "ATCS-2").get("tingkat"));
  }

  @Test
  void only_a_camera_that_went_down_lately_is_told() throws Exception {
    dishub(Map.of("kamera_putus_menit", "0"));
    center.until("all cameras", () -> center.count("kamera") == 147);
    assertEquals(Map.of(), center.open());
    day.at("06:30");
    center.until("a notice", () -> center.open().containsKey("kamera:CAM-020"));
    assertEquals(1, center.open().size());
    day.at("12:30");
    center.until("it is settled", () -> center.open().isEmpty());
  }

  @Test
  void many_cameras_offline_are_one_notice_more() throws Exception {
    dishub(Map.of("kamera_putus_banyak", "11"));
    center.until("a notice", () -> center.open().containsKey("kamera"));
    assertTrue(center.open().get("kamera").title().id().contains("11/147"));
  }

  @Test
  void a_warning_for_the_city_is_told_replaced_and_settled() throws Exception {
    day.at("05:50");
    bpbd();
    center.until(
        "rain",
        () ->
            center.raised().stream()
                .anyMatch(n -> n.title().id().startsWith("Hujan lebat disertai petir di")));
    var rain =
        center.raised().stream()
            .filter(n -> n.title().id().startsWith("Hujan"))
            .findFirst()
            .orElseThrow();
    assertTrue(rain.place().kelurahan().contains("61.71.02.1004"), "Tanjung Hulu lies in it");
    assertFalse(rain.place().kelurahan().contains("61.71.03.1001"), "Pal Lima does not");
    day.at("07:20");
    center.until(
        "the update",
        () -> center.raised().stream().anyMatch(n -> n.title().id().contains("meluas")));
    center.until("the first is settled", () -> !center.open().containsKey(rain.fingerprint()));
    Map<String, Object> first =
        center.record("peringatan", "identifier", rain.fingerprint().substring(4));
    assertFalse(((Instant) first.get("holds_until")).isAfter(Instant.now()), first.toString());
    day.at("09:40");
    center.until(
        "the cancellation",
        () -> center.open().values().stream().noneMatch(n -> n.title().id().contains("Hujan")));
    assertEquals(List.of(), center.rejections());
  }

  @Test
  void an_exercise_is_kept_and_tells_nobody() throws Exception {
    day.at("08:10");
    bpbd();
    center.until(
        "the exercise", () -> !center.record("peringatan", "status", "Exercise").isEmpty());
    assertTrue(center.raised().stream().noneMatch(n -> n.title().id().contains("LATIHAN")));
  }

  @Test
  void one_broken_document_keeps_no_other_from_being_read() throws Exception {
    day.at("07:30");
    bpbd();
    center.until("two good ones", () -> center.count("peringatan") >= 2);
    center.until("the broken one is kept", () -> !center.unreadable().isEmpty());
    center.until("and told", () -> center.status().state() == State.DEGRADED);
    String reason = center.status().reason().en();
    assertTrue(reason.startsWith("peringatan: SIM000003_alert.xml: line "), reason);
  }

  @Test
  void earthquakes_of_all_lists_are_put_together() throws Exception {
    bpbd();
    center.until("four of them", () -> center.count("gempa") == 4);
    Map<String, Object> felt = center.record("gempa", "dirasakan", "II-III Malang");
    assertTrue((Long) felt.get("jarak") > 900 && (Long) felt.get("jarak") < 1100, felt.toString());
    assertEquals(
        List.of(), center.open().keySet().stream().filter(k -> k.startsWith("gempa")).toList());
  }

  @Test
  void a_folder_of_warnings_on_any_web_server_is_read_by_configuration_alone() throws Exception {
    try (Folder folder = new Folder()) {
      folder.put("banjir.cap", Folder.warning("banjir-1", "Banjir di Pontianak"));
      folder.put("rusak.cap", "<alert>");
      folder.put("baca.txt", "bukan peringatan");
      center =
          new Center(
              new Bpbd(),
              Map.of("address", folder.address(), "index", "/", "gempa", "false", "poll", "500"));
      center.until("the warning", () -> center.open().containsKey("cap:banjir-1"));
      assertEquals(29, center.open().get("cap:banjir-1").place().kelurahan().size());
      center.until("the broken one is kept", () -> !center.unreadable().isEmpty());
      folder.put("lagi.cap", Folder.warning("banjir-2", "Banjir lagi"));
      center.until("a new one", () -> center.open().containsKey("cap:banjir-2"));
    }
  }

  @Test
  void an_announcement_is_made_once_however_often_it_comes_and_the_receipt_is_the_proof()
      throws Exception {
    dishub(Map.of());
    Map<String, Object> told = Map.of("simpang", "ATCS-3", "teks", "Mohon antre", "volume", 60L);
    String proof = center.carryOut("o-1", "pengeras", told);
    assertTrue(proof.contains("\"tanda_terima\":\"ATCS-000001\""), proof);
    assertEquals(proof, center.carryOut("o-1", "pengeras", told));
    String next = center.carryOut("o-2", "fase", Map.of("simpang", "ATCS-3", "rencana", "PAGI"));
    assertTrue(next.contains("ATCS-000002"), next);
    String heard = day.get("/dishub/atcs.json");
    assertTrue(heard.contains("Mohon antre") && heard.contains("PAGI"), heard);
  }

  @Test
  void what_the_agency_refuses_is_not_carried_out_and_says_why() throws Exception {
    dishub(Map.of());
    var refused =
        assertThrows(
            ExecutionException.class,
            () -> center.carryOut("o-3", "fase", Map.of("simpang", "X", "rencana", "PAGI")));
    OrderException why = assertInstanceOf(OrderException.class, refused.getCause());
    assertEquals(OrderException.Outcome.NOT_CARRIED_OUT, why.outcome());
    assertTrue(why.reason().id().contains("X tidak dikenal"), why.reason().id());
    day.server("dishub", "down");
    var down =
        assertThrows(
            ExecutionException.class,
            () -> center.carryOut("o-4", "fase", Map.of("simpang", "ATCS-1", "rencana", "PAGI")));
    OrderException unknown = assertInstanceOf(OrderException.class, down.getCause());
    assertEquals(OrderException.Outcome.UNKNOWN, unknown.outcome());
  }
}
