package id.pcc.itests.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Free ports of this machine, each given once; two runs at a time begin at different ones. */
public final class Ports {
  private static final int FIRST = 18_900;
  private static final int LAST = 18_999;
  private static final AtomicInteger NEXT =
      new AtomicInteger((int) (ProcessHandle.current().pid() % (LAST - FIRST + 1)));

  private Ports() {}

  /** The first of five ports in a row that nobody listens on, as the simulated city takes them. */
  public static int city() {
    for (int tried = FIRST; tried <= LAST; tried++) {
      int first = free();
      int next = first;
      while (next < first + 4 && free() == next + 1) {
        next++;
      }
      if (next == first + 4) {
        return first;
      }
    }
    throw new IllegalStateException("no five free ports from " + FIRST + " to " + LAST);
  }

  /** A port of the loopback address that nobody listens on. */
  public static int free() {
    for (int tried = FIRST; tried <= LAST; tried++) {
      int port = FIRST + NEXT.getAndIncrement() % (LAST - FIRST + 1);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // Somebody listens here: the next one.
      }
    }
    throw new IllegalStateException("no free port from " + FIRST + " to " + LAST);
  }
}
