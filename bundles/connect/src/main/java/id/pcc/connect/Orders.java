package id.pcc.connect;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** The way to tell departments what to do. */
@ProviderType
public interface Orders {
  /** Whether a department runs and has a route that carries out that command. */
  boolean ready(String department, String command);

  /**
   * Has an order carried out, once: nothing is tried again, and nothing is begun at or after {@link
   * Order#notAfter}.
   *
   * @return completes with the department's answer; completes exceptionally with {@link
   *     OrderException}, at {@link Order#notAfter} at the latest
   */
  CompletionStage<Proof> carryOut(String department, Order order);
}
