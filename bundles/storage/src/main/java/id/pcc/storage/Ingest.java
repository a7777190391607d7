package id.pcc.storage;

import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.RecordBatch;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** The way in. */
@ProviderType
public interface Ingest {
  /**
   * Stores a batch of a department.
   *
   * @return completes after the commit; completes exceptionally with {@link
   *     id.pcc.api.dataset.DeliveryException} when nothing was stored
   */
  CompletionStage<Receipt> deliver(String department, RecordBatch batch);
}
