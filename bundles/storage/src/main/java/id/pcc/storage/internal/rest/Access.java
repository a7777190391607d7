package id.pcc.storage.internal.rest;

import id.pcc.api.dataset.Classification;
import id.pcc.storage.Catalogue;
import id.pcc.storage.Catalogue.Entry;
import id.pcc.storage.DatasetId;
import id.pcc.web.Problem;
import java.util.Optional;
import java.util.function.Predicate;
import javax.ws.rs.core.SecurityContext;

/**
 * What somebody may read and write. Whoever may not see anything of a department is told the same
 * whether a dataset exists or not.
 *
 * @param roles whether they have a role
 */
record Access(Predicate<String> roles) {
  /** Who asks. */
  static Access of(SecurityContext security) {
    return new Access(security::isUserInRole);
  }

  /** Whether they may read what everybody who is signed in may. */
  boolean views() {
    return roles.test("viewer");
  }

  /** Whether they may read all of a department's datasets. */
  boolean reads(String department) {
    return roles.test("supervisor") || roles.test("department:" + department);
  }

  /** Whether they may read a dataset. */
  boolean reads(Entry entry) {
    boolean restricted = entry.dataset().classification() == Classification.RESTRICTED;
    return !restricted && views() || reads(entry.id().department());
  }

  /** The dataset of that name, which they may read. */
  Entry toRead(Catalogue catalogue, String department, String dataset) {
    Optional<Entry> entry = id(department, dataset).flatMap(catalogue::entry);
    if (entry.isPresent() ? !reads(entry.get()) : !views() && !reads(department)) {
      throw Problem.forbidden(
          "To read "
              + department
              + "/"
              + dataset
              + " takes the role viewer (supervisor where it is restricted) or a key of the"
              + " department.");
    }
    return entry.orElseThrow(() -> none(department, dataset));
  }

  /** The dataset of that name, to which they may write. */
  Entry toWrite(Catalogue catalogue, String department, String dataset) {
    if (!roles.test("admin") && !roles.test("department:" + department)) {
      throw Problem.forbidden(
          "To deliver to " + department + "/" + dataset + " takes a key of the department.");
    }
    return id(department, dataset)
        .flatMap(catalogue::entry)
        .orElseThrow(() -> none(department, dataset));
  }

  private static Optional<DatasetId> id(String department, String dataset) {
    try {
      return Optional.of(new DatasetId(department, dataset));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Problem none(String department, String dataset) {
    return Problem.notFound(
        "There is no dataset " + department + "/" + dataset + "; GET /api/datasets lists all.");
  }
}
