package id.pcc.security.internal.sql;

import id.pcc.security.internal.domain.AuditEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** {@code SECURITY.AUDIT} and its head. */
public final class AuditTable {
  private AuditTable() {}

  /**
   * The end of the chain.
   *
   * @param seq the number of the last entry; 0 when there is none
   */
  public record Head(long seq, String hash) {}

  /** Appends in order, as the only one who does until the transaction ends. */
  public static void append(Connection c, List<AuditEntry.Draft> drafts) throws SQLException {
    // Taking the row first makes whoever else appends, also on another node, wait for this commit.
    Rows.update(c, "UPDATE SECURITY.AUDIT_HEAD SET ID = 1 WHERE ID = 1");
    Head head = head(c);
    List<AuditEntry> entries = new ArrayList<>(drafts.size());
    for (AuditEntry.Draft draft : drafts) {
      AuditEntry entry = AuditEntry.after(head.seq(), head.hash(), draft);
      entries.add(entry);
      head = new Head(entry.seq(), entry.hash());
    }
    insert(c, entries);
    Rows.update(
        c,
        "UPDATE SECURITY.AUDIT_HEAD SET SEQ = ?, ENTRY_HASH = ? WHERE ID = 1",
        head.seq(),
        head.hash());
  }

  /** The end of the chain. */
  public static Head head(Connection c) throws SQLException {
    return Rows.one(
            c,
            row -> new Head(row.getLong("SEQ"), row.getString("ENTRY_HASH")),
            "SELECT SEQ, ENTRY_HASH FROM SECURITY.AUDIT_HEAD WHERE ID = 1")
        .orElseThrow(() -> new IllegalStateException("SECURITY.AUDIT_HEAD has lost its row"));
  }

  /** The entries of those numbers, both included, in order. */
  public static List<AuditEntry> between(Connection c, long first, long last) throws SQLException {
    return Rows.list(
        c,
        row ->
            new AuditEntry(
                row.getLong("SEQ"),
                Rows.time(row, "HAPPENED_AT"),
                row.getString("ACTOR"),
                row.getString("ACTION"),
                row.getString("OBJECT"),
                row.getString("DETAILS"),
                row.getString("ADDRESS"),
                row.getString("PREVIOUS_HASH"),
                row.getString("ENTRY_HASH")),
        "SELECT * FROM SECURITY.AUDIT WHERE SEQ BETWEEN ? AND ? ORDER BY SEQ",
        first,
        last);
  }

  private static void insert(Connection c, List<AuditEntry> entries) throws SQLException {
    try (PreparedStatement statement =
        c.prepareStatement(
            "INSERT INTO SECURITY.AUDIT (SEQ, HAPPENED_AT, ACTOR, ACTION, OBJECT, DETAILS,"
                + " ADDRESS, PREVIOUS_HASH, ENTRY_HASH) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (AuditEntry entry : entries) {
        statement.setLong(1, entry.seq());
        statement.setLong(2, entry.at().toEpochMilli());
        statement.setString(3, entry.actor());
        statement.setString(4, entry.action());
        statement.setString(5, entry.object());
        statement.setString(6, entry.details());
        statement.setString(7, entry.address());
        statement.setString(8, entry.previous());
        statement.setString(9, entry.hash());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
