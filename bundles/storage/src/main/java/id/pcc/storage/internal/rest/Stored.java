package id.pcc.storage.internal.rest;

import id.pcc.api.dataset.FaultyException;
import id.pcc.storage.StoreException;
import id.pcc.web.Problem;
import java.util.List;
import java.util.function.Supplier;

/** Says in the words of HTTP what the store says. */
final class Stored {
  private static final long SECONDS = 5;

  private Stored() {}

  /** The answer of the store, or the problem that its refusal is for a client. */
  static <T> T answer(Supplier<T> work) {
    try {
      return work.get();
    } catch (FaultyException e) {
      throw Problem.badRequest(e.getMessage()).with(List.of(new Problem.Fault("", e.fault())));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(e.getMessage());
    } catch (StoreException e) {
      if (!e.temporary()) {
        throw e;
      }
      throw Problem.of(503, "Store is down", e.getMessage()).retryAfter(SECONDS);
    }
  }
}
