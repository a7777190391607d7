package id.pcc.security.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.security.Keys.Kind;
import id.pcc.storage.Database.Dialect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyHandoverTest {
  @TempDir private Path data;

  private final SetClock clock = new SetClock();
  private KeyRing keys;
  private Path folder;

  @BeforeEach
  void start() {
    var database = new SecurityDatabase(TestDatabase.ofSecurity(Dialect.DERBY));
    var identities = new Identities(database, clock, Duration.ofHours(12), Duration.ofHours(24));
    keys = new KeyRing(database, new AuditChain(database, clock), identities, clock);
    folder = data.resolve("simulator");
  }

  @Test
  void a_key_is_handed_over_once_in_a_file_for_its_owners_eyes() throws Exception {
    new KeyHandover(keys, "satpolpp", folder);
    new KeyHandover(keys, "satpolpp", folder);

    Path file = folder.resolve("satpolpp.key");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(1, keys.list().size());
    var key = keys.list().get(0);
    assertEquals(Kind.DEPARTMENT, key.kind());
    assertEquals("satpolpp", key.scope());
    assertTrue(Files.readString(file).startsWith(key.id() + "."));
  }

  @Test
  void a_key_that_was_revoked_stays_revoked() {
    new KeyHandover(keys, "satpolpp", folder);
    keys.revoke(keys.list().get(0).id(), "person:siti");
    new KeyHandover(keys, "satpolpp", folder);
    assertEquals(0, keys.list().size());
  }

  @Test
  void where_servers_are_real_nothing_is_issued() {
    new KeyHandover(keys, " ", folder);
    assertEquals(0, keys.list().size());
    assertFalse(Files.exists(folder));
  }

  @Test
  void a_key_that_nobody_can_read_is_revoked() throws Exception {
    Files.createFile(folder);
    new KeyHandover(keys, "satpolpp", folder);
    assertEquals(0, keys.list().size());
  }
}
