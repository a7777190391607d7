package id.pcc.notice;

import id.pcc.api.notice.Notice;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Raises, folds, acknowledges and settles notices; every change is live on topic {@code notices}.
 */
@ProviderType
public interface Notices {
  /**
   * Raises a notice, or folds it into the open one of the same source and fingerprint.
   *
   * @param source the slice or department, such as {@code bpbd}
   */
  Raised raise(String source, Notice notice);

  /**
   * Settles the open notice of that source and fingerprint: it no longer matters.
   *
   * @return whether there was one
   */
  boolean settle(String source, String fingerprint);

  /**
   * Acknowledges a notice on behalf of a person; again changes nothing.
   *
   * @throws java.util.NoSuchElementException when there is none of that number
   */
  Raised acknowledge(long id, String actor);

  /** The notices that are open (neither settled nor expired), most severe and newest first. */
  List<Raised> open();

  /**
   * A notice as it is kept.
   *
   * @param id its number
   * @param times how often it was raised
   * @param firstAt when it was raised first
   * @param lastAt when it was raised last
   * @param acknowledgedBy who acknowledged it; {@code null} when nobody has
   * @param acknowledgedAt when; {@code null} when nobody has
   * @param settledAt when it ceased to matter; {@code null} while it matters
   */
  record Raised(
      long id,
      String source,
      Notice notice,
      int times,
      Instant firstAt,
      Instant lastAt,
      String acknowledgedBy,
      Instant acknowledgedAt,
      Instant settledAt) {}
}
