package id.pcc.city.simulator.departments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.city.simulator.internal.PlayedDay;
import id.pcc.department.tck.Center;
import id.pcc.departments.disdukcapil.Disdukcapil;
import id.pcc.departments.dpmtk.Dpmtk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The civil registry and the permit agency as they ship, against their simulated servers. */
class OfficesTest {
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

  private void registry() throws Exception {
    center =
        new Center(
            new Disdukcapil(), Map.of("address", day.address() + "/disdukcapil", "poll", "100"));
  }

  private void permits() throws Exception {
    center = new Center(new Dpmtk(), Map.of("address", day.address() + "/dpmtk", "poll", "100"));
  }

  @Test
  void queues_of_services_and_offices_arrive_without_a_loss() throws Exception {
    day.at("09:00");
    registry();
    center.until("services", () -> center.count("antrean") >= 3);
    center.until("offices", () -> center.count("kantor") >= 6);
    assertEquals(List.of(), center.rejections());
    assertEquals(250, center.record("antrean", "layanan", "DARING").get("kuota"));
  }

  @Test
  void a_quota_that_is_used_up_is_told_while_many_wait() throws Exception {
    day.at("09:00");
    registry();
    center.until("services", () -> center.count("antrean") >= 3);
    assertNull(center.open().get("kuota:DARING"), "there is room at nine");
    day.at("11:40");
    center.until("used up", () -> center.open().containsKey("kuota:DARING"));
    assertEquals("Kuota habis: Antrean daring", center.open().get("kuota:DARING").title().id());
    day.at("16:00");
    center.until("all are served", () -> !center.open().containsKey("kuota:DARING"));
  }

  @Test
  void permits_arrive_and_late_ones_are_told() throws Exception {
    permits();
    center.until("kinds", () -> center.count("izin") >= 5);
    center.until("kelurahan", () -> center.count("wilayah") >= 29);
    assertEquals(List.of(), center.rejections());
    center.until("late ones", () -> center.open().containsKey("izin:PBG"));
    assertEquals(1, center.open().size());
    assertTrue(center.open().get("izin:PBG").text().en().contains("> 28"));
  }
}
