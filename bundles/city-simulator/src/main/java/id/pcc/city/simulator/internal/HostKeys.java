package id.pcc.city.simulator.internal;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Map;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the keys of simulated SSH servers, which are made at their first start, into the
 * configuration of their departments, as an admin does after {@code ssh-keyscan}. Only where the
 * department's address is that of the simulated server: a real one is an admin's to trust.
 */
@Component(service = ConfigurationListener.class, immediate = true)
public final class HostKeys implements ConfigurationListener {
  private static final Logger LOG = LoggerFactory.getLogger(HostKeys.class);
  private static final String PREFIX = "id.pcc.departments.";
  private static final String SETTING = "host_key";

  private final ConfigurationAdmin admin;
  private final Map<String, String> addresses;
  private final Map<String, String> keys;

  @Activate
  public HostKeys(@Reference ConfigurationAdmin admin, @Reference CitySimulator city) {
    this.admin = admin;
    String server = "diskumdag";
    this.addresses = Map.of(PREFIX + server, city.server().places(server).get(0));
    this.keys = Map.of(PREFIX + server, city.server().hostKey(server));
    keys.keySet().forEach(this::tell);
  }

  @Override
  public void configurationEvent(ConfigurationEvent event) {
    if (event.getType() == ConfigurationEvent.CM_UPDATED && keys.containsKey(event.getPid())) {
      tell(event.getPid());
    }
  }

  private void tell(String pid) {
    try {
      Configuration[] found = admin.listConfigurations("(service.pid=" + pid + ")");
      if (found == null) {
        // Not read yet: its event comes.
        return;
      }
      Dictionary<String, Object> settings = found[0].getProperties();
      if (addresses.get(pid).equals(settings.get("address"))
          && !keys.get(pid).equals(settings.get(SETTING))) {
        settings.put(SETTING, keys.get(pid));
        found[0].update(settings);
      }
    } catch (IOException | InvalidSyntaxException e) {
      LOG.warn("The key of the simulated server could not be written into {}", pid, e);
    }
  }
}
