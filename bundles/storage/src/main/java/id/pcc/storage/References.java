package id.pcc.storage;

import id.pcc.storage.ReferenceTable.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The reference codes of the catalogue. Every version of a table is kept; the newest is in force.
 */
@ProviderType
public interface References {
  /**
   * A version of a table.
   *
   * @param table what it holds
   * @param version from 1
   * @param owner the slice that brings the table from its configuration; empty when people keep it
   * @param by who made this version, as in the audit
   * @param at when
   */
  record Edition(ReferenceTable table, int version, String owner, String by, Instant at) {}

  /**
   * What a version says about itself.
   *
   * @param rows how many it has
   */
  record Made(int version, String by, Instant at, int rows) {}

  /** The tables in force, by name. */
  List<Edition> tables();

  /** The table in force of that name. */
  Optional<Edition> table(String name);

  /** A version of a table, however old. */
  Optional<Edition> version(String name, int version);

  /** The versions of a table, newest first; empty when there is no such table. */
  List<Made> versions(String name);

  /**
   * Puts a table in force, for the people who keep it. One that is as it was makes no version.
   *
   * @param seen the version that was looked at; 0 for a new table
   * @param by who, as in the audit
   * @return the version in force; empty when it is not the one that was looked at, so that it must
   *     be looked at again
   * @throws IllegalArgumentException when a slice brings the table from its configuration
   */
  Optional<Edition> keep(ReferenceTable table, int seen, String by);

  /**
   * Puts a table in force that a slice brings from its configuration. One that is as it was makes
   * no version; a table of that name that people keep is replaced, and stays among the versions.
   *
   * @param owner the slice
   */
  Edition bring(ReferenceTable table, String owner);

  /**
   * The rows that somebody may mean: more than one only where rows share a name.
   *
   * @param name of the table
   * @param system the system that the code is of; {@code null} for a code of any system, else a
   *     name, of which letters count only
   * @param codeOrName what they say
   * @throws IllegalArgumentException when there is no such table or system
   */
  List<Row> find(String name, String system, String codeOrName);
}
