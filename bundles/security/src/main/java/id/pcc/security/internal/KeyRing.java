package id.pcc.security.internal;

import id.pcc.security.Keys;
import id.pcc.security.internal.domain.Token;
import id.pcc.security.internal.sql.AccountTable;
import id.pcc.security.internal.sql.KeyTable;
import id.pcc.security.internal.sql.SessionTable;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The API keys. */
@Component(service = Keys.class)
public final class KeyRing implements Keys {
  private final SecurityDatabase database;
  private final AuditChain audit;
  private final Identities identities;
  private final Clock clock;

  @Activate
  public KeyRing(
      @Reference SecurityDatabase database,
      @Reference AuditChain audit,
      @Reference Identities identities) {
    this(database, audit, identities, Clock.systemUTC());
  }

  KeyRing(SecurityDatabase database, AuditChain audit, Identities identities, Clock clock) {
    this.database = database;
    this.audit = audit;
    this.identities = identities;
    this.clock = clock;
  }

  @Override
  public Issued issue(Kind kind, String scope, String label, Instant expires, String actor) {
    check(kind, scope, label, expires);
    String secret = Token.secret();
    var key =
        new Key(
            Token.word(10),
            kind,
            scope,
            label,
            Instant.ofEpochMilli(clock.millis()),
            expires == null ? null : Instant.ofEpochMilli(expires.toEpochMilli()),
            null);
    database.transact(
        c -> {
          if (kind == Kind.PERSON && AccountTable.find(c, scope).isEmpty()) {
            throw new IllegalArgumentException("there is no account " + scope);
          }
          KeyTable.insert(c, key, Token.hash(secret), actor);
          return null;
        });
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("kind", kind.name().toLowerCase(Locale.ROOT));
    details.put("scope", scope);
    details.put("label", label);
    details.put("expires", expires);
    audit.append(actor, "key issued", "key/" + key.id(), details);
    return new Issued(key, key.id() + "." + secret);
  }

  @Override
  public List<Key> list() {
    return database.transact(KeyTable::all);
  }

  @Override
  public boolean revoke(String id, String actor) {
    boolean was =
        database.transact(
            c -> {
              SessionTable.deleteOfKey(c, id);
              return KeyTable.delete(c, id);
            });
    identities.forget();
    if (was) {
      audit.append(actor, "key revoked", "key/" + id, Map.of());
    }
    return was;
  }

  private void check(Kind kind, String scope, String label, Instant expires) {
    String pattern =
        switch (kind) {
          case DEPARTMENT -> "[a-z][a-z0-9_-]{0,63}";
          case OUTPUT -> "[a-z0-9][a-z0-9-]{0,63}/[a-z0-9][a-z0-9-]{0,63}";
          case PERSON -> "[a-z][a-z0-9._-]{0,63}";
        };
    if (scope == null || !scope.matches(pattern)) {
      throw new IllegalArgumentException(
          switch (kind) {
            case DEPARTMENT -> "the scope of a department's key is its name, such as dlh";
            case OUTPUT -> "the scope of an output's key is <surface>/<output>, such as led/left";
            case PERSON -> "the scope of a person's key is the user name";
          });
    }
    if (label == null || label.isBlank() || label.length() > 200) {
      throw new IllegalArgumentException("a label has 1 to 200 characters");
    }
    if (expires != null && !expires.isAfter(clock.instant())) {
      throw new IllegalArgumentException("a key cannot end before it begins: " + expires);
    }
  }
}
