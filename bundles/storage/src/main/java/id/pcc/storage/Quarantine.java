package id.pcc.storage;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What was refused: kept with the reason, so that nothing that arrived is lost. */
@ProviderType
public interface Quarantine {
  /**
   * A record, or a document that could not be read, in quarantine.
   *
   * @param id its number within the city
   * @param field the field at fault; empty when it is all of it
   * @param reason what was expected and what came
   * @param raw as it came: a record as JSON, a document as text
   * @param cut whether it was too long to be kept whole
   * @param source where it came from, for people
   * @param received when it came first
   * @param seen when it came last
   * @param times how often it came
   */
  record Kept(
      long id,
      String field,
      String reason,
      String raw,
      boolean cut,
      String source,
      Instant received,
      Instant seen,
      long times) {}

  /**
   * What became of records that were tried again.
   *
   * @param accepted now stored
   * @param unchanged were stored already
   * @param quarantined still refused; they stay
   */
  record Replay(long accepted, long unchanged, long quarantined) {}

  /**
   * What a dataset has in quarantine, oldest first.
   *
   * @param after the number of the last one known; 0 to begin
   * @param limit at most so many
   */
  List<Kept> list(DatasetId dataset, long after, int limit);

  /**
   * Documents of a department that could not be read and were meant for no dataset in particular,
   * oldest first.
   */
  List<Kept> documents(String department, long after, int limit);

  /**
   * Tries all records of a dataset again, such as after a change of its declaration.
   *
   * @throws IllegalArgumentException when there is no such dataset
   * @throws StoreException when the database is away; nothing is lost then
   */
  Replay replay(DatasetId dataset);
}
