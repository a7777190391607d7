package id.pcc.security.internal;

import id.pcc.security.Keys;
import id.pcc.security.Keys.Issued;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Issues the keys of departments whose servers are simulated on this machine, and hands each over
 * in a file that only the owner of the process can read. Once: while the file is there no other key
 * is issued, so one that an admin revoked stays revoked.
 */
@Component(
    service = KeyHandover.class,
    immediate = true,
    configurationPid = "id.pcc.security.handover",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class KeyHandover {
  private static final Logger LOG = LoggerFactory.getLogger(KeyHandover.class);
  private static final String ACTOR = "system:simulated-city";
  private static final String LABEL = "Kota yang disimulasikan / simulated city";

  /** {@code etc/id.pcc.security.handover.cfg}. */
  public @interface Config {
    /** The departments, by blanks; empty where servers are real. */
    String departments() default "";

    /** The folder for {@code <department>.key}. */
    String folder();
  }

  @Activate
  public KeyHandover(@Reference Keys keys, Config config) {
    this(keys, config.departments(), Path.of(config.folder()));
  }

  KeyHandover(Keys keys, String departments, Path folder) {
    for (String department : departments.strip().split("\\s+")) {
      if (!department.isEmpty() && !Files.exists(folder.resolve(department + ".key"))) {
        handOver(keys, department, folder);
      }
    }
  }

  private static void handOver(Keys keys, String department, Path folder) {
    Issued issued = keys.issue(Keys.Kind.DEPARTMENT, department, LABEL, null, ACTOR);
    Path file = folder.resolve(department + ".key");
    try {
      Files.createDirectories(folder);
      OwnersFile.write(file, issued.secret() + "\n");
      LOG.info("The key of {} for the simulated city is in {}", department, file);
    } catch (IOException e) {
      // Nobody has it, and nobody can ever get it.
      keys.revoke(issued.key().id(), ACTOR);
      LOG.warn("The key of {} could not be written to {}", department, file, e);
    }
  }
}
