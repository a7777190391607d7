package id.pcc.city.simulator.internal.servers;

/**
 * Where a server sends what it has by itself.
 *
 * @param address of the command center, such as {@code http://127.0.0.1:8181}
 * @param key the department's API key there; empty when it was given none, and then nothing is sent
 * @param seconds between two sendings
 */
public record Webhook(String address, String key, double seconds) {
  /** Nowhere. */
  public static final Webhook NONE = new Webhook("", "", 5);
}
