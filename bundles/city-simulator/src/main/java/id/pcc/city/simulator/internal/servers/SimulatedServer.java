package id.pcc.city.simulator.internal.servers;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A department's own server, simulated. What it has over HTTP stands below {@code /<name>} of the
 * simulated city; a server of another protocol has a port of its own on the loopback address, which
 * it opens when it is made.
 */
public interface SimulatedServer extends AutoCloseable {
  /** What the script and the addresses call it, such as {@code dlh}. */
  String name();

  /** What it has for people to try, such as {@code /ispu.csv}, or an address of its own. */
  List<String> places();

  /**
   * What it answers over HTTP.
   *
   * @return empty when there is nothing at that path
   * @throws IllegalArgumentException when the question is wrong; the message goes back with 400
   */
  Optional<Answer> answer(Question question) throws IOException;

  /** A server of another protocol refuses its clients from now on, or takes them again. */
  default void switched(boolean down) {}

  /** The day went on elsewhere: what it writes down by itself is written when this returns. */
  default void jumped() {}

  /** What keeps it from its work, and what to do about it; empty when nothing does. */
  default String trouble() {
    return "";
  }

  /**
   * The key by which clients know a server of SSH, as {@code known_hosts} writes it, or nothing.
   */
  default String hostKey() {
    return "";
  }

  /** Closes what it opened. */
  @Override
  default void close() {}
}
