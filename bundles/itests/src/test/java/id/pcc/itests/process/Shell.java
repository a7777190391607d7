package id.pcc.itests.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.EnumSet;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;

/** The operations console over SSH, as one person. */
public final class Shell implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(20);
  private final SshClient client = SshClient.setUpDefaultClient();
  private final ClientSession session;

  /** A session of a person of the command center. */
  public Shell(CommandCenter center, String person) throws IOException {
    this(center, person, center.key(person));
  }

  /** A session under a name with a key. */
  public Shell(CommandCenter center, String person, KeyPair key) throws IOException {
    client.setServerKeyVerifier((peer, address, serverKey) -> true);
    client.start();
    session = client.connect(person, "127.0.0.1", center.sshPort()).verify(SOON).getSession();
    session.addPublicKeyIdentity(key);
    try {
      session.auth().verify(SOON);
    } catch (IOException e) {
      client.stop();
      throw e;
    }
  }

  /** Runs a command and returns what it wrote, without colours. */
  public String run(String command) throws IOException {
    return run(command, SOON);
  }

  /** Runs a command for so long at most. */
  public String run(String command, Duration most) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var channel = session.createExecChannel(command)) {
      channel.setOut(out);
      channel.setErr(out);
      channel.open().verify(SOON);
      channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), most);
    }
    return out.toString(StandardCharsets.UTF_8)
        .replaceAll("\u001B\\[[;?0-9]*[A-Za-z]", "")
        .replace("\r", "");
  }

  @Override
  public void close() throws IOException {
    session.close(true);
    client.stop();
  }
}
