package id.pcc.itests.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The classes of every bundle of the reactor, as they were compiled. */
final class Bundles {
  private static final String ROOT = "id.pcc.";
  private static final String DEPARTMENTS = ROOT + "departments.";
  private static final String STANDARDS = ROOT + "standards.";
  private static final String SIMULATOR = ROOT + "city.simulator";
  private static final Set<String> TESTS = Set.of("itests", "department-tck");
  static final JavaClasses CLASSES = read();

  private Bundles() {}

  /**
   * The bundle that a class belongs to, by its package: {@code storage} or {@code departments.dlh};
   * empty for a class of somebody else.
   */
  static String of(JavaClass type) {
    return of(type.getPackageName());
  }

  static String of(String packageName) {
    if (packageName.startsWith(SIMULATOR)) {
      return "city-simulator";
    }
    if (packageName.startsWith(DEPARTMENTS)) {
      return "departments." + first(packageName.substring(DEPARTMENTS.length()));
    }
    if (packageName.startsWith(STANDARDS)) {
      return "standards." + first(packageName.substring(STANDARDS.length()));
    }
    return packageName.startsWith(ROOT) ? first(packageName.substring(ROOT.length())) : "";
  }

  static boolean department(JavaClass type) {
    return type.getPackageName().startsWith(DEPARTMENTS);
  }

  static boolean internal(JavaClass type) {
    return (type.getPackageName() + ".").contains(".internal.");
  }

  private static String first(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private static JavaClasses read() {
    List<Path> folders =
        Stream.of(Path.of(".."), Path.of("..", "departments"), Path.of("..", "standards"))
            .flatMap(Bundles::folders)
            .toList();
    return new ClassFileImporter().importPaths(folders);
  }

  private static Stream<Path> folders(Path parent) {
    try (Stream<Path> children = Files.list(parent)) {
      return children
          // What only tests are made of reaches where tests reach.
          .filter(child -> !TESTS.contains(child.getFileName().toString()))
          .map(child -> child.resolve("target/classes"))
          .filter(Files::isDirectory)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
