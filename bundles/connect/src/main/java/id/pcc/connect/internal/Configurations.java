package id.pcc.connect.internal;

import java.io.IOException;
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

  private static final Logger LOG = LoggerFactory.getLogger(Configurations.class);

  private final ConfigurationAdmin admin;
  private final Secrets secrets;

  Configurations(ConfigurationAdmin admin, Secrets secrets) {
    this.admin = admin;
    this.secrets = secrets;
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
   * again by who read it.
   */
  void seal(String department) {
    try {
      Configuration found = find(department);
      if (found == null) {
        return;
      }
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
        found.update(properties);
        LOG.info("{}: secrets in its configuration are sealed now", department);
      }
    } catch (IOException | InvalidSyntaxException | RuntimeException e) {
      LOG.warn("{}: secrets could not be sealed: {}", department, e.toString());
    }
  }
}
