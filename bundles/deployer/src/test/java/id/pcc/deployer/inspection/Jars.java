package id.pcc.deployer.inspection;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes jars of departments, good ones and others. */
public final class Jars {
  static final String COMPONENT = "OSGI-INF/pasar.xml";
  static final String CLASS = "id/pcc/departments/pasar/Pasar.class";
  static final String WIDGET = "widgets/harga.js";
  private static final String YAML =
      """
      name: pasar
      title: { id: Dinas Pasar, en: Market Agency }
      datasets:
        harga:
          title: { id: Harga pangan, en: Food prices }
          producer: Dinas Pasar
          fields:
            pasar: { role: key, id: Pasar, en: Market }
            waktu: { role: time, id: Waktu, en: Time }
            beras: { role: measure, unit: IDR/kg, id: Harga beras, en: Price of rice }
      widgets:
        harga: { title: { id: Harga, en: Prices }, datasets: [harga], width: 850, height: 350 }
      """;

  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  /** A good one. */
  public Jars() {
    header("Manifest-Version", "1.0");
    header("Bundle-ManifestVersion", "2");
    header("Bundle-SymbolicName", "id.pcc.departments.pasar");
    header("Bundle-Version", "1.2.0");
    header(
        "Import-Package",
        "id.pcc.api;version=\"[1.0,2)\",org.apache.camel.builder;version=\"[4.18,5)\","
            + "java.util,org.slf4j;resolution:=optional");
    header("Service-Component", COMPONENT);
    header(
        "Require-Capability",
        "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.5.0))\","
            + "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=17))\"");
    file("department.yaml", YAML);
    file(COMPONENT, component("<provide interface=\"id.pcc.api.Department\"/>"));
    file(CLASS, type(61));
    file(WIDGET, "export default { create() {}, destroy() {} };");
  }

  static String component(String inside) {
    return "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"p\"><service>"
        + inside
        + "</service><implementation class=\"id.pcc.departments.pasar.Pasar\"/></scr:component>";
  }

  static byte[] type(int major) {
    return new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, (byte) major};
  }

  public Jars header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  Jars headless(String name) {
    headers.remove(name);
    return this;
  }

  Jars without(String name) {
    files.remove(name);
    return this;
  }

  Jars file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Jars file(String name, byte[] content) {
    files.put(name, content);
    return this;
  }

  /** Writes the jar. */
  public Path write(Path file) {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      StringBuilder manifest = new StringBuilder();
      headers.forEach((name, value) -> manifest.append(folded(name + ": " + value)));
      put(zip, "META-INF/MANIFEST.MF", manifest.append('\n').toString().getBytes());
      for (Map.Entry<String, byte[]> each : files.entrySet()) {
        put(zip, each.getKey(), each.getValue());
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private static String folded(String line) {
    StringBuilder folded = new StringBuilder();
    for (int i = 0; i < line.length(); i += 69) {
      folded.append(i == 0 ? "" : " ");
      folded.append(line, i, Math.min(line.length(), i + 69)).append('\n');
    }
    return folded.toString();
  }
}
