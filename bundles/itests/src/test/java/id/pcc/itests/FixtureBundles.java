package id.pcc.itests;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.FileResource;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes bundles of departments out of the classes of this module, as Maven would. */
public final class FixtureBundles {
  private static final String ROOT = "id.pcc.itests.fixture";

  private FixtureBundles() {}

  /** The department that is filled over HTTP. */
  public static Path uji(Path folder) {
    return build(folder.resolve("uji.jar"), "uji", "1.0.0", ROOT + ".uji", ROOT + ".uji.*", false);
  }

  /** The department of market prices. */
  public static Path pasar(Path folder) {
    return build(
        folder.resolve("pasar-1.jar"), "pasar", "1.0.0", ROOT + ".pasar", ROOT + ".pasar.*", true);
  }

  /** The next version of the department of market prices, with one field more. */
  public static Path pasarWithStock(Path folder) {
    return build(
        folder.resolve("pasar-2.jar"),
        "pasar",
        "2.0.0",
        ROOT + ".pasar," + ROOT + ".pasar.stock",
        ROOT + ".pasar.stock.*",
        true);
  }

  private static Path build(
      Path file,
      String department,
      String version,
      String packages,
      String components,
      boolean widget) {
    try (Builder builder = new Builder()) {
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        if (new File(entry).exists()) {
          builder.addClasspath(new File(entry));
        }
      }
      builder.setBundleSymbolicName("id.pcc.departments." + department);
      builder.setBundleVersion(version);
      builder.setProperty("Private-Package", packages);
      builder.setProperty("-dsannotations", components);
      builder.setProperty("-noimportjava", "true");
      builder.setProperty("-runee", "JavaSE-17");
      Jar jar = builder.build();
      if (widget) {
        Path module = Files.createTempFile("widget", ".js");
        try (var in = FixtureBundles.class.getResourceAsStream("/fixture/widgets/harga.js")) {
          Files.write(module, in.readAllBytes());
        }
        jar.putResource("widgets/harga.js", new FileResource(module));
      }
      if (!builder.isOk()) {
        throw new IllegalStateException(builder.getErrors() + " " + builder.getWarnings());
      }
      Files.createDirectories(file.getParent());
      jar.write(file.toFile());
      return file;
    } catch (IOException e) {
      throw new IllegalStateException("cannot make " + file, e);
    } catch (Exception e) {
      throw new IllegalStateException("cannot make " + file, e);
    }
  }
}
