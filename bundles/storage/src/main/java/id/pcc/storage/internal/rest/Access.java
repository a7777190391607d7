package id.pcc.storage.internal.rest;

import id.pcc.storage.Catalogue;
import id.pcc.storage.Catalogue.Entry;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Rights;
import id.pcc.web.Problem;
import java.util.Optional;
import javax.ws.rs.core.SecurityContext;

/**
 * Finds datasets for somebody. Whoever may not see anything of a department is told the same
 * whether a dataset exists or not.
 *
 * @param rights what they may
 */
record Access(Rights rights) {
  /** Who asks. */
  static Access of(SecurityContext security) {
    return new Access(new Rights(security::isUserInRole));
  }

  /** The dataset of that name, which they may read. */
  Entry toRead(Catalogue catalogue, String department, String dataset) {
    Optional<Entry> entry = id(department, dataset).flatMap(catalogue::entry);
    if (!entry.map(rights::reads).orElseGet(() -> rights.views() || rights.reads(department))) {
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

  /** The dataset of that name, of which they may see every field. */
  Entry toReadWhole(Catalogue catalogue, String department, String dataset) {
    Entry entry = toRead(catalogue, department, dataset);
    if (!rights.masked(entry).isEmpty()) {
      throw Problem.forbidden(
          entry.id()
              + " holds personal data (UU PDP 27/2022): to see it whole takes the role supervisor"
              + " or a key of the department.");
    }
    return entry;
  }

  /**
   * The dataset of that name, of which they may see who delivered: strangers may not, even where
   * the records are public.
   */
  Entry toTrace(Catalogue catalogue, String department, String dataset) {
    Entry entry = toRead(catalogue, department, dataset);
    if (!rights.views() && !rights.reads(department)) {
      throw Problem.forbidden("To see who delivered takes the role viewer.");
    }
    return entry;
  }

  /** The dataset of that name, to which they may write. */
  Entry toWrite(Catalogue catalogue, String department, String dataset) {
    if (!rights.writes(department)) {
      throw Problem.forbidden(
          "To deliver to " + department + "/" + dataset + " takes a key of the department.");
    }
    return id(department, dataset)
        .flatMap(catalogue::entry)
        .orElseThrow(() -> none(department, dataset));
  }

  /** The dataset of that name, over whose keeping they decide. */
  Entry toRule(Catalogue catalogue, String department, String dataset) {
    if (!rights.roles().test("admin")) {
      throw Problem.forbidden("To decide what is kept takes the role admin.");
    }
    return toRead(catalogue, department, dataset);
  }

  private static Optional<DatasetId> id(String department, String dataset) {
    try {
      return Optional.of(new DatasetId(department, dataset));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Checks that they may make datasets official. */
  void toApprove() {
    if (!rights.approves()) {
      throw Problem.forbidden("To approve a dataset takes the role walidata.");
    }
  }

  private static Problem none(String department, String dataset) {
    return Problem.notFound(
        "There is no dataset " + department + "/" + dataset + "; GET /api/datasets lists all.");
  }
}
