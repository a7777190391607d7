package id.pcc.connect.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads departments' configurations, without binding them to this bundle. */
final class Configurations {
  static final String PREFIX = "id.pcc.departments.";

  /** The file that a configuration was read from, as an address. */
  static final String FILE = "felix.fileinstall.filename";

  /** Longer than a file of {@code etc} goes unread: those are looked for each second. */
  static final Duration STILL = Duration.ofSeconds(3);

  private static final Logger LOG = LoggerFactory.getLogger(Configurations.class);

  private final ConfigurationAdmin admin;
  private final Secrets secrets;
  private final Clock clock;

  Configurations(ConfigurationAdmin admin, Secrets secrets, Clock clock) {
    this.admin = admin;
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * The configuration of a department, secrets in clear; empty when there is none.
   *
   * @throws IllegalStateException naming the setting whose secret cannot be opened
   */
  Map<String, String> of(String department) {
    Map<String, String> values = new TreeMap<>();
    try {
      Configuration found = find(department);
      if (found != null) {
        var properties = found.getProperties();
        for (String key : Collections.list(properties.keys())) {
          boolean ours = !key.startsWith("service.") && !key.startsWith("felix.fileinstall.");
          if (ours) {
            String value = String.valueOf(properties.get(key));
            values.put(key, secrets.open(department + "/" + key, value));
          }
        }
      }
    } catch (IOException | InvalidSyntaxException e) {
      throw new IllegalStateException("the configuration of " + department + ": " + e, e);
    }
    return Collections.unmodifiableMap(values);
  }

  private Configuration find(String department) throws IOException, InvalidSyntaxException {
    Configuration[] found =
        admin.listConfigurations("(" + Constants.SERVICE_PID + "=" + PREFIX + department + ")");
    return found == null || found.length == 0 || found[0].getProperties() == null ? null : found[0];
  }

  /**
   * Seals the secrets that an administrator wrote in clear. The file in {@code etc} is written
   * again by who read it, without a look at what was written into it since then: so it is left
   * alone until it has lain still for long enough to have been read.
   *
   * @return false when somebody is writing just now; then it is to be tried again
   */
  boolean seal(String department) {
    try {
      Configuration found = find(department);
      if (found == null) {
        return true;
      }
      long seen = found.getChangeCount();
      var properties = found.getProperties();
      boolean changed = false;
      for (String key : Collections.list(properties.keys())) {
        String value = String.valueOf(properties.get(key));
        if (Secrets.named(key) && !value.isBlank() && !Secrets.sealed(value)) {
          properties.put(key, secrets.seal(department + "/" + key, value));
          changed = true;
        }
      }
      if (changed) {
        if (justWritten(properties.get(FILE)) || found.getChangeCount() != seen) {
          return false;
        }
        found.update(properties);
        LOG.info("{}: secrets in its configuration are sealed now", department);
      }
    } catch (IOException | InvalidSyntaxException | RuntimeException e) {
      LOG.warn("{}: secrets could not be sealed: {}", department, e.toString());
    }
    return true;
  }

  /**
   * Whether a file was written so lately that what it says may not have been read.
   *
   * @param address as {@code file:…}; {@code null} where the configuration has no file
   */
  private boolean justWritten(Object address) throws IOException {
    if (address == null) {
      return false;
    }
    Path file = Path.of(URI.create(String.valueOf(address)));
    if (!Files.exists(file)) {
      return false;
    }
    Instant written = Files.getLastModifiedTime(file).toInstant();
    return Duration.between(written, clock.instant()).abs().compareTo(STILL) < 0;
  }
}
