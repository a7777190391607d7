package id.pcc.department.tck;

import id.pcc.api.Department;
import id.pcc.connect.declaration.DepartmentFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The department of the module whose tests run: the folder of classes with a {@code
 * department.yaml}, and the one public class in it that is a {@link Department}.
 *
 * @param classes the folder
 * @param type the name of the class
 * @param test the folder of the classes of its tests
 */
record Candidate(Path classes, String type, Path test) {
  /** Where the example answers are, in the folder of the tests' classes. */
  static final String EXAMPLES = "contoh";

  private static final Set<String> OFFERED = Set.of("id.pcc.api", "id.pcc.camel");

  /** What the tests configure otherwise, in the same folder. */
  static final String SETTINGS = "contoh.cfg";

  static Candidate find(Class<?> contract) {
    try {
      Path test = Path.of(contract.getProtectionDomain().getCodeSource().getLocation().toURI());
      for (URL url :
          Collections.list(contract.getClassLoader().getResources(DepartmentFile.NAME))) {
        if (url.getProtocol().equals("file")) {
          Path classes = Path.of(URI.create(url.toString())).getParent();
          return new Candidate(classes, type(contract.getClassLoader(), classes), test);
        }
      }
    } catch (Exception e) {
      throw new IllegalStateException("the department cannot be found: " + e.getMessage(), e);
    }
    throw new IllegalStateException(
        "there is no department.yaml: it belongs into src/main/resources");
  }

  private static String type(ClassLoader loader, Path classes) throws Exception {
    List<String> names;
    try (Stream<Path> files = Files.walk(classes)) {
      names =
          files
              .map(file -> classes.relativize(file).toString().replace('\\', '/'))
              .filter(file -> file.endsWith(".class") && !file.contains("-info"))
              .map(file -> file.substring(0, file.length() - 6).replace('/', '.'))
              .toList();
    }
    for (String name : names) {
      Class<?> type = Class.forName(name, false, loader);
      if (Department.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
        return name;
      }
    }
    throw new IllegalStateException("no class in " + classes + " implements " + Department.class);
  }

  /** A new object of the department, by a class loader of its own, as when its bundle is new. */
  Department make() {
    try {
      return (Department)
          new OwnLoader(classes).loadClass(type).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made: " + e, e);
    }
  }

  /** What the department declares. */
  DepartmentFile.Whole whole() throws IOException {
    return Center.whole(classes.resolve(DepartmentFile.NAME).toUri().toURL());
  }

  /** The jar that Maven made of the classes; {@code null} when there is none. */
  Path jar() throws IOException {
    try (Stream<Path> files = Files.list(classes.getParent())) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .filter(file -> !file.toString().matches(".*-(sources|javadoc|tests)\\.jar"))
          .findFirst()
          .orElse(null);
    }
  }

  /** The jars of what departments are offered, as far as tests run on jars. */
  static List<Path> offering() throws IOException {
    List<Path> jars = new ArrayList<>();
    ClassLoader loader = Candidate.class.getClassLoader();
    for (URL url : Collections.list(loader.getResources(JarFile.MANIFEST_NAME))) {
      if (url.openConnection() instanceof JarURLConnection jar
          && jar.getMainAttributes() != null
          && OFFERED.contains(
              String.valueOf(jar.getMainAttributes().getValue("Bundle-SymbolicName")))) {
        jars.add(Path.of(URI.create(jar.getJarFileURL().toString())));
      }
    }
    return jars;
  }

  Path examples() {
    return test.resolve(EXAMPLES);
  }

  /** What is configured otherwise, with the addresses of the test's server. */
  Map<String, String> settings(SourceServer server) {
    Map<String, String> settings = new HashMap<>();
    settings.put("address", server.address());
    settings.put("poll", "100");
    Path file = test.resolve(SETTINGS);
    if (Files.exists(file)) {
      try (var in = Files.newBufferedReader(file)) {
        Properties properties = new Properties();
        properties.load(in);
        properties
            .stringPropertyNames()
            .forEach(key -> settings.put(key, server.addressed(properties.getProperty(key))));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    settings.put("http.connectSeconds", "1");
    settings.put("http.readSeconds", "1");
    settings.put("http.totalSeconds", "2");
    settings.put("http.megabytes", "8");
    return settings;
  }

  /** Makes the department's classes anew; all others are those of the tests. */
  private static final class OwnLoader extends ClassLoader {
    private final Path classes;

    OwnLoader(Path classes) {
      super(OwnLoader.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        Path file = classes.resolve(name.replace('.', '/') + ".class");
        if (known != null || !Files.exists(file)) {
          return known != null ? known : super.loadClass(name, resolve);
        }
        try (InputStream in = Files.newInputStream(file)) {
          byte[] bytes = in.readAllBytes();
          return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
          throw new ClassNotFoundException(name, e);
        }
      }
    }

    @Override
    public URL getResource(String name) {
      try {
        Path file = classes.resolve(name);
        return Files.exists(file) ? file.toUri().toURL() : super.getResource(name);
      } catch (IOException e) {
        return super.getResource(name);
      }
    }
  }
}
