package id.pcc.city.simulator.departments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.notice.Severity;
import id.pcc.city.simulator.internal.PlayedDay;
import id.pcc.department.tck.Center;
import id.pcc.departments.damkar.Damkar;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The fire service as it ships, against its simulated server over HTTP. */
class DamkarTest {
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

  private void damkar(String minutes) throws Exception {
    center =
        new Center(
            new Damkar(),
            Map.of("address", day.address() + "/damkar", "poll", "100", "tunggu_menit", minutes));
  }

  @Test
  void boats_go_where_the_water_is_and_nowhere_else() throws Exception {
    day.at("08:00");
    damkar("10");
    center.until("all units", () -> center.count("unit") >= 10);
    center.until("a boat", () -> !center.record("panggilan", "jenis", "EVAKUASI").isEmpty());
    assertEquals(List.of(), center.rejections());
    center.records("panggilan").stream()
        .filter(r -> "EVAKUASI".equals(r.get("jenis")))
        .map(r -> r.get("kelurahan").toString().substring(0, 8))
        .forEach(k -> assertTrue(List.of("61.71.02", "61.71.04").contains(k), k));
  }

  @Test
  void who_waits_for_a_boat_too_long_is_told_until_one_has_gone() throws Exception {
    day.at("08:00");
    damkar("0");
    center.until(
        "somebody waits",
        () -> center.open().values().stream().anyMatch(n -> n.severity() == Severity.MODERATE));
    day.at("15:00");
    center.until(
        "nobody waits",
        () ->
            center.open().values().stream().noneMatch(n -> n.title().id().startsWith("Belum ada")));
  }

  @Test
  void a_fire_is_told_with_its_place() throws Exception {
    day.at("19:30");
    damkar("10");
    center.until(
        "a fire",
        () -> center.raised().stream().anyMatch(n -> n.title().id().startsWith("Kebakaran")));
    var fire =
        center.raised().stream().filter(n -> n.title().id().startsWith("Keb")).findFirst().get();
    assertEquals(Severity.SEVERE, fire.severity());
    assertEquals(1, fire.place().kelurahan().size());
  }
}
