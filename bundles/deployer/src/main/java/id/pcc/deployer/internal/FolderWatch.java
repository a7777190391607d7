package id.pcc.deployer.internal;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/**
 * Has the folder {@code deploy/} watched by Karaf's file installer as long as {@link DeployFolder}
 * is there. Nobody watches it otherwise, because the file installer would start whatever lies
 * there: it is there long before us when the command center starts with a new cache.
 */
@Component(
    service = {},
    configurationPid = "id.pcc.deployer",
    immediate = true)
public final class FolderWatch {
  private static final String WATCHER = "org.apache.felix.fileinstall";
  private static final String NAME = "deploy";

  /** Above the start level of the deployer, 80: see above. */
  private static final String ACTIVE = "90";

  private final ConfigurationAdmin configurations;

  @Activate
  public FolderWatch(
      @Reference DeployFolder first,
      @Reference ConfigurationAdmin configurations,
      DeploymentDesk.Settings settings)
      throws IOException {
    this.configurations = configurations;
    watch(settings);
  }

  @Modified
  void watch(DeploymentDesk.Settings settings) throws IOException {
    Dictionary<String, Object> watcher = new Hashtable<>();
    watcher.put("felix.fileinstall.dir", settings.folder());
    watcher.put("felix.fileinstall.poll", "1000");
    watcher.put("felix.fileinstall.start.level", "80");
    watcher.put("felix.fileinstall.active.level", ACTIVE);
    watcher.put("felix.fileinstall.log.level", "3");
    String data = System.getProperty("karaf.data");
    if (data != null) {
      watcher.put("felix.fileinstall.tmpdir", data + "/generated-bundles");
    }
    configuration().updateIfDifferent(watcher);
  }

  private Configuration configuration() throws IOException {
    return configurations.getFactoryConfiguration(WATCHER, NAME, "?");
  }

  @Deactivate
  void unwatch() throws IOException {
    configuration().delete();
  }
}
