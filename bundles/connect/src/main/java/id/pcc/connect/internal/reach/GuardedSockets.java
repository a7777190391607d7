package id.pcc.connect.internal.reach;

import id.pcc.connect.internal.http.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.SocketFactory;

/**
 * Sockets that connect only to addresses behind which a department can be. They look at the address
 * itself, after the name was resolved and just before it is connected to: a name that leads
 * elsewhere the second time gains nothing.
 */
public final class GuardedSockets extends SocketFactory {
  private final Duration connect;
  private final Duration read;

  /**
   * @param connect most time to connect
   * @param read most time between two bytes
   */
  public GuardedSockets(Duration connect, Duration read) {
    this.connect = connect;
    this.read = read;
  }

  private final class Guarded extends Socket {
    @Override
    public void connect(SocketAddress target) throws IOException {
      connect(target, 0);
    }

    @Override
    public void connect(SocketAddress target, int timeout) throws IOException {
      InetSocketAddress wanted = (InetSocketAddress) target;
      if (wanted.isUnresolved()) {
        throw new UnknownHostException(wanted.getHostString());
      }
      Addresses.check(wanted.getHostString(), wanted.getAddress());
      int most = Math.toIntExact(connect.toMillis());
      super.connect(target, timeout > 0 ? Math.min(timeout, most) : most);
      if (getSoTimeout() == 0) {
        setSoTimeout(Math.toIntExact(read.toMillis()));
      }
    }
  }

  @Override
  public Socket createSocket() {
    return new Guarded();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  private Socket connected(InetSocketAddress target) throws IOException {
    Socket socket = createSocket();
    try {
      socket.connect(target);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
