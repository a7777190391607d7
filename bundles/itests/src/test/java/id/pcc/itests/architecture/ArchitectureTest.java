package id.pcc.itests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The rules of the house, held against the classes of all bundles. */
class ArchitectureTest {
  /** Which bundle may use which others; a department uses api only, and so does the simulator. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          Map.entry("api", Set.of()),
          Map.entry("derby", Set.of()),
          Map.entry("web", Set.of("api")),
          Map.entry("mapping", Set.of("api")),
          Map.entry("importer", Set.of("api", "web", "storage", "security", "mapping")),
          Map.entry("storage", Set.of("api", "web")),
          Map.entry("security", Set.of("api", "web", "storage")),
          Map.entry("city", Set.of("api", "web", "storage", "security")),
          Map.entry("notice", Set.of("api", "web", "storage", "security")),
          Map.entry(
              "connect", Set.of("api", "web", "storage", "security", "city", "notice", "mapping")),
          Map.entry(
              "command", Set.of("api", "web", "storage", "security", "city", "notice", "connect")),
          Map.entry(
              "deployer", Set.of("api", "web", "storage", "security", "city", "notice", "connect")),
          Map.entry("wall", Set.of("api", "web", "storage", "security", "city", "notice")),
          Map.entry("standards.ogcfeatures", Set.of("api", "web", "storage")),
          Map.entry("standards.sensorthings", Set.of("api", "web", "storage")),
          Map.entry("standards.ckan", Set.of("api", "web", "storage")),
          Map.entry("console", Set.of("api", "web")));

  private static final DescribedPredicate<JavaClass> DEPARTMENT =
      DescribedPredicate.describe("are of a department", Bundles::department);

  @Test
  void every_bundle_of_the_house_is_looked_at() {
    Set<String> seen = new TreeSet<>();
    Bundles.CLASSES.forEach(type -> seen.add(Bundles.of(type)));
    Set<String> missing = new HashSet<>(ALLOWED.keySet());
    for (String department :
        List.of(
            "bpbd",
            "dlh",
            "dishub",
            "dinkes",
            "damkar",
            "satpolpp",
            "dinsos",
            "disdikbud",
            "disdukcapil",
            "dpmtk",
            "pupr",
            "pdam",
            "kominfo",
            "bkd",
            "diskumdag")) {
      missing.add("departments." + department);
    }
    missing.removeAll(seen);
    assertTrue(missing.isEmpty(), "not compiled yet, or renamed: " + missing);
  }

  @Test
  void a_bundle_uses_only_the_bundles_below_it() {
    classes()
        .should(
            reach(
                "use only the bundles below them",
                (from, to) -> {
                  String target = Bundles.of(to);
                  return target.isEmpty()
                      || target.equals(Bundles.of(from))
                      || allowed(Bundles.of(from)).contains(target);
                }))
        .check(Bundles.CLASSES);
  }

  @Test
  void nobody_uses_another_bundle_s_internals() {
    classes()
        .should(
            reach(
                "stay out of the internals of others",
                (from, to) ->
                    !Bundles.internal(to)
                        || Bundles.of(to).isEmpty()
                        || Bundles.of(to).equals(Bundles.of(from))))
        .check(Bundles.CLASSES);
  }

  @Test
  void bundles_form_no_cycle() {
    slices().matching("id.pcc.(*)..").should().beFreeOfCycles().check(Bundles.CLASSES);
  }

  @Test
  void departments_use_the_api_and_camel_only() {
    classes()
        .that(DEPARTMENT)
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.describe(
                "are of the api, Camel, SLF4J, DS, the JDK or the department itself",
                (JavaClass type) ->
                    startsWithAny(
                            type.getPackageName(),
                            "java.",
                            "javax.xml.",
                            "org.w3c.dom",
                            "org.xml.sax",
                            "org.apache.camel",
                            "org.slf4j",
                            "org.osgi.service.component.annotations")
                        || Bundles.of(type).equals("api")
                        || Bundles.department(type)
                        || type.isPrimitive()
                        || type.isArray()))
        .check(Bundles.CLASSES);
  }

  @Test
  void departments_do_not_know_each_other() {
    classes()
        .that(DEPARTMENT)
        .should(
            reach(
                "not use another department",
                (from, to) -> !Bundles.department(to) || Bundles.of(to).equals(Bundles.of(from))))
        .check(Bundles.CLASSES);
  }

  @Test
  void the_rules_of_the_field_import_no_framework() {
    noClasses()
        .that()
        .resideInAPackage("..internal.domain..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.osgi..",
            "java.sql..",
            "javax.sql..",
            "javax.ws.rs..",
            "javax.servlet..",
            "java.net.http..",
            "com.fasterxml..",
            "org.apache..",
            "org.slf4j..",
            "com.zaxxer..")
        .check(Bundles.CLASSES);
  }

  @Test
  void the_rules_of_the_field_have_no_clock_of_their_own() {
    noClasses()
        .that()
        .resideInAPackage("..internal.domain..")
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.time.Clock.class, "systemUTC")
        .check(Bundles.CLASSES);
  }

  @Test
  void statements_stay_in_the_sql_rooms() {
    noClasses()
        .that()
        .resideInAnyPackage("..internal.rest..", "..internal.command..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "..internal.sql..")
        .check(Bundles.CLASSES);
  }

  @Test
  void a_slice_s_sql_uses_neither_its_rest_nor_its_commands() {
    noClasses()
        .that()
        .resideInAPackage("..internal.sql..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..internal.rest..", "..internal.command..", "javax.ws.rs..")
        .check(Bundles.CLASSES);
  }

  @Test
  void a_contract_uses_no_internals() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..internal..")
        .and(DescribedPredicate.not(DEPARTMENT))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("id.pcc..internal..")
        .check(Bundles.CLASSES);
  }

  @Test
  void what_a_resource_does_stands_in_the_document_of_the_interface() {
    methods()
        .that()
        .areAnnotatedWith("javax.ws.rs.GET")
        .or()
        .areAnnotatedWith("javax.ws.rs.POST")
        .or()
        .areAnnotatedWith("javax.ws.rs.PUT")
        .or()
        .areAnnotatedWith("javax.ws.rs.PATCH")
        .or()
        .areAnnotatedWith("javax.ws.rs.DELETE")
        .should()
        .beAnnotatedWith("id.pcc.web.Summary")
        .check(Bundles.CLASSES);
  }

  @Test
  void a_class_has_the_name_of_what_it_is() {
    noClasses()
        .that()
        .resideInAPackage("id.pcc..")
        .should()
        .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)$")
        .check(Bundles.CLASSES);
  }

  private static Set<String> allowed(String bundle) {
    return ALLOWED.getOrDefault(bundle, Set.of("api"));
  }

  private static boolean startsWithAny(String name, String... prefixes) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  @FunctionalInterface
  private interface Allowed {
    boolean between(JavaClass from, JavaClass to);
  }

  private static ArchCondition<JavaClass> reach(String what, Allowed allowed) {
    return new ArchCondition<>(what) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass().getBaseComponentType();
          if (!allowed.between(type, target)) {
            events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
          }
        }
      }
    };
  }
}
