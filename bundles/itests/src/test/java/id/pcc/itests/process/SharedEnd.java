package id.pcc.itests.process;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * Ends the shared command center after the last test that may use it. A shutdown hook alone does
 * not: Pax Exam keeps the test engine from ending, so that it is killed in the end, hooks and all.
 */
public final class SharedEnd implements BeforeAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(Namespace.create(SharedEnd.class))
        .getOrComputeIfAbsent(
            "end", key -> (CloseableResource) CommandCenter::endShared, CloseableResource.class);
  }
}
