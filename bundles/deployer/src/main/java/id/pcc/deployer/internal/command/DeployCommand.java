package id.pcc.deployer.internal.command;

import id.pcc.deployer.Deployer;
import id.pcc.deployer.Deployer.Offered;
import id.pcc.deployer.Looked;
import id.pcc.deployer.internal.DeploymentDesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.FileCompleter;

/** {@code pcc:deploy <file or address>}: brings a department, or another version of it. */
@Service
@Command(
    scope = "pcc",
    name = "deploy",
    description = "Memasang departemen dari berkas atau alamat / deploys a department")
public final class DeployCommand implements Action {
  @Reference private Deployer deployer;
  @Reference private DeploymentDesk desk;
  @Reference private Session session;

  @Argument(name = "file", description = "a jar on this machine, or its address", required = true)
  @Completion(FileCompleter.class)
  private String place;

  @Option(
      name = "--trust",
      description = "you compared the SHA-256 with what the developer told, and vouch for the file")
  private boolean trust;

  @Override
  public Object execute() throws IOException {
    boolean address = place.matches("(?i)[a-z]{2,}://.*");
    Path file = address ? desk.fetch(place) : Path.of(place);
    try {
      if (!Files.isRegularFile(file)) {
        throw new IllegalArgumentException(
            "Tidak ada berkas / there is no file " + file.toAbsolutePath());
      }
      Looked looked = deployer.look(file);
      System.out.println("SHA-256 " + looked.inspected().sha256());
      String source = (address ? "url " : "command ") + place;
      Shown.end(deployer.deploy(file, new Offered(source, Actor.of(session), trust)));
      if (!trust && looked.inspected().fits() && looked.trust().state() == Looked.State.ASK) {
        System.out.println("  pcc:deploy --trust " + place);
      }
    } finally {
      if (address) {
        Files.deleteIfExists(file);
      }
    }
    return null;
  }
}
