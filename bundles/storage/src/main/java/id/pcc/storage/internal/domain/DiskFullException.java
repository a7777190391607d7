package id.pcc.storage.internal.domain;

import id.pcc.api.dataset.DeliveryException;
import java.time.Duration;

/** The disk of the database has hardly any room: nothing is stored until somebody makes some. */
public final class DiskFullException extends DeliveryException {
  private static final long serialVersionUID = 1L;

  public DiskFullException(String message, Duration retryAfter) {
    super(Reason.STORE_DOWN, message, retryAfter);
  }
}
