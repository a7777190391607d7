package id.pcc.security.internal;

import id.pcc.security.internal.domain.Account;
import id.pcc.security.internal.domain.PasswordHash;
import id.pcc.security.internal.domain.PasswordRules;
import id.pcc.security.internal.domain.Role;
import id.pcc.security.internal.domain.Token;
import id.pcc.security.internal.sql.AccountTable;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the first account where there is none: {@code admin}, with the password of {@code
 * PCC_ADMIN_PASSWORD}, or a random one that is printed once and kept in a file until it is changed.
 */
@Component(service = FirstAdmin.class, immediate = true)
public final class FirstAdmin {
  /** The user name of the first account. */
  static final String USER = "admin";

  private static final Logger LOG = LoggerFactory.getLogger(FirstAdmin.class);

  @Activate
  public FirstAdmin(@Reference SecurityDatabase database, @Reference AuditChain audit) {
    this(
        database,
        audit,
        AdminPasswordFile.ofKaraf(),
        Clock.systemUTC(),
        System.getenv("PCC_ADMIN_PASSWORD"),
        System.out);
  }

  FirstAdmin(
      SecurityDatabase database,
      AuditChain audit,
      AdminPasswordFile file,
      Clock clock,
      String given,
      PrintStream out) {
    boolean chosen = given != null && !given.isBlank();
    Outcome outcome = database.transact(c -> needed(AccountTable.find(c, USER), file, c));
    if (outcome == Outcome.NOTHING) {
      return;
    }
    String password = chosen ? given : Token.password();
    String hash = PasswordHash.of(password);
    Instant now = Instant.ofEpochMilli(clock.millis());
    database.transact(
        c -> {
          var before = AccountTable.find(c, USER);
          if (before.isEmpty()) {
            AccountTable.insert(
                c,
                new Account(
                    USER, "Administrator", Role.ADMIN, null, hash, !chosen, false, now, now));
          } else {
            // As if given at the beginning: it is still the first password.
            AccountTable.update(
                c, before.get().withPassword(hash, !chosen, before.get().created()));
          }
          return null;
        });
    audit.append(
        "system",
        outcome == Outcome.CREATED ? "account created" : "password reset",
        "account/" + USER,
        Map.of("role", Role.ADMIN.wire()));
    if (chosen) {
      file.delete();
      PasswordRules.fault(password, USER)
          .ifPresent(fault -> LOG.warn("PCC_ADMIN_PASSWORD is weak: {}", fault.en()));
    } else {
      tell(password, file, out);
    }
  }

  private enum Outcome {
    CREATED,
    RENEWED,
    NOTHING
  }

  /**
   * A first password that was never changed and whose file is gone is one that nobody can know: a
   * new assembly over old data. It is given again.
   */
  private static Outcome needed(Optional<Account> admin, AdminPasswordFile file, Connection c)
      throws SQLException {
    if (admin.isEmpty()) {
      return AccountTable.all(c).isEmpty() ? Outcome.CREATED : Outcome.NOTHING;
    }
    boolean first =
        admin.get().passwordDue() && admin.get().changed().equals(admin.get().created());
    return first && !file.exists() ? Outcome.RENEWED : Outcome.NOTHING;
  }

  private static void tell(String password, AdminPasswordFile file, PrintStream out) {
    String kept;
    try {
      file.write(password);
      kept = file.path().toAbsolutePath().normalize().toString();
    } catch (UncheckedIOException e) {
      LOG.warn("The admin password is printed only: {}", e.getMessage(), e);
      kept = "-";
    }
    out.println();
    out.println("  Akun pertama / First account : " + USER);
    out.println("  Kata sandi   / Password      : " + password);
    out.println("  Disimpan di  / Kept in       : " + kept);
    out.println("  Ganti segera / Change it soon");
    out.println();
    out.flush();
  }
}
