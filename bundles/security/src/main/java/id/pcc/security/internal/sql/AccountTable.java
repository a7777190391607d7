package id.pcc.security.internal.sql;

import id.pcc.security.internal.domain.Account;
import id.pcc.security.internal.domain.Role;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** {@code SECURITY.ACCOUNT}. */
public final class AccountTable {
  private AccountTable() {}

  /** All accounts, by user name. */
  public static List<Account> all(Connection c) throws SQLException {
    return Rows.list(c, AccountTable::map, "SELECT * FROM SECURITY.ACCOUNT ORDER BY USER_NAME");
  }

  /** The account of that user name. */
  public static Optional<Account> find(Connection c, String user) throws SQLException {
    return Rows.one(
        c, AccountTable::map, "SELECT * FROM SECURITY.ACCOUNT WHERE USER_NAME = ?", user);
  }

  /** Adds an account. */
  public static void insert(Connection c, Account account) throws SQLException {
    Rows.update(
        c,
        "INSERT INTO SECURITY.ACCOUNT (USER_NAME, DISPLAY_NAME, ROLE_NAME, DEPARTMENT,"
            + " PASSWORD_HASH, PASSWORD_DUE, DISABLED, CREATED_AT, CHANGED_AT)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        account.user(),
        account.name(),
        account.role().wire(),
        Rows.orNothing(account.department()),
        account.passwordHash(),
        account.passwordDue(),
        account.disabled(),
        account.created(),
        account.changed());
  }

  /** Replaces an account. */
  public static void update(Connection c, Account account) throws SQLException {
    Rows.update(
        c,
        "UPDATE SECURITY.ACCOUNT SET DISPLAY_NAME = ?, ROLE_NAME = ?, DEPARTMENT = ?,"
            + " PASSWORD_HASH = ?, PASSWORD_DUE = ?, DISABLED = ?, CHANGED_AT = ?"
            + " WHERE USER_NAME = ?",
        account.name(),
        account.role().wire(),
        Rows.orNothing(account.department()),
        account.passwordHash(),
        account.passwordDue(),
        account.disabled(),
        account.changed(),
        account.user());
  }

  /** Makes whoever else would change an administrator wait for this transaction. */
  public static void lockAdmins(Connection c) throws SQLException {
    Rows.update(
        c,
        "UPDATE SECURITY.ACCOUNT SET CHANGED_AT = CHANGED_AT WHERE ROLE_NAME = ?",
        Role.ADMIN.wire());
  }

  private static Account map(ResultSet row) throws SQLException {
    return new Account(
        row.getString("USER_NAME"),
        row.getString("DISPLAY_NAME"),
        Role.of(row.getString("ROLE_NAME")).orElseThrow(),
        row.getString("DEPARTMENT"),
        row.getString("PASSWORD_HASH"),
        row.getBoolean("PASSWORD_DUE"),
        row.getBoolean("DISABLED"),
        Rows.time(row, "CREATED_AT"),
        Rows.time(row, "CHANGED_AT"));
  }
}
