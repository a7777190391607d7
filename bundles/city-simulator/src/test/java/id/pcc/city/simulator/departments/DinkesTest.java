package id.pcc.city.simulator.departments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.dataset.Classification;
import id.pcc.city.simulator.internal.PlayedDay;
import id.pcc.department.tck.Center;
import id.pcc.departments.dinkes.Dinkes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The health agency as it ships, against its simulated server over HTTP. */
class DinkesTest {
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

  private void dinkes(Map<String, String> changes) throws Exception {
    Map<String, String> settings = new HashMap<>(changes);
    settings.put("address", day.address() + "/dinkes");
    settings.put("poll", "100");
    center = new Center(new Dinkes(), settings);
  }

  @Test
  void calls_ambulances_beds_and_diseases_arrive_without_a_loss() throws Exception {
    dinkes(Map.of());
    center.until("six kecamatan", () -> center.count("layanan") >= 6);
    center.until("all ambulances", () -> center.count("ambulans") >= 12);
    center.until("two hospitals", () -> center.count("tempat_tidur") >= 18);
    center.until("eight weeks", () -> center.count("penyakit") >= 8 * 29 * 2);
    center.until("some calls", () -> center.count("panggilan") > 0);
    assertEquals(List.of(), center.rejections());
  }

  @Test
  void smoke_brings_many_who_cannot_breathe_and_people_are_told_until_it_has_gone()
      throws Exception {
    dinkes(Map.of());
    center.until("all kecamatan", () -> center.count("layanan") >= 6);
    assertNull(center.open().get("sesak"), "before the smoke");
    day.at("10:30");
    center.until("a notice", () -> center.open().containsKey("sesak"));
    day.at("23:30");
    center.until("it is settled", () -> !center.open().containsKey("sesak"));
  }

  @Test
  void ambulances_are_slow_where_there_is_water_and_only_there() throws Exception {
    day.at("07:30");
    dinkes(Map.of());
    center.until("Timur or Utara", () -> center.open().containsKey("tanggap:61.71.02"));
    assertTrue(
        center.open().get("tanggap:61.71.02").place().kelurahan().contains("61.71.02.1005"),
        "Tanjung Hilir lies in it");
    assertNull(center.open().get("tanggap:61.71.03"), "Barat is dry");
  }

  @Test
  void beds_that_run_out_are_told_by_class() throws Exception {
    dinkes(Map.of("kelas_penting", "PIC,VIP", "tempat_tidur_sisa", "5"));
    center.until("few", () -> center.open().containsKey("tempat_tidur:PIC"));
    assertNull(center.open().get("tempat_tidur:VIP"));
  }

  @Test
  void what_is_known_of_persons_is_restricted_and_has_a_purpose() throws Exception {
    dinkes(Map.of());
    var calls = center.declaration().dataset("panggilan").orElseThrow();
    assertEquals(Classification.RESTRICTED, calls.classification());
    assertTrue(calls.field("keluhan").orElseThrow().personal());
    assertTrue(calls.field("usia").orElseThrow().personal());
    assertTrue(
        !calls.governance().purpose().isEmpty() && calls.governance().retention().raw() != null);
  }
}
