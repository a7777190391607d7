package id.pcc.connect.internal.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import id.pcc.api.cap.CapAlert;
import id.pcc.api.cap.CapInfo;
import id.pcc.api.notice.Severity;
import id.pcc.mapping.format.DocumentException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CapReaderTest {
  private final String rain = text("/cap/hujan.xml");

  private static String text(String resource) {
    try (var in = CapReaderTest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CapAlert read(String xml) throws DocumentException {
    return new CapReader().read(xml.getBytes(StandardCharsets.UTF_8));
  }

  private static String refusal(String xml) {
    return assertThrows(DocumentException.class, () -> read(xml)).getMessage();
  }

  @SuppressWarnings("unchecked")
  private static List<List<List<List<Double>>>> polygons(CapInfo info) {
    assertEquals("MultiPolygon", info.area().get("type"));
    return (List<List<List<List<Double>>>>) info.area().get("coordinates");
  }

  @Test
  void an_alert_is_read_with_all_its_infos() throws DocumentException {
    CapAlert alert = read(rain);
    assertEquals("uji.2026.11.24.001", alert.identifier());
    assertEquals(Instant.parse("2026-11-23T22:30:00Z"), alert.sent());
    assertTrue(alert.actual());
    assertEquals(2, alert.infos().size());
    CapInfo info = alert.info("id").orElseThrow();
    assertEquals(Severity.SEVERE, info.severity());
    assertEquals(Instant.parse("2026-11-23T23:00:00Z"), info.effective());
    assertEquals("Kalimantan Barat; Muara", info.areaDescription());
    assertEquals(List.of(Map.entry("Kemendagri", "61.71")), info.geocodes());
    CapInfo english = alert.info("en").orElseThrow();
    assertEquals(alert.sent(), english.effective());
    assertNull(english.expires());
    assertNull(english.area());
  }

  @Test
  void several_polygons_and_circles_become_one_multipolygon_with_longitude_first()
      throws DocumentException {
    var polygons = polygons(read(rain).infos().get(0));
    assertEquals(3, polygons.size());
    assertEquals(List.of(109.27, -0.10), polygons.get(0).get(0).get(0));
    List<List<Double>> circle = polygons.get(2).get(0);
    assertEquals(circle.get(0), circle.get(circle.size() - 1));
    for (List<Double> corner : circle) {
      double north = (corner.get(1) + 0.02) * 111.195;
      double east = (corner.get(0) - 109.33) * 111.195;
      assertEquals(5, Math.hypot(north, east), 0.01);
    }
  }

  @Test
  void cap_1_1_with_a_prefix_is_read_too() throws DocumentException {
    String old =
        """
        <c:alert xmlns:c="urn:oasis:names:tc:emergency:cap:1.1"><c:identifier>a</c:identifier>
        <c:sender>s</c:sender><c:sent>2010-08-31T00:09:25-00:00</c:sent><c:status>Test</c:status>
        <c:msgType>Alert</c:msgType><c:scope>Public</c:scope><c:restriction/></c:alert>""";
    CapAlert alert = read(old);
    assertEquals(Instant.parse("2010-08-31T00:09:25Z"), alert.sent());
    assertFalse(alert.actual());
    assertTrue(alert.infos().isEmpty());
  }

  @Test
  void a_circle_of_no_size_is_a_place_all_the_same() throws DocumentException {
    CapInfo info = read(rain.replace("-0.02,109.33 5", "-0.02,109.33 0")).infos().get(0);
    assertEquals(3, polygons(info).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "identifier",
        "sender",
        "sent",
        "status",
        "msgType",
        "scope",
        "category",
        "event",
        "urgency",
        "severity",
        "certainty",
        "areaDesc"
      })
  void a_required_element_that_is_missing_is_named(String element) {
    String without = rain.replaceFirst("<" + element + ">[^<]*</" + element + ">", "");
    String refusal = refusal(without);
    assertTrue(refusal.matches("alert/.*" + element + ": is required.*"), refusal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<sent>2026-11-24T05:30:00+07:00|<sent>2026-11-24T05:30:00|alert/sent",
        "<sent>2026-11-24T05:30:00+07:00|<sent>2026-11-23T22:30:00Z|alert/sent",
        "<sent>2026-11-24T05:30:00+07:00|<sent>2026-02-30T05:30:00+07:00|alert/sent",
        "<expires>2026-11-24T09:00:00+07:00|<expires>besok|alert/info/expires",
        "<status>Actual|<status>actual|alert/status",
        "<msgType>Alert|<msgType>Alarm|alert/msgType",
        "<severity>Severe</severity>|<severity>Parah</severity>|alert/info/severity",
        "<sender>uji@pcc.example|<sender>uji pcc|alert/sender",
        "<identifier>uji.2026.11.24.001|<identifier>a,b|alert/identifier",
        "0.5,109.0 0.5,109.5 1.0,109.5 0.5,109.0|109.0,0.5 109.5,0.5 109.5,1.0 109.0,0.5|swapped",
        "0.5,109.0 0.5,109.5 1.0,109.5 0.5,109.0|0.5,109.0 0.5,109.5 1.0,109.5|polygon[2]",
        "0.5,109.0 0.5,109.5 1.0,109.5 0.5,109.0|0.5,109.0 0.5,x 1.0,109.5 0.5,109.0|\"x\"",
        "0.5,109.0 0.5,109.5 1.0,109.5 0.5,109.0|0.5,NaN 0.5,109.5 1.0,109.5 0.5,NaN|\"NaN\"",
        "0.5,109.0 0.5,109.5 1.0,109.5 0.5,109.0|0.5 109.0 0.5 109.5|latitude,longitude",
        "-0.02,109.33 5|-0.02,109.33|alert/info/area[2]/circle",
        "-0.02,109.33 5|-0.02,109.33 99999|radius",
        "cap:1.2\">|cap:9.9\">|a CAP 1.1 or 1.2 alert",
        "<scope>Public|<scope>Restricted|alert/restriction",
        "<scope>Public|<scope>Private|alert/addresses",
        "<msgType>Alert|<msgType>Update|alert/references",
        "<msgType>Alert|<msgType>Cancel|alert/references"
      })
  void what_breaks_a_rule_is_named(String right, String wrong, String place) {
    String broken = rain.replace(right, wrong);
    assertFalse(broken.equals(rain), "the fixture has changed");
    String refusal = refusal(broken);
    assertTrue(refusal.contains(place), refusal);
  }

  @Test
  void an_update_names_what_it_replaces() throws DocumentException {
    CapAlert update =
        read(update("a@b,old.1,2026-11-24T04:00:00+07:00 a@b,old.2,2026-11-24T05:00:00+07:00"));
    assertEquals(List.of("old.1", "old.2"), update.references());
  }

  private String update(String references) {
    return rain.replace("<msgType>Alert", "<msgType>Update")
        .replace("</scope>", "</scope><references>" + references + "</references>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "old.1|sender,identifier,sent",
        "a@b,,2026-11-24T04:00:00+07:00|sender,identifier,sent",
        "a@b,old.1,kemarin|a time such as",
        "uji@pcc.example,uji.2026.11.24.001,2026-11-24T05:30:00+07:00|refers to the message itself",
        "a@b,new.1,2026-11-24T06:00:00+07:00|refers to a later message"
      })
  void references_that_cannot_be_are_refused(String references, String why) {
    String refusal = refusal(update(references));
    assertTrue(refusal.startsWith("alert/references: "), refusal);
    assertTrue(refusal.contains(why), refusal);
  }

  @Test
  void an_external_entity_is_refused_without_a_request() throws IOException {
    AtomicBoolean asked = new AtomicBoolean();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", e -> asked.set(true));
    server.start();
    try {
      String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
      for (String doctype :
          List.of(
              "<!DOCTYPE alert SYSTEM '" + address + "a.dtd'>",
              "<!DOCTYPE alert [<!ENTITY x SYSTEM '" + address + "'>]>",
              "<!DOCTYPE alert [<!ENTITY % p SYSTEM '" + address + "'> %p;]>",
              "<!DOCTYPE alert [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>")) {
        String xml = rain.replaceFirst("\\?>\\s*<\\?xml-stylesheet[^>]*>", "?>" + doctype);
        String refusal = refusal(xml.replace("Hujan Lebat<", "&x;<"));
        assertTrue(refusal.contains("DOCTYPE is refused"), refusal);
      }
      assertFalse(asked.get());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void entities_that_multiply_are_refused_at_once() {
    StringBuilder laughs = new StringBuilder("<!DOCTYPE alert [<!ENTITY a0 \"ha\">");
    for (int i = 1; i < 12; i++) {
      laughs.append("<!ENTITY a" + i + " \"" + ("&a" + (i - 1) + ";").repeat(10) + "\">");
    }
    String xml = "<?xml version='1.0'?>" + laughs + "]><alert>&a11;</alert>";
    assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertTrue(refusal(xml).contains("DOCTYPE")));
  }

  @Test
  void depth_number_and_size_have_limits() {
    String nest = "<a>".repeat(100_000);
    assertTrue(refusal(nest).contains("40 nested elements"));
    String many = "<alert>" + "<a/>".repeat(60_000) + "</alert>";
    assertTrue(refusal(many).contains("50000 elements"));
    String large = "<alert>" + " ".repeat(6 << 20) + "</alert>";
    assertTrue(refusal(large).contains("limit of 5 MB"));
    String points = "0.5,109.0 ".repeat(250_000);
    String wide = rain.replace("0.5,109.0 0.5,109.5 1.0,109.5 0.5,109.0", points);
    assertTrue(refusal(wide).contains("200000 points"));
  }

  @Test
  void a_document_that_breaks_off_or_is_not_in_its_encoding_is_refused_with_its_place() {
    String half = refusal(rain.substring(0, rain.length() / 2));
    assertTrue(half.startsWith("line 2"), half);
    byte[] latin = rain.replace("Hujan Lebat", "Hujän").getBytes(StandardCharsets.ISO_8859_1);
    var refused = assertThrows(DocumentException.class, () -> new CapReader().read(latin));
    assertTrue(refused.getMessage().contains("not well-formed XML"), refused.getMessage());
    assertTrue(refusal("").contains("not well-formed XML"));
  }

  @Test
  void refusals_are_said_in_both_languages() {
    var refused =
        assertThrows(
            DocumentException.class, () -> read(rain.replace("<status>Actual</status>", "")));
    assertEquals("alert/status: wajib ada tetapi tidak ada atau kosong", refused.text().id());
  }
}
