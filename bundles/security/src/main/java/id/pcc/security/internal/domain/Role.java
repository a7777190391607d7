package id.pcc.security.internal.domain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a person is trusted with. */
public enum Role {
  /** Sees. */
  VIEWER("viewer"),
  /** Sees and acts on what happens. */
  OPERATOR("operator", "viewer"),
  /** Leads a shift. */
  SUPERVISOR("supervisor", "operator", "viewer"),
  /** Sees, and makes datasets official (Perpres 39/2019). */
  WALIDATA("walidata", "viewer"),
  /** Runs the command center. */
  ADMIN("admin", "supervisor", "operator", "walidata", "viewer"),
  /** Delivers and reads the datasets of one department, nothing else. */
  DEPARTMENT("department");

  private final List<String> names;

  Role(String... names) {
    this.names = List.of(names);
  }

  /** The role's own name. */
  public String wire() {
    return names.get(0);
  }

  /** The role's name, then those of the roles that it includes. */
  public List<String> names() {
    return names;
  }

  /** The role of that name. */
  public static Optional<Role> of(String name) {
    return Stream.of(values())
        .filter(role -> name != null && role.wire().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst();
  }
}
