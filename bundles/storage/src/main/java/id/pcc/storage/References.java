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
   * @param deleted whether the table was deleted with it: then it has no rows, and while it is the
   *     newest no code of the table is in force
   */
  record Made(int version, String by, Instant at, int rows, boolean deleted) {}

  /** The tables in force, by name. */
  List<Edition> tables();

  /** The table in force of that name. */
  Optional<Edition> table(String name);

  /** A version of a table, however old, also of one that was deleted. */
  Optional<Edition> version(String name, int version);

  /**
   * The versions of a table, newest first, also of one that was deleted; empty when there never was
   * such a table.
   */
  List<Made> versions(String name);

  /**
   * Puts a table in force, for the people who keep it. One that is as it was makes no version.
   *
   * @param seen the version that was looked at; 0 for a new table, or one that was deleted, whose
   *     versions are counted on
   * @param by who, as in the audit
   * @return the version in force; empty when it is not the one that was looked at, so that it must
   *     be looked at again
   * @throws IllegalArgumentException when a slice brings the table from its configuration
   */
  Optional<Edition> keep(ReferenceTable table, int seen, String by);

  /**
   * What would miss a table: the fields of datasets, as declared or as approved, whose values are
   * its codes, and the tables whose rows are parts of its rows.
   *
   * @return names such as {@code dlh/ispu.kelurahan} and {@code kelurahan}, in order
   */
  List<String> users(String name);

  /**
   * Deletes a table, for the people who keep it: no code of it is in force any more. Its versions
   * are kept, so that it can be put in force again.
   *
   * @param seen the version that was looked at
   * @param by who, as in the audit
   * @return the version that says so; empty when the one in force is not the one that was looked
   *     at, or there is none
   * @throws IllegalArgumentException when a slice brings the table from its configuration, or
   *     something uses it, which is named
   */
  Optional<Made> delete(String name, int seen, String by);

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
