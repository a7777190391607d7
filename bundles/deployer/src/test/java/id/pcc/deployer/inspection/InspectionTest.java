package id.pcc.deployer.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Version;

class InspectionTest {
  private static final Offer OFFER =
      Offer.of(
          Map.of(
              "id.pcc.api", List.of(new Version("1.3.0")),
              "org.apache.camel.builder", List.of(new Version("4.18.2"))));

  @TempDir Path folder;
  private Path jar;

  @BeforeEach
  void place() {
    jar = folder.resolve("pasar.jar");
  }

  private Inspected inspect(Jars jars) throws IOException {
    return new Inspection(OFFER).of(jars.write(jar));
  }

  private String said(Jars jars) throws IOException {
    return inspect(jars).findings().toString();
  }

  @Test
  void a_good_department_fits_and_says_who_it_is() throws IOException {
    Inspected inspected = inspect(new Jars());
    assertEquals(List.of(), inspected.findings());
    assertTrue(inspected.fits());
    assertEquals("pasar", inspected.department());
    assertEquals("1.2.0", inspected.version());
    assertEquals(Files.size(jar), inspected.bytes());
    assertEquals(64, inspected.sha256().length());
  }

  @Test
  void another_version_of_the_api_is_told_in_one_sentence() throws IOException {
    Inspected inspected =
        inspect(new Jars().header("Import-Package", "id.pcc.api;version=\"[2.0,3)\""));
    assertEquals(1, inspected.findings().size());
    assertEquals(
        "The department asks for package id.pcc.api of version [2.0.0,3.0.0), here it is 1.3.0:"
            + " build it again with that one.",
        inspected.findings().get(0).sentence().en());
  }

  @Test
  void a_package_that_nobody_offers_is_named() throws IOException {
    String said = said(new Jars().header("Import-Package", "id.pcc.api.tsunami"));
    assertTrue(said.contains("id.pcc.api.tsunami") && said.contains("nobody offers"), said);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.osgi.framework",
        "javax.servlet",
        "id.pcc.storage",
        "id.pcc.apixyz",
        "sun.misc"
      })
  void a_package_that_departments_may_not_use_is_named(String name) throws IOException {
    String said = said(new Jars().header("Import-Package", name));
    assertTrue(said.contains("Package " + name + " is imported"), said);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Export-Package",
        "Bundle-Activator",
        "DynamicImport-Package",
        "Fragment-Host",
        "Require-Bundle",
        "Bundle-NativeCode",
        "Web-ContextPath"
      })
  void a_header_that_reaches_out_of_the_bundle_is_refused(String header) throws IOException {
    String said = said(new Jars().header(header, "x"));
    assertTrue(said.contains("remove " + header), said);
  }

  @Test
  void a_bundle_may_not_call_itself_another_department() throws IOException {
    String said = said(new Jars().header("Bundle-SymbolicName", "id.pcc.departments.dlh"));
    assertTrue(said.contains("must be id.pcc.departments.pasar"), said);
  }

  @Test
  void a_missing_declaration_is_told() throws IOException {
    assertTrue(said(new Jars().without("department.yaml")).contains("no department.yaml"));
  }

  @Test
  void a_declaration_with_a_fault_names_its_place() throws IOException {
    String said = said(new Jars().file("department.yaml", "name: pasar\ntitel: x\n"));
    assertTrue(said.contains("titel"), said);
  }

  @Test
  void a_widget_that_is_declared_must_be_an_es_module_in_the_jar() throws IOException {
    assertTrue(said(new Jars().without(Jars.WIDGET)).contains("is not in the jar"));
    String script = said(new Jars().file(Jars.WIDGET, "window.harga = {};"));
    assertTrue(script.contains("is no ES module"), script);
  }

  @Test
  void a_class_for_a_newer_java_is_refused() throws IOException {
    String said = said(new Jars().file(Jars.CLASS, Jars.type(65)));
    assertTrue(said.contains("compiled for Java 21; use --release 17"), said);
  }

  @Test
  void classes_of_the_api_and_native_code_are_not_brought_along() throws IOException {
    String said =
        said(new Jars().file("id/pcc/api/Name.class", Jars.type(61)).file("lib/x.so", "elf"));
    assertTrue(said.contains("id/pcc/api/Name.class is of the command center"), said);
    assertTrue(said.contains("native code lib/x.so"), said);
  }

  @Test
  void there_is_exactly_one_department() throws IOException {
    String none = said(new Jars().file(Jars.COMPONENT, Jars.component("")));
    assertTrue(none.contains("exactly one") && none.contains("has 0"), none);
    String one = "<provide interface=\"id.pcc.api.Department\"/>";
    String two = said(new Jars().file(Jars.COMPONENT, Jars.component(one + one)));
    assertTrue(two.contains("has 2"), two);
  }

  @Test
  void a_department_without_any_java_needs_no_component() throws IOException {
    Jars yaml =
        new Jars()
            .without(Jars.COMPONENT)
            .without(Jars.CLASS)
            .headless("Service-Component")
            .headless("Import-Package");
    assertEquals("[]", said(yaml));
    String broken =
        said(
            yaml.file(
                "department.yaml",
                "name: pasar\ntitle: { id: P, en: P }\nconnectors: { a: { protocol: x } }\n"));
    assertTrue(broken.contains("connectors.a.protocol"), broken);
    String half = said(new Jars().without(Jars.COMPONENT).headless("Service-Component"));
    assertTrue(half.contains("exactly one") && half.contains("has 0"), half);
  }

  @Test
  void nothing_is_registered_at_the_http_server() throws IOException {
    String one = "<provide interface=\"id.pcc.api.Department\"/>";
    String servlet =
        said(
            new Jars()
                .file(
                    Jars.COMPONENT,
                    Jars.component(one + "<provide interface=\"javax.servlet.Servlet\"/>")));
    assertTrue(servlet.contains("offers the service javax.servlet.Servlet"), servlet);
    String property =
        said(
            new Jars()
                .file(
                    Jars.COMPONENT,
                    Jars.component(one)
                        .replace(
                            "<service>",
                            "<property name=\"osgi.http.whiteboard.filter.pattern\" value=\"/*\"/>"
                                + "<service>")));
    assertTrue(property.contains("osgi.http.whiteboard.filter.pattern"), property);
  }

  @Test
  void a_component_description_reads_nothing_from_outside() throws IOException {
    Files.writeString(folder.resolve("rahasia"), "<provide interface=\"id.pcc.api.Department\"/>");
    String said =
        said(
            new Jars()
                .file(
                    Jars.COMPONENT,
                    "<!DOCTYPE c [<!ENTITY x SYSTEM \""
                        + folder.resolve("rahasia").toUri()
                        + "\">]>"
                        + Jars.component("&x;")));
    assertTrue(said.contains("cannot be read"), said);
  }

  @ParameterizedTest
  @CsvSource({"../../etc/x, points out", "/etc/x, points out", "a\\..\\x, points out"})
  void a_file_that_points_out_of_the_jar_is_refused(String name, String what) throws IOException {
    String said = said(new Jars().file(name, "x"));
    assertTrue(said.contains(what), said);
  }

  @Test
  void a_truncated_jar_is_told_from_a_whole_one() throws IOException {
    byte[] whole = Files.readAllBytes(new Jars().write(jar));
    Files.write(jar, Arrays.copyOf(whole, whole.length / 2));
    Inspected inspected = new Inspection(OFFER).of(jar);
    assertFalse(inspected.fits());
    assertTrue(inspected.findings().toString().contains("not a whole jar"));
    assertEquals("", inspected.department());
  }

  @Test
  void a_text_is_no_jar() throws IOException {
    Files.writeString(jar, "Selamat pagi");
    assertTrue(new Inspection(OFFER).of(jar).findings().toString().contains("not a whole jar"));
  }

  @Test
  void a_bomb_is_refused_while_it_is_counted() throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      byte[] zeros = new byte[1 << 20];
      for (int file = 0; file < 3; file++) {
        zip.putNextEntry(new ZipEntry("bom" + file));
        for (int i = 0; i < 80; i++) {
          zip.write(zeros);
        }
      }
    }
    assertTrue(Files.size(jar) < 1 << 20, "it is small as it comes");
    String said = new Inspection(OFFER).of(jar).findings().toString();
    assertTrue(said.contains("larger than 200 MB unpacked"), said);
  }

  @Test
  void a_jar_of_endless_many_files_is_refused() throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (int file = 0; file <= JarContent.MOST_ENTRIES; file++) {
        zip.putNextEntry(new ZipEntry("f" + file));
      }
    }
    String said = new Inspection(OFFER).of(jar).findings().toString();
    assertTrue(said.contains("more than 5000 files"), said);
  }

  @Test
  void what_jars_export_can_be_taken_as_the_offer() throws IOException {
    Path api =
        new Jars()
            .header("Export-Package", "id.pcc.api;version=\"1.5.0\";uses:=\"a,b\",id.pcc.api.x")
            .write(folder.resolve("api.jar"));
    Offer offer = Offer.ofJars(List.of(api));
    assertEquals(List.of(new Version("1.5.0")), offer.versions("id.pcc.api"));
    assertEquals(List.of(Version.emptyVersion), offer.versions("id.pcc.api.x"));
    assertEquals(List.of(), offer.versions("a"));
  }

  @Test
  void every_finding_is_said_in_both_languages() throws IOException {
    Inspected inspected =
        inspect(
            new Jars()
                .without("department.yaml")
                .header("Export-Package", "x")
                .header("Bundle-Version", "satu")
                .file(Jars.CLASS, "bukan kelas".getBytes(StandardCharsets.UTF_8)));
    assertTrue(inspected.findings().size() >= 4, inspected.findings().toString());
    inspected
        .findings()
        .forEach(f -> assertFalse(f.sentence().id().equals(f.sentence().en()), f.toString()));
  }
}
