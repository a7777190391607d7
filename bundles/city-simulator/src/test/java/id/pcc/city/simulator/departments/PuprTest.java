package id.pcc.city.simulator.departments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.notice.Severity;
import id.pcc.city.simulator.internal.PlayedDay;
import id.pcc.connect.OrderException;
import id.pcc.department.tck.Center;
import id.pcc.departments.pupr.Pupr;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Public works as it ships, against its simulated broker and web server. */
class PuprTest {
  private PlayedDay day;
  private Center center;

  @BeforeEach
  void start() throws Exception {
    day = new PlayedDay();
    center =
        new Center(
            new Pupr(),
            Map.of(
                "address",
                day.address("pupr", "tcp"),
                "password",
                "simulasi",
                "web",
                day.address() + "/pupr"));
  }

  @AfterEach
  void stop() {
    center.close();
    day.close();
  }

  @Test
  void levels_and_machines_arrive_over_mqtt_works_and_lights_over_http() throws Exception {
    center.until("all drains", () -> center.count("saluran") >= 6);
    center.until("all machines", () -> center.count("alat") >= 8);
    center.until("all works", () -> center.count("pekerjaan") == 3);
    center.until("all lights", () -> center.count("lampu_jalan") == 4);
    assertEquals(List.of(), center.rejections());
    assertEquals(
        212, ((Number) center.record("lampu_jalan", "ruas", "PJU-01").get("lampu")).intValue());
    Map<?, ?> place = (Map<?, ?>) center.record("saluran", "kode", "DR-06").get("lokasi");
    assertEquals(List.of(109.3531, -0.0026), place.get("coordinates"));
  }

  @Test
  void a_failed_pump_and_its_drain_are_told_and_settled_after_the_tide() throws Exception {
    day.at("06:30");
    center.until("the pump", () -> center.open().containsKey("alat:PMP-01"));
    center.until(
        "the drain in alarm",
        () ->
            center.open().containsKey("saluran:DR-01")
                && center.open().get("saluran:DR-01").severity() == Severity.SEVERE);
    assertTrue(center.open().get("alat:PMP-01").title().id().contains("Parit Besar"));
    assertEquals(List.of("61.71.05.1002"), center.open().get("saluran:DR-01").place().kelurahan());
    day.at("15:00");
    center.until("the pump is well", () -> !center.open().containsKey("alat:PMP-01"));
    center.until("the drain is low", () -> !center.open().containsKey("saluran:DR-01"));
  }

  @Test
  void a_pump_is_turned_on_and_the_panels_answer_is_the_proof() throws Exception {
    center.until("listening", () -> center.count("alat") >= 8);
    String proof = center.carryOut("o-1", "pompa", Map.of("alat", "PMP-02", "aksi", "JALAN"));
    assertTrue(proof.contains("DILAKSANAKAN") && proof.contains("o-1"), proof);
    center.until("it runs", () -> "JALAN".equals(newest("PMP-02").get("status")));
    center.until("kept", () -> !center.record("perintah_alat", "id", "o-1").isEmpty());
  }

  @Test
  void the_lights_of_a_street_are_turned_off() throws Exception {
    center.until("listening", () -> center.count("alat") >= 8);
    String proof = center.carryOut("o-3", "lampu", Map.of("alat", "PJU-03", "aksi", "PADAM"));
    assertTrue(proof.contains("DILAKSANAKAN"), proof);
    assertTrue(day.get("/pupr/v1.1/Observations").contains("\"result\":164"), "all are dark");
  }

  private Map<String, Object> newest(String machine) {
    return center.record("alat", "kode", machine);
  }

  @Test
  void what_the_panel_refuses_is_not_carried_out() throws Exception {
    center.until("listening", () -> center.count("alat") >= 8);
    var refused =
        assertThrows(
            ExecutionException.class,
            () -> center.carryOut("o-2", "pintu", Map.of("alat", "PMP-02", "aksi", "TERBUKA")));
    OrderException why = assertInstanceOf(OrderException.class, refused.getCause());
    assertEquals(OrderException.Outcome.NOT_CARRIED_OUT, why.outcome());
  }

  @Test
  void a_broker_that_was_away_is_found_again() throws Exception {
    center.until("all drains", () -> center.count("saluran") >= 6);
    day.server("pupr", "down");
    day.server("pupr", "up");
    day.at("06:30");
    center.until("the pump", () -> center.open().containsKey("alat:PMP-01"));
  }
}
