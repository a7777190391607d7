package id.pcc.storage;

import id.pcc.api.dataset.Fault;
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

  /**
   * Keeps a document that could not be read, as it came, so that nothing that arrived is lost;
   * returns when it is stored. The same document of the same source again is kept once.
   *
   * @param dataset the dataset that it was meant for; {@code null} when that is not known
   * @param source where it came from, for people, such as an address or a file name
   * @param raw the document; what exceeds one million bytes is cut off
   * @param fault names the place at fault
   * @throws StoreException when it cannot be kept now
   */
  void quarantine(String department, String dataset, String source, byte[] raw, Fault fault);
}
