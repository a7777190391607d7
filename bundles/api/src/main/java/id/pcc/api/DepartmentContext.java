package id.pcc.api;

import id.pcc.api.city.City;
import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.RecordBatch;
import id.pcc.api.notice.Notice;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * How a department reaches the command center. The department's name is stamped by the platform.
 */
@ProviderType
public interface DepartmentContext {
  /** What the department declares in its {@code department.yaml}. */
  Declaration declaration();

  /** The department's configuration, as read from {@code etc/id.pcc.departments.<name>.cfg}. */
  Map<String, String> configuration();

  /** The clock to take the time from. */
  Clock clock();

  /** The city's reference of places. */
  City city();

  /**
   * Stores records.
   *
   * @return completes after the commit; completes exceptionally with {@link
   *     id.pcc.api.dataset.DeliveryException} when nothing was stored and the delivery must be
   *     repeated
   */
  CompletionStage<Receipt> deliver(RecordBatch batch);

  /**
   * Raises a notice, or refreshes the open one of the same fingerprint. To say the same again, but
   * for the time at which it happened, changes nothing, and neither does a notice that has expired:
   * a department may say at each poll what is so.
   */
  void raise(Notice notice);

  /**
   * Closes this department's open notice of that fingerprint, if there is one; may be said at each
   * poll.
   */
  void settle(String fingerprint);

  /** Reports how the department itself is; the state of its routes is known already. */
  void report(DepartmentStatus status);
}
