package id.pcc.storage;

import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Field;
import id.pcc.storage.Catalogue.Entry;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What somebody may read and write, by their roles. A stranger, who has none, reads what is public
 * and approved.
 *
 * @param roles whether they have a role, such as {@code viewer} or {@code department:dlh}
 */
public record Rights(Predicate<String> roles) {
  /** What everybody may. */
  public static final Rights OF_STRANGERS = new Rights(role -> false);

  /** Whether they may read what everybody who is signed in may. */
  public boolean views() {
    return roles.test("viewer");
  }

  /** Whether they may make a dataset official. */
  public boolean approves() {
    return roles.test("walidata");
  }

  /** Whether they may read all of a department's datasets, personal fields included. */
  public boolean reads(String department) {
    return roles.test("supervisor") || roles.test("department:" + department);
  }

  /** Whether they may read a dataset. */
  public boolean reads(Entry entry) {
    return switch (entry.classification()) {
      case PUBLIC -> views() || entry.approval() != null || reads(entry.id().department());
      case INTERNAL -> views() || reads(entry.id().department());
      case RESTRICTED -> reads(entry.id().department());
    };
  }

  /** Whether they may deliver to a department's datasets and change them. */
  public boolean writes(String department) {
    return roles.test("admin") || roles.test("department:" + department);
  }

  /**
   * The fields of a dataset that they see only as {@code null}: those about persons, and to
   * strangers also those that are not approved yet.
   */
  public Set<String> masked(Entry entry) {
    if (reads(entry.id().department())) {
      return Set.of();
    }
    Set<String> masked = new HashSet<>(entry.personal());
    if (!views() && entry.approval() != null) {
      Dataset approved = entry.approval().dataset();
      entry.dataset().fields().stream()
          .map(Field::name)
          .filter(name -> approved.field(name).isEmpty())
          .forEach(masked::add);
    }
    return Set.copyOf(masked);
  }
}
