package id.pcc.deployer.internal;

import id.pcc.deployer.inspection.Inspection;
import java.io.File;
import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Has the folder {@code deploy/} watched by Karaf's file installer, which waits until files are
 * whole, and takes the jars of departments out of its hands. Nobody watches the folder without this
 * component, because the file installer would start whatever lies there: it is there long before
 * the deployer when the command center starts with a new cache. It needs no database: what it sees
 * before the deployer is there waits.
 */
@Component(
    service = ArtifactInstaller.class,
    configurationPid = "id.pcc.deployer",
    immediate = true,
    property = "service.ranking:Integer=1000")
public final class DeployFolder implements ArtifactInstaller {
  private static final String WATCHER = "org.apache.felix.fileinstall";
  private static final String NAME = "deploy";

  /** Above the start level of the deployer, 80: see above. */
  private static final String ACTIVE = "90";

  private final ConfigurationAdmin configurations;
  private final Map<File, Boolean> waiting = new LinkedHashMap<>();
  private DeploymentDesk desk;

  @Activate
  public DeployFolder(
      @Reference ConfigurationAdmin configurations, DeploymentDesk.Settings settings)
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
    String temporary = System.getProperty("karaf.data");
    if (temporary != null) {
      watcher.put("felix.fileinstall.tmpdir", temporary + "/generated-bundles");
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

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "leave")
  synchronized void meet(DeploymentDesk arrived) {
    desk = arrived;
    waiting.forEach(this::tell);
    waiting.clear();
  }

  synchronized void leave(DeploymentDesk left) {
    if (desk == left) {
      desk = null;
    }
  }

  /** Whether the file is a jar of a department, or one that nobody can read and that says so. */
  @Override
  public boolean canHandle(File file) {
    if (!file.isFile() || !file.getName().endsWith(".jar")) {
      return false;
    }
    try (JarFile jar = new JarFile(file, false)) {
      Manifest manifest = jar.getManifest();
      String name =
          manifest == null ? null : manifest.getMainAttributes().getValue("Bundle-SymbolicName");
      return name != null && name.strip().startsWith(Inspection.PREFIX)
          || jar.getEntry("department.yaml") != null;
    } catch (IOException | RuntimeException e) {
      return true;
    }
  }

  @Override
  public void install(File file) {
    say(file, true);
  }

  @Override
  public void update(File file) {
    say(file, true);
  }

  @Override
  public void uninstall(File file) {
    say(file, false);
  }

  private synchronized void say(File file, boolean there) {
    if (desk == null) {
      waiting.remove(file);
      waiting.put(file, there);
    } else {
      tell(file, there);
    }
  }

  private void tell(File file, boolean there) {
    if (there) {
      desk.appeared(file.toPath());
    } else {
      desk.vanished(file.toPath());
    }
  }
}
