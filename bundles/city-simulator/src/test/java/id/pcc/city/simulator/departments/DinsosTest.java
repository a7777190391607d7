package id.pcc.city.simulator.departments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pcc.city.simulator.internal.PlayedDay;
import id.pcc.department.tck.Center;
import id.pcc.departments.dinsos.Dinsos;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The social agency as it ships, against the workbooks of its simulated server over HTTP. */
class DinsosTest {
  private PlayedDay day;
  private Center center;

  @BeforeEach
  void start() throws Exception {
    day = new PlayedDay();
    center = new Center(new Dinsos(), Map.of("address", day.address() + "/dinsos", "poll", "100"));
  }

  @AfterEach
  void stop() {
    center.close();
    day.close();
  }

  @Test
  void shelters_and_aid_are_read_from_workbooks_with_a_title_above_the_heading() throws Exception {
    center.until("shelters", () -> center.count("posko") >= 4);
    center.until("aid", () -> center.count("bantuan") >= 16);
    assertEquals(List.of(), center.rejections());
    var shelter = center.record("posko", "posko", "POSKO-1");
    assertEquals("TUTUP", shelter.get("status"));
    assertEquals("Tanjung Hilir", shelter.get("kelurahan"));
    assertEquals(Map.of(), center.open());
  }

  @Test
  void a_shelter_that_fills_is_told_with_its_aid_until_people_go_home() throws Exception {
    day.at("10:30");
    center.until("full", () -> center.open().containsKey("posko:POSKO-1"));
    center.until("aid", () -> center.open().containsKey("bantuan:POSKO-1:MAKANAN"));
    assertEquals(List.of("61.71.02.1005"), center.open().get("posko:POSKO-1").place().kelurahan());
    day.at("19:30");
    center.until("settled", () -> center.open().isEmpty());
  }
}
