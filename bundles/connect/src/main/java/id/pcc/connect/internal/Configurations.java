package id.pcc.connect.internal;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Reads departments' configurations, without binding them to this bundle. */
final class Configurations {
  static final String PREFIX = "id.pcc.departments.";

  private final ConfigurationAdmin admin;

  Configurations(ConfigurationAdmin admin) {
    this.admin = admin;
  }

  /** The configuration of a department; empty when there is none. */
  Map<String, String> of(String department) {
    Map<String, String> values = new TreeMap<>();
    try {
      Configuration[] found =
          admin.listConfigurations("(" + Constants.SERVICE_PID + "=" + PREFIX + department + ")");
      if (found != null && found.length > 0 && found[0].getProperties() != null) {
        var properties = found[0].getProperties();
        for (String key : Collections.list(properties.keys())) {
          boolean ours = !key.startsWith("service.") && !key.startsWith("felix.fileinstall.");
          if (ours) {
            values.put(key, String.valueOf(properties.get(key)));
          }
        }
      }
    } catch (IOException | InvalidSyntaxException e) {
      throw new IllegalStateException("the configuration of " + department + ": " + e, e);
    }
    return Collections.unmodifiableMap(values);
  }
}
