package id.pcc.deployer.internal.command;

import id.pcc.deployer.Deployer;
import id.pcc.deployer.Deployer.Offered;
import id.pcc.deployer.DeploymentException;
import id.pcc.deployer.internal.domain.WatchedJar;
import id.pcc.deployer.internal.domain.WatchedJar.Look;
import id.pcc.storage.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.jar.JarFile;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.FileCompleter;

/**
 * {@code pcc:watch <file>}: deploys a jar, and again each time it is built, until Ctrl-C. Each time
 * is a deployment as any other: inspected, watched until it is healthy, in the history, rolled back
 * when it does not become healthy.
 */
@Service
@Command(
    scope = "pcc",
    name = "watch",
    description = "Memasang jar tiap kali dibangun / deploys a jar each time it is built")
public final class WatchCommand implements Action {
  private static final long LOOK_MILLIS = 100;

  @Reference private Deployer deployer;
  @Reference private Session session;

  @Argument(name = "file", description = "a jar on this machine", required = true)
  @Completion(FileCompleter.class)
  private String place;

  @Option(
      name = "--trust",
      description = "you vouch for whatever is built there, until the command ends")
  private boolean trust;

  @Override
  public Object execute() {
    Path file = Path.of(place);
    WatchedJar jar = new WatchedJar();
    System.out.println(
        "Menunggu / waiting for " + file.toAbsolutePath() + "; Ctrl-C berhenti / ends");
    try {
      // Nobody reads any more when the connection of the console broke.
      while (!System.out.checkError()) {
        if (jar.ready(look(file)) && whole(file) && deployed(file)) {
          jar.took();
        }
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      // Ctrl-C.
    }
    return null;
  }

  private static Look look(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.isRegularFile() ? new Look(now.lastModifiedTime().toMillis(), now.size()) : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** Whether the jar's table of contents is there, which is written last. */
  private static boolean whole(Path file) {
    try (JarFile jar = new JarFile(file.toFile(), false)) {
      return jar.size() > 0;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  /** Whether it was tried; else it is tried again at the next look. */
  private boolean deployed(Path file) throws InterruptedException {
    try {
      long built = Files.getLastModifiedTime(file).toMillis();
      Shown.end(deployer.deploy(file, new Offered("command " + place, Actor.of(session), trust)));
      System.out.printf(
          "  %.2f s sejak dibangun / since it was built%n",
          (System.currentTimeMillis() - built) / 1_000.0);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (DeploymentException | StoreException | IOException e) {
      System.out.println("  " + e.getMessage());
      Thread.sleep(LOOK_MILLIS * 10);
      return false;
    }
  }
}
