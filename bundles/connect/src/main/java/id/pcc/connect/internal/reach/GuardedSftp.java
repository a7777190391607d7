package id.pcc.connect.internal.reach;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.Proxy;
import com.jcraft.jsch.SocketFactory;
import id.pcc.connect.internal.reach.Reach.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.remote.SftpComponent;
import org.apache.camel.component.file.remote.SftpConfiguration;
import org.apache.camel.component.file.remote.SftpEndpoint;
import org.apache.camel.component.file.remote.SftpRemoteFile;

/** Camel's {@code sftp:} with a guard: only servers whose key is known, at looked-at addresses. */
final class GuardedSftp extends SftpComponent {
  private static final String POST_QUANTUM =
      "org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimeKeyPairGenerator";

  static {
    checkOnce();
  }

  private final EndpointGuard guard;

  GuardedSftp(EndpointGuard guard) {
    this.guard = guard;
  }

  /**
   * JSch would try every way to exchange keys at each connection, only to see which there are: up
   * to a second of a processor when it is new. All are there when the rarest is.
   */
  private static void checkOnce() {
    try {
      Class.forName(POST_QUANTUM, false, JSch.class.getClassLoader());
      JSch.setConfig("CheckKexes", "");
    } catch (ClassNotFoundException e) {
      // Then it has to look each time.
    }
  }

  @Override
  protected void afterPropertiesSet(GenericFileEndpoint<SftpRemoteFile> endpoint) throws Exception {
    super.afterPropertiesSet(endpoint);
    SftpEndpoint sftp = (SftpEndpoint) endpoint;
    SftpConfiguration configuration = sftp.getConfiguration();
    configuration.setStrictHostKeyChecking("yes");
    configuration.setUseUserKnownHostsFile(false);
    configuration.setAutoCreateKnownHostsFile(false);
    configuration.setPreferredAuthentications("publickey,password,keyboard-interactive");
    sftp.setProxy(new Straight());
    guard.limit(sftp);
  }

  /** No proxy at all, but the place where the connection is made. */
  private final class Straight implements Proxy {
    private Socket socket;

    @Override
    public void connect(SocketFactory factory, String host, int port, int timeout)
        throws IOException {
      var address = guard.reach().resolve(new Place("sftp", host, port));
      socket = guard.sockets().createSocket();
      socket.connect(new InetSocketAddress(address, port), timeout);
    }

    @Override
    public InputStream getInputStream() {
      try {
        return socket.getInputStream();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public OutputStream getOutputStream() {
      try {
        return socket.getOutputStream();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Socket getSocket() {
      return socket;
    }

    @Override
    public void close() {
      try {
        if (socket != null) {
          socket.close();
        }
      } catch (IOException e) {
        // Closed one way or the other.
      }
    }
  }
}
