package id.pcc.security.internal.domain;

import id.pcc.security.Keys.Key;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Who asks, and what they may do.
 *
 * @param actor as in the audit: {@code person:<user>} or {@code key:<id>}
 * @param user the account's user name, or the key's scope
 * @param name what people call them
 * @param roles all roles by name, the included ones too
 * @param department the department that they are limited to; {@code null} when to none
 * @param output the wall output that they are limited to; {@code null} when to none
 * @param passwordDue whether the password must be changed before anything else
 */
public record Identity(
    String actor,
    String user,
    String name,
    List<String> roles,
    String department,
    String output,
    boolean passwordDue) {
  /** The role of a wall output. */
  public static final String OUTPUT = "output";

  private static final String DEPARTMENT = "department:";

  public Identity {
    Objects.requireNonNull(actor, "actor");
    roles = List.copyOf(roles);
  }

  /** The identity of a person. */
  public static Identity of(Account account) {
    boolean limited = account.role() == Role.DEPARTMENT;
    return new Identity(
        "person:" + account.user(),
        account.user(),
        account.name(),
        with(account.role().names(), limited ? DEPARTMENT + account.department() : null),
        limited ? account.department() : null,
        null,
        account.passwordDue());
  }

  /** The identity of a department's key: its datasets and nothing else. */
  public static Identity ofDepartment(Key key) {
    return new Identity(
        "key:" + key.id(),
        key.scope(),
        key.label(),
        with(Role.DEPARTMENT.names(), DEPARTMENT + key.scope()),
        key.scope(),
        null,
        false);
  }

  /** The identity of a wall output's key: reads what a wall shows. */
  public static Identity ofOutput(Key key) {
    return new Identity(
        "key:" + key.id(),
        key.scope(),
        key.label(),
        with(Role.VIEWER.names(), OUTPUT),
        null,
        key.scope(),
        false);
  }

  /** The identity of a person's key: what its person may, under the key's own name. */
  public static Identity ofPerson(Key key, Account account) {
    Identity person = of(account);
    return new Identity(
        "key:" + key.id(),
        person.user,
        person.name,
        person.roles,
        person.department,
        null,
        person.passwordDue);
  }

  /** Whether they have that role; an administrator has that of every department. */
  public boolean may(String role) {
    return roles.contains(role)
        || role.startsWith(DEPARTMENT) && roles.contains(Role.ADMIN.wire())
        || output != null && role.equals(OUTPUT + ":" + output);
  }

  private static List<String> with(List<String> roles, String more) {
    return more == null ? roles : Stream.concat(roles.stream(), Stream.of(more)).toList();
  }
}
