package id.pcc.security.internal;

import id.pcc.security.internal.domain.Account;
import id.pcc.security.internal.domain.PasswordHash;
import id.pcc.security.internal.domain.Role;
import id.pcc.security.internal.domain.Token;
import id.pcc.security.internal.sql.AccountTable;
import id.pcc.security.internal.sql.SessionTable;
import id.pcc.web.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The accounts of people. */
@Component(service = People.class)
public final class People {
  /** The hash of no session: all of them end. */
  private static final String NONE = "";

  private final SecurityDatabase database;
  private final AuditChain audit;
  private final Identities identities;
  private final AdminPasswordFile file;
  private final Clock clock;

  @Activate
  public People(
      @Reference SecurityDatabase database,
      @Reference AuditChain audit,
      @Reference Identities identities) {
    this(database, audit, identities, AdminPasswordFile.ofKaraf(), Clock.systemUTC());
  }

  People(
      SecurityDatabase database,
      AuditChain audit,
      Identities identities,
      AdminPasswordFile file,
      Clock clock) {
    this.database = database;
    this.audit = audit;
    this.identities = identities;
    this.file = file;
    this.clock = clock;
  }

  /** An account and the password that it was given, which is shown this once. */
  public record Given(Account account, String password) {}

  /** All accounts, by user name. */
  public List<Account> list() {
    return database.transact(AccountTable::all);
  }

  /** The account of that user name. */
  public Optional<Account> find(String user) {
    return database.transact(c -> AccountTable.find(c, user));
  }

  /**
   * Adds an account with a password of our making, to be changed by its person.
   *
   * @throws Problem 409 when the user name is taken
   */
  public Given create(String user, String name, Role role, String department, String actor) {
    String password = Token.password();
    Instant now = now();
    var account =
        new Account(user, name, role, department, PasswordHash.of(password), true, false, now, now);
    database.transact(
        c -> {
          if (AccountTable.find(c, user).isPresent()) {
            throw Problem.conflict("There is an account " + user + " already.");
          }
          AccountTable.insert(c, account);
          return null;
        });
    audit.append(actor, "account created", "account/" + user, role(role, department));
    return new Given(account, password);
  }

  /** Changes the role of an account. */
  public Account changeRole(String user, Role role, String department, String actor) {
    Account changed = change(user, account -> account.withRole(role, department, now()), NONE);
    audit.append(actor, "role changed", "account/" + user, role(role, department));
    return changed;
  }

  /** Changes what people call somebody. */
  public Account rename(String user, String name, String actor) {
    Account changed = change(user, account -> account.withName(name, now()), NONE);
    audit.append(actor, "account renamed", "account/" + user, Map.of("name", name));
    return changed;
  }

  /** Disables or enables an account; a disabled one is signed out everywhere. */
  public Account disable(String user, boolean disabled, String actor) {
    Account changed = change(user, account -> account.withDisabled(disabled, now()), NONE);
    audit.append(
        actor, disabled ? "account disabled" : "account enabled", "account/" + user, Map.of());
    return changed;
  }

  /** Gives an account a new password of our making and signs it out everywhere. */
  public Given resetPassword(String user, String actor) {
    String password = Token.password();
    Account changed = setPassword(user, password, true, NONE);
    audit.append(actor, "password reset", "account/" + user, Map.of());
    return new Given(changed, password);
  }

  /**
   * Sets the password that a person chose.
   *
   * @param sessionHash the session that goes on; the others of the account end
   */
  public void choosePassword(String user, String password, String sessionHash) {
    setPassword(user, password, false, sessionHash);
    audit.append("person:" + user, "password changed", "account/" + user, Map.of());
  }

  private Account setPassword(String user, String password, boolean due, String sessionHash) {
    String hash = PasswordHash.of(password);
    Account changed = change(user, account -> account.withPassword(hash, due, now()), sessionHash);
    if (user.equals(FirstAdmin.USER)) {
      file.delete();
    }
    return changed;
  }

  private Account change(String user, UnaryOperator<Account> change, String sessionHash) {
    Account changed =
        database.transact(
            c -> {
              // Administrators one after another: two could remove each other at once.
              AccountTable.lockAdmins(c);
              Account before =
                  AccountTable.find(c, user)
                      .orElseThrow(() -> Problem.notFound("There is no account " + user + "."));
              Account after = change.apply(before);
              AccountTable.update(c, after);
              requireAdmin(c);
              if (after.disabled() || !after.passwordHash().equals(before.passwordHash())) {
                SessionTable.deleteOfUser(c, user, sessionHash);
              }
              return after;
            });
    identities.forget();
    return changed;
  }

  private static void requireAdmin(Connection c) throws SQLException {
    if (AccountTable.all(c).stream()
        .noneMatch(account -> account.role() == Role.ADMIN && !account.disabled())) {
      throw Problem.conflict(
          "This is the last administrator: make somebody else administrator first.");
    }
  }

  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }

  private static Map<String, Object> role(Role role, String department) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("role", role.wire());
    if (department != null) {
      details.put("department", department);
    }
    return details;
  }
}
