package id.pcc.storage;

import id.pcc.api.LocalText;
import id.pcc.api.dataset.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** What was refused: kept with the reason, so that nothing that arrived is lost. */
@ProviderType
public interface Quarantine {
  /**
   * A record, or a document that could not be read, in quarantine.
   *
   * @param id its number within the city
   * @param field the field at fault; empty when it is all of it
   * @param reason what was expected and what came, in English
   * @param code see {@link Fault#code}; empty too for rows from before there were codes
   * @param arguments see {@link Fault#arguments}
   * @param text the reason in both languages; the English one twice where there is no other
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
      String code,
      Map<String, Object> arguments,
      LocalText text,
      String raw,
      boolean cut,
      String source,
      Instant received,
      Instant seen,
      long times) {
    /** Why. */
    public Fault fault() {
      return new Fault(code, arguments, text);
    }
  }

  /**
   * What became of records that were tried again.
   *
   * @param accepted now stored
   * @param unchanged were stored already
   * @param quarantined still refused; they stay
   */
  record Replay(long accepted, long unchanged, long quarantined) {}

  /**
   * Some of what a dataset has in quarantine: what all conditions hold for.
   *
   * @param ids their numbers; empty for any
   * @param field the field at fault, empty where it is the record as a whole; {@code null} for any
   * @param kind what the reasons have in common, see {@link Group#kind}; {@code null} for any
   * @param text a part of the reason or of the row as it came, in any case; {@code null} for any
   * @param source a part of where it came from, in any case; {@code null} for any
   * @param from that came at this time or later; {@code null} for any
   * @param to that came before this time; {@code null} for any
   */
  record Selection(
      DatasetId dataset,
      List<Long> ids,
      String field,
      String kind,
      String text,
      String source,
      Instant from,
      Instant to) {
    /** The greatest number of {@link #ids}. */
    public static final int MOST_IDS = 500;

    public Selection {
      ids = List.copyOf(ids);
      if (ids.size() > MOST_IDS) {
        throw new IllegalArgumentException("ids: at most " + MOST_IDS + " can be named");
      }
    }

    /** All that a dataset has in quarantine. */
    public static Selection all(DatasetId dataset) {
      return new Selection(dataset, List.of(), null, null, null, null, null, null);
    }
  }

  /**
   * Rows of one fault.
   *
   * @param field the field at fault; empty when it is the record as a whole
   * @param kind the code of their faults; of those without one, the reason without the values that
   *     it quotes and without numbers; {@code null} for rows from before, which are sorted soon
   *     after the start
   * @param code see {@link Fault#code}
   * @param summary the reason of one of them without the values that it quotes and without numbers
   * @param example the reason of the first of them, in English
   * @param text the same in both languages
   * @param rows how many rows there are
   * @param times how often they came
   * @param first when the first of them came first
   * @param last when the last of them came last
   */
  record Group(
      String field,
      String kind,
      String code,
      LocalText summary,
      String example,
      LocalText text,
      long rows,
      long times,
      Instant first,
      Instant last) {}

  /** What is selected, oldest first, after a row of that number (0 to begin). */
  List<Kept> list(Selection selection, long after, int limit);

  /** What is selected, by its faults, the most frequent first. */
  List<Group> groups(Selection selection, int limit);

  /** How many rows are selected. */
  long count(Selection selection);

  /**
   * Drops what is selected for good.
   *
   * @param number how many rows that is, as somebody saw it
   * @return how many rows are selected; when that is another number, nothing was dropped
   */
  long discard(Selection selection, long number);

  /**
   * Tries what is selected again, as it came.
   *
   * @throws IllegalArgumentException when there is no such dataset
   * @throws StoreException when the database is away; nothing is lost then
   */
  Replay replay(Selection selection);

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
