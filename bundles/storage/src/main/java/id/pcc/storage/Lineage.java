package id.pcc.storage;

import id.pcc.api.LocalText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Where records came from: which source, route and delivery, and what came where it was repaired.
 * It is known as long as the dataset keeps records, of one that is kept for ever for ever, and for
 * each delivery by itself however many there are: old ones take less room and lose nothing.
 */
@ProviderType
public interface Lineage {
  /**
   * Records of a dataset that came from one source by one route and were stored together, at most
   * 500. A large delivery is stored in several of them; small ones that came at the same time share
   * one.
   *
   * @param seq its number, which its records carry as {@code _seq}
   * @param source for people, such as an address or a file name
   * @param route the id of the department's route; {@code null} when it came otherwise
   * @param key the idempotency key; {@code null} when it has none, or several deliveries share it
   * @param deliveries how many share it
   * @param received when the first of them came; a record's own time is its {@code _received}
   * @param committed when its records were stored
   * @param accepted records that were new or replaced an older one
   * @param unchanged records that were there already
   * @param quarantined records of the same deliveries that were refused; of a delivery that is
   *     stored in several parts counted with the first
   * @param repair how rows from quarantine were repaired: {@code by}, {@code at} and {@code steps};
   *     {@code null} when they were not
   */
  record Delivered(
      long seq,
      String source,
      String route,
      String key,
      int deliveries,
      Instant received,
      Instant committed,
      long accepted,
      long unchanged,
      long quarantined,
      Map<String, Object> repair) {}

  /**
   * A row as it came, before it was repaired or tried again in quarantine.
   *
   * @param id its number in quarantine
   * @param field the field that was at fault; empty when it was all of it
   * @param reason why it was refused, in English
   * @param code see {@link id.pcc.api.dataset.Fault#code}
   * @param text the reason in both languages
   * @param raw as it came
   * @param source where it came from, for people
   * @param received when it came first
   */
  record Original(
      long id,
      String field,
      String reason,
      String code,
      LocalText text,
      String raw,
      String source,
      Instant received) {}

  /**
   * The deliveries of a dataset, newest first.
   *
   * @param before only those before a number; {@link Long#MAX_VALUE} to begin
   * @param limit at most so many
   */
  List<Delivered> deliveries(DatasetId dataset, long before, int limit);

  /** One delivery; empty when there is none, or it is not known any more. */
  Optional<Delivered> delivery(DatasetId dataset, long seq);

  /**
   * The rows from quarantine that a delivery was made of.
   *
   * @param limit at most so many
   */
  List<Original> originals(DatasetId dataset, long seq, int limit);

  /**
   * The row from quarantine that a record was made of; empty when it was made of none.
   *
   * @param record with the fields of its key, and {@code _seq}
   */
  Optional<Original> original(DatasetId dataset, Map<String, Object> record);
}
