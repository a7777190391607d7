package id.pcc.itests.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.EnumSet;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;

/** The operations console over SSH, as one person; each command in a session of its own. */
public final class Shell implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(20);
  private final SshClient client = SshClient.setUpDefaultClient();
  private final CommandCenter center;
  private final String person;
  private final KeyPair key;

  /** The console as a person of the command center. */
  public Shell(CommandCenter center, String person) throws IOException {
    this(center, person, center.key(person));
  }

  /**
   * The console under a name with a key.
   *
   * @throws IOException when they are not let in
   */
  public Shell(CommandCenter center, String person, KeyPair key) throws IOException {
    this.center = center;
    this.person = person;
    this.key = key;
    client.setServerKeyVerifier((peer, address, serverKey) -> true);
    client.start();
    try (ClientSession session = session()) {
      session.getSessionId();
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
    try (ClientSession session = session();
        var channel = session.createExecChannel(command)) {
      channel.setOut(out);
      channel.setErr(out);
      channel.open().verify(SOON);
      channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), most);
    }
    return plain(out);
  }

  /** Types a command into a terminal of 120 columns and returns what stood there after so long. */
  public String type(String command, Duration time) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ClientSession session = session();
        var channel = session.createShellChannel();
        PipedOutputStream keyboard = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(keyboard)) {
      channel.setPtyColumns(120);
      channel.setIn(in);
      channel.setOut(out);
      channel.setErr(out);
      channel.open().verify(SOON);
      keyboard.write((command + "\n").getBytes(StandardCharsets.UTF_8));
      keyboard.flush();
      channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), time);
    }
    return plain(out);
  }

  private static String plain(ByteArrayOutputStream out) {
    return out.toString(StandardCharsets.UTF_8)
        .replaceAll("\u001B\\[[;?0-9]*[A-Za-z]", "")
        .replaceAll("\u001B.", "")
        .replace("\r", "");
  }

  private ClientSession session() throws IOException {
    ClientSession session =
        client.connect(person, "127.0.0.1", center.sshPort()).verify(SOON).getSession();
    session.addPublicKeyIdentity(key);
    session.auth().verify(SOON);
    return session;
  }

  @Override
  public void close() {
    client.stop();
  }
}
