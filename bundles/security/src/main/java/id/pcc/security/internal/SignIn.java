package id.pcc.security.internal;

import id.pcc.security.internal.domain.Account;
import id.pcc.security.internal.domain.Attempts;
import id.pcc.security.internal.domain.Identity;
import id.pcc.security.internal.domain.PasswordHash;
import id.pcc.security.internal.domain.PasswordRules;
import id.pcc.security.internal.domain.Session;
import id.pcc.security.internal.domain.Token;
import id.pcc.security.internal.sql.SessionTable;
import id.pcc.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Begins and ends sessions. */
@Component(service = SignIn.class)
public final class SignIn {
  private static final Duration FORGET_UNSEEN = Duration.ofDays(30);

  /** A hash that no password has, so that an unknown user takes as long as a known one. */
  private static final String NOBODY =
      "pbkdf2-sha512$" + PasswordHash.ROUNDS + "$" + "A".repeat(22) + "$" + "A".repeat(86);

  private final SecurityDatabase database;
  private final People people;
  private final Identities identities;
  private final Clock clock;
  private final Attempts attempts;
  // Hashing is meant to be slow; strangers must not get all processors to do it.
  private final Semaphore hashing = new Semaphore(2, true);

  @Activate
  public SignIn(
      @Reference SecurityDatabase database,
      @Reference People people,
      @Reference Identities identities) {
    this(database, people, identities, Clock.systemUTC());
  }

  SignIn(SecurityDatabase database, People people, Identities identities, Clock clock) {
    this.database = database;
    this.people = people;
    this.identities = identities;
    this.clock = clock;
    this.attempts = new Attempts(clock);
  }

  /**
   * A session that began.
   *
   * @param token what the cookie holds
   */
  public record Begun(String token, Identity identity) {}

  /**
   * Begins a session with a password.
   *
   * @param replaced the token of the session that the browser had; {@code null} when none
   * @throws Problem 401 when it is wrong, 429 when there were too many attempts
   */
  public Begun withPassword(String user, String password, String address, String replaced) {
    String name = user.trim().toLowerCase(Locale.ROOT);
    Account account = verified(name, password, address);
    return begin(account.user(), null, Identity.of(account), address, replaced);
  }

  /**
   * Begins a session with a key.
   *
   * @throws Problem 401 when it is no key, or no longer
   */
  public Begun withKey(String presented, String address, String replaced) {
    Identity identity =
        identities
            .ofKey(presented)
            .orElseThrow(
                () -> Problem.of(401, "Not signed in", "This key is unknown, revoked or expired."));
    String keyId = presented.substring(0, presented.indexOf('.'));
    return begin(null, keyId, identity, address, replaced);
  }

  /** Ends a session. */
  public void end(String token) {
    database.transact(
        c -> {
          SessionTable.delete(c, Token.hash(token));
          return null;
        });
    identities.forget();
  }

  /**
   * Changes one's own password; ends the sessions that the account has elsewhere.
   *
   * @param token the session that changes it, which goes on
   * @throws Problem 401 when the current one is wrong, 422 when the next one will not do
   */
  public void changePassword(
      String user, String current, String next, String address, String token) {
    verified(user, current, address);
    PasswordRules.fault(next, user)
        .ifPresent(
            fault -> {
              throw Problem.of(422, "Password refused", fault.id() + " / " + fault.en())
                  .with(List.of(new Problem.Fault("/next", fault.en())));
            });
    if (next.equals(current)) {
      throw Problem.of(
          422, "Password refused", "Kata sandi harus berbeda. / The password must be another one.");
    }
    people.choosePassword(user, next, Token.hash(token));
  }

  /** Whether there is an account of that name: what else was typed may be a password. */
  public boolean known(String user) {
    return user.matches("[a-z][a-z0-9._-]{0,63}") && people.find(user).isPresent();
  }

  private Account verified(String user, String password, String address) {
    Duration wait = attempts.begin(user, ClientAddress.network(address));
    if (!wait.isZero()) {
      long seconds = wait.toSeconds() + 1;
      throw Problem.of(
              429,
              "Too many attempts",
              "Terlalu banyak percobaan, coba lagi dalam "
                  + seconds
                  + " detik. / Too many attempts, try again in "
                  + seconds
                  + " seconds.")
          .retryAfter(seconds);
    }
    Optional<Account> account =
        user.matches("[a-z][a-z0-9._-]{0,63}") ? people.find(user) : Optional.empty();
    boolean right = matches(password, account.map(Account::passwordHash).orElse(NOBODY));
    if (!right || account.isEmpty() || account.get().disabled()) {
      throw Problem.of(
          401,
          "Not signed in",
          "Nama pengguna atau kata sandi salah. / The user name or the password is wrong.");
    }
    attempts.succeeded(user, ClientAddress.network(address));
    return account.get();
  }

  private boolean matches(String password, String hash) {
    try {
      if (!hashing.tryAcquire(5, TimeUnit.SECONDS)) {
        throw Problem.of(503, "Busy", "Too many people sign in at once: try again.").retryAfter(2);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.of(503, "Stopping", "The command center is stopping.");
    }
    try {
      return password.length() <= 200 && PasswordHash.matches(password, hash);
    } finally {
      hashing.release();
    }
  }

  private Begun begin(
      String user, String keyId, Identity identity, String address, String replaced) {
    String token = Token.secret();
    Instant now = clock.instant();
    database.transact(
        c -> {
          if (replaced != null) {
            SessionTable.delete(c, Token.hash(replaced));
          }
          SessionTable.deleteUnseenSince(c, now.minus(FORGET_UNSEEN));
          SessionTable.insert(c, new Session(Token.hash(token), user, keyId, now, now, address));
          return null;
        });
    identities.forget();
    return new Begun(token, identity);
  }
}
