package id.pcc.itests;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Makes bundles of departments out of the classes of this module, as Maven would. */
public final class FixtureBundles {
  private static final Map<String, String> WIDGET =
      Map.of("widgets/harga.js", "pasar/widgets/harga.js");

  private FixtureBundles() {}

  /** The department that is filled over HTTP. */
  public static Path uji(Path folder) {
    return build(folder.resolve("uji.jar"), "uji", "1.0.0", "uji", Map.of());
  }

  /** The department that can be told things for a few seconds only. */
  public static Path sirene(Path folder) {
    return build(folder.resolve("sirene.jar"), "sirene", "1.0.0", "sirene", Map.of());
  }

  /** The department that does harm in the way that its configuration says. */
  public static Path jahat(Path folder) {
    return build(folder.resolve("jahat.jar"), "jahat", "1.0.0", "jahat", Map.of());
  }

  /** The department of market prices. */
  public static Path pasar(Path folder) {
    return build(folder.resolve("pasar-1.jar"), "pasar", "1.0.0", "pasar", WIDGET);
  }

  /** Its next version, with one field more. */
  public static Path pasarWithStock(Path folder) {
    return build(folder.resolve("pasar-2.jar"), "pasar", "2.0.0", "pasar2", WIDGET);
  }

  /** A version that contradicts the records that are kept. */
  public static Path pasarInContradiction(Path folder) {
    return build(folder.resolve("pasar-3.jar"), "pasar", "3.0.0", "pasar3", WIDGET);
  }

  private static Path build(
      Path file, String department, String version, String declaration, Map<String, String> more) {
    try (Builder builder = new Builder()) {
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        if (new File(entry).exists()) {
          builder.addClasspath(new File(entry));
        }
      }
      builder.setBundleSymbolicName("id.pcc.departments." + department);
      builder.setBundleVersion(version);
      builder.setProperty("Private-Package", "id.pcc.itests.fixture." + department);
      builder.setProperty("-noimportjava", "true");
      builder.setProperty("-runee", "JavaSE-17");
      Jar jar = builder.build();
      jar.putResource("department.yaml", resource(declaration + "/department.yaml"));
      for (Map.Entry<String, String> each : more.entrySet()) {
        jar.putResource(each.getKey(), resource(each.getValue()));
      }
      if (!builder.isOk()) {
        throw new IllegalStateException(builder.getErrors() + " " + builder.getWarnings());
      }
      Files.createDirectories(file.getParent());
      jar.write(file.toFile());
      return file;
    } catch (Exception e) {
      throw new IllegalStateException("cannot make " + file, e);
    }
  }

  private static EmbeddedResource resource(String name) throws IOException {
    try (InputStream in = FixtureBundles.class.getResourceAsStream("/fixture/" + name)) {
      return new EmbeddedResource(in.readAllBytes(), 0L);
    }
  }
}
