package id.pcc.security.internal.domain;

import java.time.Instant;
import java.util.Objects;

/**
 * A person who can sign in.
 *
 * @param user what they sign in with: a lower-case letter, then up to 63 of {@code a-z 0-9 . _ -}
 * @param name what people call them
 * @param department the department of role {@link Role#DEPARTMENT}; {@code null} for other roles
 * @param passwordDue whether the password was given by somebody else and must be changed
 * @param disabled whether they can no longer sign in
 */
public record Account(
    String user,
    String name,
    Role role,
    String department,
    String passwordHash,
    boolean passwordDue,
    boolean disabled,
    Instant created,
    Instant changed) {
  public Account {
    if (user == null || !user.matches("[a-z][a-z0-9._-]{0,63}")) {
      throw new IllegalArgumentException(
          "a user name is a lower-case letter, then up to 63 of a-z 0-9 . _ -");
    }
    if (name == null || name.isBlank() || name.length() > 200) {
      throw new IllegalArgumentException("a name has 1 to 200 characters");
    }
    Objects.requireNonNull(role, "role");
    if (role == Role.DEPARTMENT) {
      if (department == null || !department.matches("[a-z][a-z0-9_-]{0,63}")) {
        throw new IllegalArgumentException("role department needs a department, such as dlh");
      }
    } else if (department != null) {
      throw new IllegalArgumentException("only role department has a department");
    }
  }

  /** This account with another password. */
  public Account withPassword(String hash, boolean due, Instant at) {
    return new Account(user, name, role, department, hash, due, disabled, created, at);
  }

  /** This account with another role. */
  public Account withRole(Role next, String nextDepartment, Instant at) {
    return new Account(
        user, name, next, nextDepartment, passwordHash, passwordDue, disabled, created, at);
  }

  /** This account, disabled or enabled. */
  public Account withDisabled(boolean next, Instant at) {
    return new Account(user, name, role, department, passwordHash, passwordDue, next, created, at);
  }

  /** This account under another display name. */
  public Account withName(String next, Instant at) {
    return new Account(
        user, next, role, department, passwordHash, passwordDue, disabled, created, at);
  }
}
