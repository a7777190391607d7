package id.pcc.storage.internal.rest;

import id.pcc.storage.Quarantine.Kept;
import id.pcc.web.Page;
import id.pcc.web.Problem;
import java.util.List;

/** The parameters of plain lists. */
final class Lists {
  static final int MOST = 500;

  private Lists() {}

  static int limit(int limit) {
    if (limit < 1 || limit > MOST) {
      throw Problem.parameter(
          "limit", "a number from 1 to " + MOST + " was expected, and " + limit + " came");
    }
    return limit;
  }

  /** The number at which a page goes on; 0 to begin. */
  static long after(String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return 0;
    }
    try {
      long after = Long.parseLong(cursor);
      if (after > 0) {
        return after;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw Problem.parameter("cursor", "use the value of next from the page before");
  }

  /** A page of what is kept in quarantine. */
  static Page<Kept> page(List<Kept> found, int limit) {
    return new Page<>(
        found, found.size() < limit ? null : Long.toString(found.get(limit - 1).id()));
  }
}
