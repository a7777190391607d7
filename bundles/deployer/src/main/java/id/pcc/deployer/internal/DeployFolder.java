package id.pcc.deployer.internal;

import id.pcc.deployer.inspection.Inspection;
import java.io.File;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Takes the jars of departments out of the hands of Karaf's file installer, which looks for files
 * and waits until they are whole. It needs no database: what it sees before the deployer is there
 * waits. It has no configuration either, for the file installer would lose track of its files each
 * time that one changed.
 */
@Component(
    service = {ArtifactInstaller.class, DeployFolder.class},
    immediate = true,
    property = "service.ranking:Integer=1000")
public final class DeployFolder implements ArtifactInstaller {
  private final Map<File, Boolean> waiting = new LinkedHashMap<>();
  private DeploymentDesk desk;

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
