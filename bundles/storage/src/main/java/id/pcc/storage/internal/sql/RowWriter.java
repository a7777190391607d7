package id.pcc.storage.internal.sql;

import id.pcc.storage.internal.domain.CheckedRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Writes rows of one table, so that what is there already stays as it is. */
interface RowWriter {
  /** What became of a row. */
  enum Fate {
    /** The row is new. */
    INSERTED,
    /** The row replaced an older one of the same key. */
    UPDATED,
    /** The row was there already, exactly so. */
    UNCHANGED
  }

  /**
   * A row on its way.
   *
   * @param received when it was received, in milliseconds UTC
   */
  record Row(CheckedRecord record, long received) {}

  /**
   * Writes rows.
   *
   * @param rows no two of the same key
   * @param seq the number of this delivery
   * @return what became of each
   */
  Fate[] write(Connection connection, List<Row> rows, long seq) throws SQLException;
}
