package id.pcc.connect.internal;

import id.pcc.api.Declaration;
import id.pcc.api.DepartmentContext;
import id.pcc.api.DepartmentStatus;
import id.pcc.api.city.City;
import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.RecordBatch;
import id.pcc.api.notice.Notice;
import id.pcc.connect.internal.domain.DepartmentHealth;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** How one department reaches the command center, from its start to its stop. */
final class GivenContext implements DepartmentContext {
  private final Declaration declaration;
  private final Map<String, String> configuration;
  private final Platform platform;
  private final DepartmentHealth health;
  private volatile boolean valid = true;

  GivenContext(
      Declaration declaration,
      Map<String, String> configuration,
      Platform platform,
      DepartmentHealth health) {
    this.declaration = declaration;
    this.configuration = configuration;
    this.platform = platform;
    this.health = health;
  }

  void end() {
    valid = false;
  }

  private void check() {
    if (!valid) {
      throw new IllegalStateException(
          declaration.name() + " was stopped: this context is no longer valid");
    }
  }

  @Override
  public Declaration declaration() {
    return declaration;
  }

  @Override
  public Map<String, String> configuration() {
    return configuration;
  }

  @Override
  public Clock clock() {
    return platform.time();
  }

  @Override
  public City city() {
    return platform.city();
  }

  @Override
  public CompletionStage<Receipt> deliver(RecordBatch batch) {
    check();
    return platform.ingest().deliver(declaration.name(), batch);
  }

  @Override
  public void raise(Notice notice) {
    check();
    platform.notices().raise(declaration.name(), notice);
  }

  @Override
  public void settle(String fingerprint) {
    check();
    platform.notices().settle(declaration.name(), fingerprint);
  }

  @Override
  public void report(DepartmentStatus status) {
    check();
    health.reported(status);
  }
}
