package id.pcc.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.itests.Api;
import id.pcc.itests.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations console: a viewer looks and changes nothing. */
class OperationsConsoleIT {
  private static CommandCenter center;
  private static Shell viewer;
  private static Shell admin;

  @BeforeAll
  static void open() throws IOException {
    center = CommandCenter.shared();
    Notes.bring(center);
    viewer = new Shell(center, "tamu");
    admin = new Shell(center, "pengawas");
  }

  @AfterAll
  static void close() throws IOException {
    for (Shell shell : new Shell[] {viewer, admin}) {
      if (shell != null) {
        shell.close();
      }
    }
  }

  @Test
  void a_viewer_sees_how_the_command_center_is() throws IOException {
    String status = viewer.run("pcc:status");
    for (String part : List.of("storage", "security", "connect", "wall")) {
      assertTrue(status.contains(part), status);
    }
    fits(status);
  }

  @Test
  void a_viewer_sees_the_departments() throws IOException {
    String departments = viewer.run("pcc:departments");
    for (String department : List.of("bpbd", "dlh", "dishub", "uji")) {
      assertTrue(departments.contains(department), departments);
    }
    fits(departments);
  }

  @Test
  void a_viewer_sees_the_datasets() throws IOException {
    String datasets = viewer.run("pcc:datasets");
    for (String dataset : List.of("dlh/ispu", "bpbd/peringatan", "uji/catatan")) {
      assertTrue(datasets.contains(dataset), datasets);
    }
    fits(datasets);
  }

  @Test
  void a_viewer_follows_a_dataset_as_it_grows() throws Exception {
    AtomicReference<String> seen = new AtomicReference<>("");
    Thread tail =
        new Thread(
            () -> {
              try (Shell own = new Shell(center, "tamu")) {
                seen.set(own.type("pcc:tail -f uji/catatan", Duration.ofSeconds(8)));
              } catch (IOException e) {
                seen.set(e.toString());
              }
            });
    tail.start();
    Api api = center.admin();
    List<Integer> numbers = new java.util.ArrayList<>();
    Await.until(
        "the tail ends",
        Duration.ofSeconds(30),
        () -> {
          int number = 770_000 + Notes.next();
          api.post(Notes.PATH + "/records", List.of(Notes.good(number)));
          numbers.add(number);
          return !tail.isAlive();
        });
    assertTrue(numbers.stream().anyMatch(n -> seen.get().contains(String.valueOf(n))), seen.get());
    fits(seen.get());
  }

  @Test
  void an_unknown_dataset_is_named_in_a_sentence() throws IOException {
    String answer = viewer.run("pcc:tail uji/tiada", Duration.ofSeconds(5));
    assertTrue(answer.contains("uji/tiada"), answer);
    assertFalse(answer.contains("\tat "), answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bundle:stop id.pcc.wall",
        "bundle:uninstall id.pcc.wall",
        "bundle:update id.pcc.wall",
        "bundle:refresh",
        "bundle:install file:/tmp/x.jar",
        "bundle:restart id.pcc.wall",
        "config:list",
        "config:property-set -p id.pcc.web required ''",
        "config:install file:/etc/hostname id.pcc.stolen.cfg",
        "config:delete id.pcc.web",
        "config:update",
        "feature:install obr",
        "feature:uninstall pcc",
        "feature:repo-add mvn:x/y/1/xml/features",
        "kar:install file:/tmp/x.kar",
        "shell:exec touch @HOME@/etc/stolen",
        "shell:source @HOME@/etc/shell.init.script",
        "shell:tac -f @HOME@/etc/stolen",
        "echo x | tac -f @HOME@/etc/stolen",
        "echo x > @HOME@/etc/stolen",
        "shell:cat @HOME@/etc/keys.properties",
        "cat @HOME@/etc/pcc.admin.password",
        "shell:new java.lang.ProcessBuilder",
        "shell:edit @HOME@/etc/keys.properties",
        "log:set DEBUG",
        "log:clear",
        "system:property a b",
        "system:start-level 1",
        "system:shutdown -f",
        "jaas:realm-list",
        "ssh:ssh -p 1 nobody@127.0.0.1",
        "ssh:sshd -p 1",
        "instance:create x",
        "service:list",
        "event:send x",
        "scr:disable x",
        "pcc:deploy --trust /tmp/x.jar",
        "pcc:return 1",
        "pcc:undeploy dlh",
        "pcc:disable dlh",
        "pcc:enable dlh",
        "pcc:restart dlh",
        "pcc:keys",
        "pcc:key-issue department uji coba",
        "pcc:password-reset admin"
      })
  void a_viewer_is_refused(String command) throws IOException {
    String answer = viewer.run(command.replace("@HOME@", center.home().toString()));
    assertTrue(
        answer.contains("not found")
            || answer.contains("Insufficient")
            || answer.contains("not allowed")
            || answer.contains("denied")
            || answer.contains("Refused"),
        command + " answers: " + answer);
    assertFalse(answer.contains("_g_"), answer);
    unharmed();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$.context bundle 0",
        "(${.context} bundle 0) stop",
        "x = $.session ; $x get .context",
        "($.class forName java.lang.Runtime) getRuntime",
        "each [1] { bundle:stop id.pcc.wall }",
        "s = 'bundle:stop id.pcc.wall' ; $s",
        "sh -c 'touch /tmp/stolen'",
        "(bundle:stop id.pcc.wall)",
        "\\bundle:stop id.pcc.wall",
        "*:stop id.pcc.wall"
      })
  void no_trick_of_the_shell_gives_a_viewer_more(String command) throws IOException {
    viewer.run(command);
    unharmed();
  }

  @Test
  void an_administrator_may_stop_and_start_a_bundle() throws IOException {
    admin.run("bundle:stop id.pcc.departments.uji");
    assertTrue(admin.run("bundle:list -t 0").contains("Resolved"));
    admin.run("bundle:start id.pcc.departments.uji");
    Notes.bring(center);
  }

  @Test
  void nobody_comes_in_by_a_password_or_another_key() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(3072);
    var key = generator.generateKeyPair();
    for (String name : List.of("tamu", "pengawas", "karaf", "admin", "_g_:admins")) {
      assertThrows(IOException.class, () -> new Shell(center, name, key).close(), name);
    }
  }

  private static void unharmed() throws IOException {
    Path stolen = center.home().resolve("etc/stolen");
    assertFalse(Files.exists(stolen));
    assertFalse(Files.exists(center.home().resolve("etc/id.pcc.stolen.cfg")));
    assertEquals(200, new Api(center.base()).get("/api/health").status());
  }

  private static void fits(String table) {
    for (String line : table.split("\n")) {
      assertTrue(line.length() <= 100, line.length() + " columns: " + line);
    }
  }
}
