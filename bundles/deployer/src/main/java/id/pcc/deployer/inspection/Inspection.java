package id.pcc.deployer.inspection;

import id.pcc.api.Declaration;
import id.pcc.api.LocalText;
import id.pcc.api.widget.Widget;
import id.pcc.connect.declaration.DeclarationException;
import id.pcc.connect.declaration.DepartmentFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/**
 * Looks at the jar of a department without starting it: is it one, and will it fit?
 *
 * <pre>{@code
 * Offer offer = Offer.ofJars(List.of(apiJar, camelJar));
 * assertEquals(List.of(), new Inspection(offer).of(Path.of("target/dinas.jar")).findings());
 * }</pre>
 */
public final class Inspection {
  /** How the symbolic names of departments begin. */
  public static final String PREFIX = "id.pcc.departments.";

  /** The class file version of Java 17. */
  private static final int NEWEST_CLASS = 61;

  private static final List<String> ALLOWED =
      List.of(
          "id.pcc.api",
          "org.apache.camel",
          "java",
          "javax.xml",
          "org.w3c.dom",
          "org.xml.sax",
          "org.slf4j");

  private static final Map<String, LocalText> FORBIDDEN_HEADERS =
      Map.of(
          "Export-Package",
          LocalText.of("mengekspor paket", "exports packages"),
          "Bundle-Activator",
          LocalText.of("punya aktivator bundel", "has a bundle activator"),
          "DynamicImport-Package",
          LocalText.of("mengimpor paket saat berjalan", "imports packages while it runs"),
          "Fragment-Host",
          LocalText.of("menempel pada bundel lain", "attaches itself to another bundle"),
          "Require-Bundle",
          LocalText.of("bergantung pada bundel lain", "requires another bundle"),
          "Bundle-NativeCode",
          LocalText.of("membawa kode mesin", "brings native code"),
          "Web-ContextPath",
          LocalText.of("adalah aplikasi web", "is a web application"));

  private static final Set<String> NEEDS =
      Set.of("osgi.ee", "osgi.extender", "osgi.service", "osgi.implementation");
  private static final Pattern NATIVE = Pattern.compile(".*\\.(so|dll|dylib|jnilib|exe)");
  private static final Pattern MODULE = Pattern.compile("(?m)^\\s*export\\b|[;}]\\s*export\\b");

  private final Offer offer;

  /**
   * An inspection for a command center.
   *
   * @param offer the packages that it offers to departments
   */
  public Inspection(Offer offer) {
    this.offer = offer;
  }

  /**
   * Inspects a jar, which may be anything: a truncated one, a bomb, somebody's photo.
   *
   * @throws IOException when the file itself cannot be read
   */
  public Inspected of(Path path) throws IOException {
    List<Finding> findings = new ArrayList<>();
    Declaration declaration = null;
    String name = "";
    String version = "";
    try {
      JarContent jar = JarContent.read(path);
      declaration = declaration(jar, findings);
      name =
          Clause.of(jar.headers().get("Bundle-SymbolicName")).stream()
              .findFirst()
              .map(c -> c.paths().get(0))
              .orElse("");
      version = jar.header("Bundle-Version").orElse("");
      identity(name, version, declaration, findings);
      headers(jar, findings);
      findings.addAll(imports(jar.headers().get("Import-Package")));
      Components.inspect(jar, findings);
      classes(jar, findings);
      if (declaration != null) {
        widgets(jar, declaration, findings);
      }
    } catch (JarContent.UnreadableException e) {
      findings.add(new Finding("jar", e.sentence()));
    }
    return new Inspected(
        declaration, name, version, JarContent.sha256(path), Files.size(path), findings);
  }

  private static Declaration declaration(JarContent jar, List<Finding> findings)
      throws IOException {
    byte[] yaml = jar.texts().get(DepartmentFile.NAME);
    if (yaml == null) {
      findings.add(
          Finding.of(
              "declaration",
              "department.yaml tidak ada di akar jar.",
              "There is no department.yaml at the root of the jar."));
      return null;
    }
    try {
      return DepartmentFile.read(new ByteArrayInputStream(yaml));
    } catch (DeclarationException e) {
      findings.add(new Finding("declaration", LocalText.name(e.getMessage())));
    } catch (RuntimeException e) {
      findings.add(
          new Finding("declaration", LocalText.name("department.yaml: " + e.getMessage())));
    }
    return null;
  }

  private static void identity(
      String name, String version, Declaration declaration, List<Finding> findings) {
    String wanted = PREFIX + (declaration == null ? "*" : declaration.name());
    if (declaration == null ? !name.startsWith(PREFIX) : !name.equals(wanted)) {
      findings.add(
          Finding.of(
              "name",
              "Bundle-SymbolicName harus " + wanted + ", tetapi " + shown(name) + ".",
              "Bundle-SymbolicName must be " + wanted + ", but is " + shown(name) + "."));
    }
    try {
      if (version.isEmpty()) {
        throw new IllegalArgumentException("missing");
      }
      Version.parseVersion(version);
    } catch (IllegalArgumentException e) {
      findings.add(
          Finding.of(
              "version",
              "Bundle-Version harus seperti 1.2.3, tetapi " + shown(version) + ".",
              "Bundle-Version must be like 1.2.3, but is " + shown(version) + "."));
    }
  }

  private static String shown(String value) {
    return value.isEmpty() ? "-" : "\"" + value + "\"";
  }

  private static void headers(JarContent jar, List<Finding> findings) {
    FORBIDDEN_HEADERS.forEach(
        (header, what) -> {
          if (jar.header(header).isPresent()) {
            findings.add(
                Finding.of(
                    "header",
                    "Bundel " + what.id() + "; departemen tidak boleh: hapus " + header + ".",
                    "The bundle " + what.en() + "; a department may not: remove " + header + "."));
          }
        });
    for (Clause clause : Clause.of(jar.headers().get("Require-Capability"))) {
      for (String namespace : clause.paths()) {
        boolean optional = "optional".equals(clause.attributes().get("resolution"));
        if (!NEEDS.contains(namespace) && !optional) {
          findings.add(
              Finding.of(
                  "header",
                  "Bundel meminta kemampuan " + namespace + " yang tidak ada untuk departemen.",
                  "The bundle requires the capability "
                      + namespace
                      + ", which departments do not get."));
        }
      }
    }
  }

  /**
   * What is wrong with an {@code Import-Package} header: packages that a department may not use,
   * and versions that this command center does not offer.
   *
   * @param header the header; {@code null} when there is none
   */
  public List<Finding> imports(String header) {
    List<Finding> findings = new ArrayList<>();
    for (Clause clause : Clause.of(header)) {
      boolean optional = "optional".equals(clause.attributes().get("resolution"));
      for (String name : clause.paths()) {
        if (ALLOWED.stream().noneMatch(allowed -> startsWith(name, allowed))) {
          findings.add(
              Finding.of(
                  "import",
                  "Paket "
                      + name
                      + " diimpor, tetapi departemen hanya memakai id.pcc.api,"
                      + " org.apache.camel, JDK, dan SLF4J.",
                  "Package "
                      + name
                      + " is imported, but departments use id.pcc.api, org.apache.camel, the JDK"
                      + " and SLF4J only."));
        } else if (!optional && !name.startsWith("java.")) {
          version(name, clause.attributes().get("version"), findings);
        }
      }
    }
    return findings;
  }

  private void version(String name, String asked, List<Finding> findings) {
    try {
      VersionRange range = VersionRange.valueOf(asked == null ? "0" : asked);
      List<Version> offered = offer.versions(name);
      if (!offer.has(name, range)) {
        String have = offered.isEmpty() ? "-" : String.join(", ", texts(offered));
        findings.add(
            Finding.of(
                "version",
                offered.isEmpty()
                    ? "Departemen meminta paket " + name + " " + range + " yang tidak ada di sini."
                    : "Departemen meminta paket "
                        + name
                        + " versi "
                        + range
                        + ", di sini ada "
                        + have
                        + ": bangun ulang dengan versi itu.",
                offered.isEmpty()
                    ? "The department asks for package "
                        + name
                        + " "
                        + range
                        + ", which nobody offers here."
                    : "The department asks for package "
                        + name
                        + " of version "
                        + range
                        + ", here it is "
                        + have
                        + ": build it again with that one."));
      }
    } catch (IllegalArgumentException e) {
      findings.add(
          Finding.of(
              "version",
              "Versi impor " + name + " tidak dapat dibaca: " + asked,
              "The version of the import " + name + " cannot be read: " + asked));
    }
  }

  private static List<String> texts(List<Version> versions) {
    return versions.stream().map(Version::toString).distinct().toList();
  }

  private static void classes(JarContent jar, List<Finding> findings) {
    jar.classes()
        .forEach(
            (name, major) -> {
              if (major > NEWEST_CLASS && !name.startsWith("META-INF/versions/")) {
                int java = major - 44;
                findings.add(
                    Finding.of(
                        "class",
                        name + " dikompilasi untuk Java " + java + "; pakai --release 17.",
                        name + " is compiled for Java " + java + "; use --release 17."));
              } else if (major < 0) {
                findings.add(
                    Finding.of(
                        "class",
                        name + " bukan berkas kelas Java.",
                        name + " is no Java class file."));
              } else if (name.startsWith("id/pcc/api/")) {
                findings.add(
                    Finding.of(
                        "class",
                        name + " milik pusat komando; jangan disalin ke dalam jar.",
                        name + " is of the command center; do not copy it into the jar."));
              }
            });
    for (String name : jar.names()) {
      if (NATIVE.matcher(name).matches()) {
        findings.add(
            Finding.of(
                "native",
                "Jar membawa kode mesin " + name + "; departemen tidak boleh.",
                "The jar brings native code " + name + "; a department may not."));
      }
    }
  }

  private static void widgets(JarContent jar, Declaration declaration, List<Finding> findings) {
    for (Widget widget : declaration.widgets()) {
      byte[] module = jar.texts().get(widget.module());
      if (module == null) {
        findings.add(
            Finding.of(
                "widget",
                "Widget "
                    + widget.name()
                    + " dideklarasikan, tetapi "
                    + widget.module()
                    + " tidak ada di jar.",
                "Widget "
                    + widget.name()
                    + " is declared, but "
                    + widget.module()
                    + " is not in the jar."));
      } else if (!MODULE.matcher(new String(module, StandardCharsets.UTF_8)).find()) {
        findings.add(
            Finding.of(
                "widget",
                widget.module() + " bukan modul ES: tidak ada export di dalamnya.",
                widget.module() + " is no ES module: it exports nothing."));
      }
    }
  }

  /** Whether a name is a package or in it. */
  static boolean startsWith(String name, String parent) {
    return name.equals(parent) || name.startsWith(parent + ".");
  }
}
