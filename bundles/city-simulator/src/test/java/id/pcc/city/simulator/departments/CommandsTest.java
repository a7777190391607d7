package id.pcc.city.simulator.departments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.Department;
import id.pcc.city.simulator.internal.PlayedDay;
import id.pcc.connect.OrderException;
import id.pcc.department.tck.Center;
import id.pcc.departments.damkar.Damkar;
import id.pcc.departments.dinkes.Dinkes;
import id.pcc.departments.dinsos.Dinsos;
import id.pcc.departments.disdikbud.Disdikbud;
import id.pcc.departments.disdukcapil.Disdukcapil;
import id.pcc.departments.satpolpp.Satpolpp;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What departments can be told, carried out by their simulated servers over HTTP. */
class CommandsTest {
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

  private void center(Department department, String server) throws Exception {
    center = new Center(department, Map.of("address", day.address() + "/" + server, "poll", "100"));
  }

  private void refused(String command, Map<String, Object> told, String reason) {
    var failure =
        assertThrows(ExecutionException.class, () -> center.carryOut("salah", command, told));
    OrderException why = assertInstanceOf(OrderException.class, failure.getCause());
    assertEquals(OrderException.Outcome.NOT_CARRIED_OUT, why.outcome());
    assertTrue(why.reason().id().contains(reason), why.reason().id());
  }

  @Test
  void an_ambulance_is_sent_once_and_is_on_its_way() throws Exception {
    day.at("03:00");
    center(new Dinkes(), "dinkes");
    center.until("ambulances", () -> center.count("ambulans") >= 12);
    String ready = center.record("ambulans", "status", "SIAGA").get("id").toString();
    Map<String, Object> told = Map.of("ambulans", ready, "kelurahan", "Pal Lima");
    String proof = center.carryOut("o-1", "kirim", told);
    assertTrue(proof.contains("PSC-000001"), proof);
    assertEquals(proof, center.carryOut("o-1", "kirim", told));
    String psc = day.get("/dinkes/psc119.json");
    assertEquals(psc.indexOf("-P001"), psc.lastIndexOf("-P"), psc);
    center.until("on its way", () -> !center.record("ambulans", "status", "MENUJU").isEmpty());
    refused("kirim", told, "sedang bertugas");
    refused("kirim", Map.of("ambulans", "AMB-99", "kelurahan", "Pal Lima"), "tidak dikenal");
  }

  @Test
  void beds_are_held_and_never_more_than_there_are() throws Exception {
    center(new Dinkes(), "dinkes");
    String before = day.get("/dinkes/tempat_tidur.json");
    center.carryOut(
        "o-1", "tahan", Map.of("rs", "RSUD-SDRS", "kelas", "KL3", "jumlah", 5L, "menit", 30L));
    assertTrue(!before.equals(day.get("/dinkes/tempat_tidur.json")), before);
    refused(
        "tahan",
        Map.of("rs", "RSUD-SSMA", "kelas", "PIC", "jumlah", 20L, "menit", 30L),
        "tidak cukup");
  }

  @Test
  void a_boat_is_sent() throws Exception {
    day.at("03:00");
    center(new Damkar(), "damkar");
    String proof =
        center.carryOut(
            "o-1",
            "kirim",
            Map.of("unit", "PERAHU-1", "kelurahan", "61.71.02.1005", "jenis", "EVAKUASI"));
    assertTrue(proof.contains("DAMKAR-000001"), proof);
    center.until("it goes", () -> !center.record("unit", "status", "MENUJU").isEmpty());
    assertEquals("PERAHU-1", center.record("unit", "status", "MENUJU").get("id"));
    refused(
        "kirim", Map.of("unit", "PERAHU-2", "kelurahan", "X", "jenis", "EVAKUASI"), "kelurahan: X");
  }

  @Test
  void a_patrol_is_sent() throws Exception {
    center(new Satpolpp(), "satpolpp");
    String proof =
        center.carryOut("o-1", "patroli", Map.of("regu", "REGU-3", "kelurahan", "Akcaya"));
    assertTrue(proof.contains("SATPOLPP-000001"), proof);
    refused("patroli", Map.of("regu", "REGU-30", "kelurahan", "Akcaya"), "REGU-30 tidak dikenal");
  }

  @Test
  void supplies_reach_a_shelter() throws Exception {
    center(new Dinsos(), "dinsos");
    center.carryOut(
        "o-1", "logistik", Map.of("posko", "POSKO-1", "barang", "BERAS", "jumlah", 777L));
    center.until("they are there", () -> !center.record("bantuan", "stok", 977L).isEmpty());
  }

  @Test
  void schools_of_a_kelurahan_are_closed() throws Exception {
    day.at("08:00");
    center(new Disdikbud(), "disdikbud");
    center.until("schools", () -> center.count("sekolah") >= 58);
    assertEquals("BUKA", center.record("sekolah", "kelurahan", "Pal Lima").get("status"));
    center.carryOut("o-1", "tutup", Map.of("kelurahan", "Pal Lima", "alasan", "Asap tebal"));
    center.until(
        "closed",
        () ->
            center.records("sekolah").stream()
                .anyMatch(
                    r -> "Pal Lima".equals(r.get("kelurahan")) && "TUTUP".equals(r.get("status"))));
  }

  @Test
  void an_extra_quota_is_opened() throws Exception {
    center(new Disdukcapil(), "disdukcapil");
    center.carryOut("o-1", "kuota", Map.of("layanan", "KTP", "tambahan", 25L));
    center.until("it is open", () -> !center.record("antrean", "kuota", 85).isEmpty());
  }
}
