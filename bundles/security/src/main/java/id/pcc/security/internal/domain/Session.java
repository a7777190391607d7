package id.pcc.security.internal.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * A signed-in browser.
 *
 * @param user the account; {@code null} when it began with a key
 * @param keyId the key that it began with; {@code null} when with a password
 * @param seen when it was used last, to the minute
 */
public record Session(
    String tokenHash, String user, String keyId, Instant created, Instant seen, String address) {
  /**
   * Whether it still holds. A session of a wall output holds as long as its key: a wall has nobody
   * who signs in again.
   *
   * @param ofOutput whether it began with the key of a wall output
   */
  public boolean holds(Instant now, Duration idle, Duration absolute, boolean ofOutput) {
    return ofOutput || now.isBefore(seen.plus(idle)) && now.isBefore(created.plus(absolute));
  }
}
