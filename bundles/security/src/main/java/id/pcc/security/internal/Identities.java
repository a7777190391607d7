package id.pcc.security.internal;

import id.pcc.security.Keys.Key;
import id.pcc.security.Keys.Kind;
import id.pcc.security.internal.domain.Identity;
import id.pcc.security.internal.domain.Session;
import id.pcc.security.internal.domain.Token;
import id.pcc.security.internal.sql.AccountTable;
import id.pcc.security.internal.sql.KeyTable;
import id.pcc.security.internal.sql.SessionTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who stands behind a key or a session, as the database has it. */
@Component(service = Identities.class, configurationPid = SecuritySettings.PID)
public final class Identities {
  /** How long an answer may be used again; what this node changes itself counts at once. */
  private static final Duration KEEP = Duration.ofSeconds(1);

  private static final Duration COARSE = Duration.ofMinutes(1);
  private static final int KEPT = 10_000;

  private record Known(Identity identity, Instant until) {}

  private final SecurityDatabase database;
  private final Clock clock;
  private final Duration idle;
  private final Duration absolute;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();

  @Activate
  public Identities(@Reference SecurityDatabase database, SecuritySettings settings) {
    this(
        database,
        Clock.systemUTC(),
        Duration.ofHours(settings.idle_hours()),
        Duration.ofHours(settings.absolute_hours()));
  }

  Identities(SecurityDatabase database, Clock clock, Duration idle, Duration absolute) {
    this.database = database;
    this.clock = clock;
    this.idle = idle;
    this.absolute = absolute;
  }

  /**
   * Who has that key.
   *
   * @param presented {@code <id>.<secret>} as a client sent it
   */
  public Optional<Identity> ofKey(String presented) {
    int dot = presented.indexOf('.');
    if (dot < 1 || dot > 24 || presented.length() > 200) {
      return Optional.empty();
    }
    return remembered("key " + Token.hash(presented), c -> key(c, presented, dot));
  }

  /** Who signed in with that cookie; empty when it no longer holds. */
  public Optional<Identity> ofSession(String token) {
    if (token.isEmpty() || token.length() > 200) {
      return Optional.empty();
    }
    String hash = Token.hash(token);
    return remembered("session " + hash, c -> session(c, hash));
  }

  /** Something about accounts, keys or sessions changed. */
  public void forget() {
    changes.incrementAndGet();
    known.clear();
  }

  private interface Lookup {
    Optional<Identity> in(Connection c) throws SQLException;
  }

  private Optional<Identity> remembered(String proof, Lookup lookup) {
    Instant now = clock.instant();
    Known last = known.get(proof);
    if (last != null && now.isBefore(last.until())) {
      return Optional.of(last.identity());
    }
    long before = changes.get();
    Optional<Identity> found = database.transact(lookup::in);
    if (found.isPresent()) {
      if (known.size() >= KEPT) {
        known.clear();
      }
      known.put(proof, new Known(found.get(), now.plus(KEEP)));
      if (changes.get() != before) {
        known.remove(proof);
      }
    } else {
      known.remove(proof);
    }
    return found;
  }

  private Optional<Identity> key(Connection c, String presented, int dot) throws SQLException {
    var kept = KeyTable.find(c, presented.substring(0, dot));
    if (kept.isEmpty()
        || !Token.same(kept.get().secretHash(), Token.hash(presented.substring(dot + 1)))) {
      return Optional.empty();
    }
    Key key = kept.get().key();
    Optional<Identity> identity = ofKey(c, key);
    Instant now = clock.instant();
    if (identity.isPresent() && coarselyBefore(key.lastUsed(), now)) {
      KeyTable.used(c, key.id(), now);
    }
    return identity;
  }

  private Optional<Identity> ofKey(Connection c, Key key) throws SQLException {
    if (key.expires() != null && !clock.instant().isBefore(key.expires())) {
      return Optional.empty();
    }
    return switch (key.kind()) {
      case DEPARTMENT -> Optional.of(Identity.ofDepartment(key));
      case OUTPUT -> Optional.of(Identity.ofOutput(key));
      case PERSON ->
          AccountTable.find(c, key.scope())
              .filter(account -> !account.disabled())
              .map(account -> Identity.ofPerson(key, account));
    };
  }

  private Optional<Identity> session(Connection c, String hash) throws SQLException {
    var found = SessionTable.find(c, hash);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Session session = found.get();
    Optional<Key> key =
        session.keyId() == null
            ? Optional.empty()
            : KeyTable.find(c, session.keyId()).map(KeyTable.Kept::key);
    boolean ofOutput = key.isPresent() && key.get().kind() == Kind.OUTPUT;
    Instant now = clock.instant();
    if (!session.holds(now, idle, absolute, ofOutput)) {
      SessionTable.delete(c, hash);
      return Optional.empty();
    }
    Optional<Identity> identity =
        session.keyId() != null
            ? key.isPresent() ? ofKey(c, key.get()) : Optional.empty()
            : AccountTable.find(c, session.user())
                .filter(account -> !account.disabled())
                .map(Identity::of);
    if (identity.isPresent() && coarselyBefore(session.seen(), now)) {
      SessionTable.seen(c, hash, now);
    }
    return identity;
  }

  private static boolean coarselyBefore(Instant last, Instant now) {
    return last == null || !now.isBefore(last.plus(COARSE));
  }
}
