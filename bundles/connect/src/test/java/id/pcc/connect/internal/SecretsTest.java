package id.pcc.connect.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

class SecretsTest {
  @TempDir Path folder;
  private Secrets secrets;
  private boolean changing;
  private long changes;

  @BeforeEach
  void make() {
    secrets = new Secrets(folder.resolve("data/secrets.key"));
  }

  @Test
  void what_was_sealed_is_opened_also_after_a_restart() {
    String sealed = secrets.seal("air/password", "rahasia é");
    assertTrue(Secrets.sealed(sealed));
    assertFalse(sealed.contains("rahasia"));
    assertEquals("rahasia é", secrets.open("air/password", sealed));
    Secrets later = new Secrets(folder.resolve("data/secrets.key"));
    assertEquals("rahasia é", later.open("air/password", sealed));
  }

  @Test
  void the_same_secret_is_sealed_differently_each_time() {
    assertNotEquals(secrets.seal("a", "x"), secrets.seal("a", "x"));
  }

  @Test
  void a_secret_cannot_be_opened_elsewhere_or_after_a_change() {
    String sealed = secrets.seal("air/password", "rahasia");
    assertThrows(IllegalStateException.class, () -> secrets.open("api/password", sealed));
    String turned =
        sealed.substring(0, 8) + (sealed.charAt(8) == 'A' ? 'B' : 'A') + sealed.substring(9);
    assertThrows(IllegalStateException.class, () -> secrets.open("air/password", turned));
  }

  @Test
  void only_the_owner_reads_the_key() throws Exception {
    secrets.seal("a", "x");
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("data/secrets.key"))));
  }

  @Test
  void settings_with_secrets_are_known_by_their_names() {
    for (String name :
        List.of("password", "mqtt.password", "api_key", "apiKey", "x.token", "key")) {
      assertTrue(Secrets.named(name), name);
    }
    for (String name : List.of("address", "kolom.stasiun", "keywords", "monkey", "poll")) {
      assertFalse(Secrets.named(name), name);
    }
  }

  @Test
  void a_clear_secret_in_a_configuration_is_replaced_and_still_read() {
    Hashtable<String, Object> kept = new Hashtable<>();
    kept.put("address", "https://a.example");
    kept.put("password", "rahasia");
    Configurations configurations = configurations(kept, Clock.systemUTC());
    configurations.seal("air");
    assertTrue(Secrets.sealed((String) kept.get("password")));
    assertEquals("https://a.example", kept.get("address"));
    assertEquals("rahasia", configurations.of("air").get("password"));
    Object sealed = kept.get("password");
    configurations.seal("air");
    assertEquals(sealed, kept.get("password"));
  }

  @Test
  void a_file_that_is_being_written_is_left_alone_until_it_lies_still() throws IOException {
    Path file = Files.writeString(folder.resolve("air.cfg"), "password = rahasia");
    Instant written = Files.getLastModifiedTime(file).toInstant();
    Hashtable<String, Object> kept = new Hashtable<>();
    kept.put("password", "rahasia");
    kept.put(Configurations.FILE, file.toUri().toString());
    Clock soon = Clock.fixed(written.plusMillis(500), ZoneOffset.UTC);
    assertFalse(configurations(kept, soon).seal("air"));
    assertEquals("rahasia", kept.get("password"));
    Clock later = Clock.fixed(written.plus(Configurations.STILL), ZoneOffset.UTC);
    assertTrue(configurations(kept, later).seal("air"));
    assertTrue(Secrets.sealed((String) kept.get("password")));
    assertTrue(configurations(kept, soon).seal("air"), "nothing is left to seal");
  }

  @Test
  void a_configuration_that_changes_meanwhile_is_not_overwritten() {
    Hashtable<String, Object> kept = new Hashtable<>();
    kept.put("password", "rahasia");
    changing = true;
    Configurations configurations = configurations(kept, Clock.systemUTC());
    assertFalse(configurations.seal("air"));
    assertEquals("rahasia", kept.get("password"));
    changing = false;
    assertTrue(configurations.seal("air"));
    assertTrue(Secrets.sealed((String) kept.get("password")));
  }

  /** Reads and writes one configuration; while {@link #changing}, somebody else writes it too. */
  private Configurations configurations(Hashtable<String, Object> kept, Clock clock) {
    Configuration configuration =
        proxy(
            Configuration.class,
            (name, arguments) -> {
              switch (name) {
                case "update":
                  Dictionary<?, ?> given = (Dictionary<?, ?>) arguments[0];
                  kept.put("password", given.get("password"));
                  return null;
                case "getChangeCount":
                  return changing ? ++changes : changes;
                default:
                  return name.equals("getProperties") ? new Hashtable<>(kept) : null;
              }
            });
    ConfigurationAdmin admin =
        proxy(ConfigurationAdmin.class, (name, arguments) -> new Configuration[] {configuration});
    return new Configurations(admin, secrets, clock);
  }

  private interface Answer {
    Object to(String method, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        java.lang.reflect.Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answer.to(method.getName(), arguments)));
  }
}
