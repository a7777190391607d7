package id.pcc.city.simulator.departments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pcc.city.simulator.internal.PlayedDay;
import id.pcc.department.tck.Center;
import id.pcc.departments.disdikbud.Disdikbud;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The education agency as it ships, against its simulated server over HTTP. */
class DisdikbudTest {
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

  private Set<Object> states(String kelurahan) throws Exception {
    center =
        new Center(new Disdikbud(), Map.of("address", day.address() + "/disdikbud", "poll", "100"));
    center.until("all schools", () -> center.count("sekolah") >= 58);
    assertEquals(List.of(), center.rejections());
    return center.records("sekolah").stream()
        .filter(r -> kelurahan.equals(r.get("kelurahan")))
        .map(r -> r.get("status"))
        .collect(Collectors.toSet());
  }

  @Test
  void schools_close_where_there_is_water() throws Exception {
    day.at("06:40");
    assertEquals(Set.of("TUTUP"), states("Tanjung Hilir"));
    assertEquals("0", center.record("sekolah", "kelurahan", "Tanjung Hilir").get("hadir"));
  }

  @Test
  void schools_elsewhere_are_open_at_that_time() throws Exception {
    day.at("06:40");
    assertEquals(Set.of("BUKA"), states("Pal Lima"));
  }

  @Test
  void after_ten_all_others_stay_indoors() throws Exception {
    day.at("10:10");
    assertEquals(Set.of("DALAM_RUANG"), states("Pal Lima"));
  }
}
