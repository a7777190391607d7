package id.pcc.itests;

import static java.nio.charset.StandardCharsets.UTF_8;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes bundles of departments out of the classes of this module, as Maven would. */
public final class FixtureBundles {
  private static final Map<String, String> WIDGET =
      Map.of("widgets/harga.js", "pasar/widgets/harga.js");

  private FixtureBundles() {}

  /** The department that is filled over HTTP. */
  public static Path uji(Path folder) {
    return build(folder.resolve("uji.jar"), "uji", "1.0.0", "uji", Map.of());
  }

  /** The same department under another name. */
  public static Path uji(Path folder, String name) {
    return build(folder.resolve(name + ".jar"), name, "uji", "1.0.0", "uji", Map.of());
  }

  /** A version of the department that delivers fifty times a second, under any name. */
  public static Path detak(Path folder, String name, String version) {
    Path file = folder.resolve(name + "-" + version + ".jar");
    return build(file, name, "detak", version, "detak", Map.of());
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

  /** Another version of it that declares the same. */
  public static Path pasar(Path folder, String version) {
    return build(folder.resolve("pasar-" + version + ".jar"), "pasar", version, "pasar", WIDGET);
  }

  /** Its next version, with one field more. */
  public static Path pasarWithStock(Path folder) {
    return build(folder.resolve("pasar-2.jar"), "pasar", "2.0.0", "pasar2", WIDGET);
  }

  /** A version that contradicts the records that are kept. */
  public static Path pasarInContradiction(Path folder) {
    return build(folder.resolve("pasar-3.jar"), "pasar", "3.0.0", "pasar3", WIDGET);
  }

  /** The department that is written without Java: a declaration and routes, both in YAML. */
  public static Path tera(Path folder) {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
    manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
    manifest.getMainAttributes().putValue("Bundle-SymbolicName", "id.pcc.departments.tera");
    manifest.getMainAttributes().putValue("Bundle-Version", "1.0.0");
    Path file = folder.resolve("tera.jar");
    try {
      Files.createDirectories(folder);
      try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
        for (String name : List.of("department.yaml", "routes/timbangan.yaml")) {
          jar.putNextEntry(new JarEntry(name));
          try (InputStream in = FixtureBundles.class.getResourceAsStream("/fixture/tera/" + name)) {
            in.transferTo(jar);
          }
        }
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + file, e);
    }
  }

  private static Path build(
      Path file, String department, String version, String declaration, Map<String, String> more) {
    return build(file, department, department, version, declaration, more);
  }

  /**
   * @param classes the department of whose classes it is made, and whose name the declaration has
   */
  private static Path build(
      Path file,
      String department,
      String classes,
      String version,
      String declaration,
      Map<String, String> more) {
    try (Builder builder = new Builder()) {
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        if (new File(entry).exists()) {
          builder.addClasspath(new File(entry));
        }
      }
      builder.setBundleSymbolicName("id.pcc.departments." + department);
      builder.setBundleVersion(version);
      builder.setProperty("Private-Package", "id.pcc.itests.fixture." + classes);
      builder.setProperty("-noimportjava", "true");
      builder.setProperty("-runee", "JavaSE-17");
      Jar jar = builder.build();
      String declared = new String(bytes(declaration + "/department.yaml"), UTF_8);
      jar.putResource("department.yaml", resource(named(declared, classes, department)));
      for (Map.Entry<String, String> each : more.entrySet()) {
        jar.putResource(each.getKey(), resource(bytes(each.getValue())));
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

  private static byte[] named(String declaration, String before, String name) {
    return declaration.replace("name: " + before + "\n", "name: " + name + "\n").getBytes(UTF_8);
  }

  private static EmbeddedResource resource(byte[] content) {
    return new EmbeddedResource(content, 0L);
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = FixtureBundles.class.getResourceAsStream("/fixture/" + name)) {
      return in.readAllBytes();
    }
  }
}
