package id.pcc.city.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.HealthPart;
import id.pcc.api.HealthPart.State;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CityReferenceTest {
  private static final String SQUARE =
      "{\"type\":\"Polygon\",\"coordinates\":[[[109.28,-0.04],[109.3,-0.04],[109.3,-0.01],[109.28,-0.01],[109.28,-0.04]]]}";

  @TempDir Path etc;
  private Path boundaries;
  private CityReference city;

  private record Written(
      String name, String zone, String boundingBox, String kelurahan, String boundaries)
      implements Settings {
    @Override
    public Class<? extends Annotation> annotationType() {
      return Settings.class;
    }
  }

  @BeforeEach
  void makeFolder() throws IOException {
    boundaries = Files.createDirectories(etc.resolve("city/boundaries"));
  }

  @AfterEach
  void close() {
    if (city != null) {
      city.deactivate();
    }
  }

  private CityReference read(String zone, String box, String table) {
    city = new CityReference(new Written("Pontianak", zone, box, table, "city/boundaries"), etc);
    return city;
  }

  private CityReference read() {
    return read("Asia/Pontianak", "109.2721,-0.0974,109.3841,0.0381", "");
  }

  private static String collection(String features) {
    return "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":"
        + "\"urn:ogc:def:crs:OGC:1.3:CRS84\"}},\"features\":["
        + features
        + "]}";
  }

  private static String feature(String name, String geometry) {
    return "{\"type\":\"Feature\",\"properties\":{\"village\":\""
        + name
        + "\",\"date\":null},\"geometry\":"
        + geometry
        + "}";
  }

  private String reason() {
    HealthPart.Health health = city.health();
    assertEquals(State.DEGRADED, health.state());
    return health.reason();
  }

  @Test
  void the_shipped_table_holds_29_kelurahan_inside_the_bounding_box() {
    read();
    assertEquals(29, city.kelurahan().size());
    Set<String> kecamatan = new HashSet<>();
    city.kelurahan()
        .forEach(
            k -> {
              assertTrue(city.covers(k.longitude(), k.latitude()), k.name());
              kecamatan.add(k.kecamatan());
            });
    assertEquals(6, kecamatan.size());
    assertEquals(HealthPart.Health.READY, city.health());
    assertNull(city.boundaries());
  }

  @Test
  void boundaries_appear_when_they_are_put_there_and_a_stray_crs_does_no_harm() throws IOException {
    read();
    Files.writeString(boundaries.resolve("barat.geojson"), collection(feature("PALLIMA", SQUARE)));
    city.look();
    assertNotNull(city.boundaries());
    assertEquals(HealthPart.Health.READY, city.health());
    assertEquals("Pal Lima", city.at(109.2999, -0.0399).orElseThrow().name());
  }

  @Test
  void a_broken_file_is_a_reason_and_the_others_count() throws IOException {
    Files.writeString(boundaries.resolve("a.geojson"), "{\"type\":\"FeatureCollection\", oops");
    Files.writeString(boundaries.resolve("b.geojson"), collection(feature("Pal Lima", SQUARE)));
    read();
    assertTrue(reason().startsWith("a.geojson: is no JSON at line 1"), reason());
    assertNotNull(city.boundaries());
  }

  @Test
  void swapped_boundaries_are_named_as_such() throws IOException {
    String swapped =
        "{\"type\":\"Polygon\",\"coordinates\":[[[-0.04,89.28],[-0.04,89.3],[-0.01,89.3],[-0.04,89.28]]]}";
    Files.writeString(boundaries.resolve("a.json"), collection(feature("Pal Lima", swapped)));
    read("Asia/Jakarta", "89.2,-0.1,89.4,0.1", "");
    assertTrue(reason().contains("latitude and longitude are swapped"), reason());
  }

  @Test
  void a_boundary_on_the_wrong_side_of_the_equator_is_refused() throws IOException {
    String north = SQUARE.replace("-0.0", "0.0");
    Files.writeString(boundaries.resolve("a.json"), collection(feature("Pal Lima", north)));
    read();
    assertTrue(reason().contains("check the sign of the latitude"), reason());
    assertNull(city.boundaries());
  }

  @Test
  void a_file_that_names_no_kelurahan_is_a_reason() throws IOException {
    Files.writeString(
        boundaries.resolve("kota.geojson"), collection(feature("Kota Pontianak", SQUARE)));
    read();
    assertEquals("kota.geojson: no feature names a kelurahan by code or name", reason());
  }

  @Test
  void a_file_nested_without_end_is_a_reason() throws IOException {
    Files.writeString(boundaries.resolve("deep.json"), "{\"a\":" + "[".repeat(100_000));
    read();
    assertTrue(reason().contains("deep.json"), reason());
  }

  @Test
  void settings_that_are_wrong_are_named_and_replaced() {
    read("Pontianak", "1,2,3", "tabel.csv");
    assertEquals("Asia/Pontianak", city.zone().getId());
    assertEquals(29, city.kelurahan().size());
    assertTrue(reason().contains("set zone"), reason());
    assertTrue(reason().contains("set boundingBox"), reason());
    assertTrue(reason().contains("tabel.csv does not exist"), reason());
  }

  @Test
  void an_administrators_table_replaces_the_shipped_one() throws IOException {
    Files.writeString(
        etc.resolve("tabel.csv"),
        "# own\ncode,bps_code,name,kecamatan,latitude,longitude\n61.71.03.1001,6171030001,Pal Lima,Pontianak Barat,-0.0271,109.2866\n");
    read("Asia/Pontianak", "109.2721,-0.0974,109.3841,0.0381", "tabel.csv");
    assertEquals(1, city.kelurahan().size());
    assertEquals(-0.0271, city.kelurahan().get(0).latitude());
    Files.writeString(etc.resolve("tabel.csv"), "code,name\n1,2\n");
    city.look();
    assertTrue(reason().contains("line 1: the heading needs the columns"), reason());
  }
}
