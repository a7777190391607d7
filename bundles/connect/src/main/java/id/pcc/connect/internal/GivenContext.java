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
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** How one department reaches the command center, from its start to its stop. */
final class GivenContext implements DepartmentContext {
  private final Declaration declaration;
  private final Map<String, String> configuration;
  private final Platform platform;
  private final DepartmentHealth health;
  private final Map<String, Optional<Notice>> told = new ConcurrentHashMap<>();
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
    if (notice.expires() != null && !notice.expires().isAfter(clock().instant())) {
      return;
    }
    Optional<Notice> before = told.get(notice.fingerprint());
    if (before == null || before.isEmpty() || !saysTheSame(before.get(), notice)) {
      platform.notices().raise(declaration.name(), notice);
      told.put(notice.fingerprint(), Optional.of(notice));
    }
  }

  private static boolean saysTheSame(Notice a, Notice b) {
    return a.severity() == b.severity()
        && a.title().equals(b.title())
        && a.text().equals(b.text())
        && Objects.equals(a.expires(), b.expires())
        && a.place().equals(b.place())
        && a.exercise() == b.exercise();
  }

  @Override
  public void settle(String fingerprint) {
    check();
    Optional<Notice> before = told.get(fingerprint);
    if (before == null || before.isPresent()) {
      platform.notices().settle(declaration.name(), fingerprint);
      told.put(fingerprint, Optional.empty());
    }
  }

  @Override
  public void report(DepartmentStatus status) {
    check();
    health.reported(status);
  }
}
