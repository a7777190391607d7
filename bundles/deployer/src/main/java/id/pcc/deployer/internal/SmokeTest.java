package id.pcc.deployer.internal;

import id.pcc.api.DepartmentStatus;
import id.pcc.api.LocalText;
import id.pcc.connect.Connection;
import id.pcc.connect.Departments;
import id.pcc.deployer.internal.domain.Verdict;
import id.pcc.deployer.internal.domain.Verdict.Before;
import id.pcc.deployer.internal.domain.Verdict.Look;
import id.pcc.storage.Catalogue;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.Bundle;

/** Watches a department that was just put in place until it is clear whether it may stay. */
final class SmokeTest {
  private static final long LOOK_NANOS = 50_000_000;

  private final Departments departments;
  private final Catalogue catalogue;
  private final Clock clock;

  SmokeTest(Departments departments, Catalogue catalogue, Clock clock) {
    this.departments = departments;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /** How the department is before it is changed. */
  Before before(String department, Bundle bundle, long seconds) {
    Connection connection = departments.find(department).filter(c -> isOf(c, bundle)).orElse(null);
    if (connection == null) {
      return Before.NONE;
    }
    Instant from = clock.instant().minusSeconds(seconds);
    boolean delivered =
        connection.connectors().stream()
            .map(c -> c.lastSuccess())
            .filter(Objects::nonNull)
            .anyMatch(at -> at.isAfter(from));
    return new Before(connection.status().state(), delivered);
  }

  /** Waits for a verdict. */
  Verdict of(String department, Bundle bundle, Before before, long seconds) {
    Instant end = clock.instant().plusSeconds(seconds);
    while (true) {
      boolean over = clock.instant().isAfter(end);
      Optional<Verdict> verdict = Verdict.of(before, look(department, bundle), over, seconds);
      if (verdict.isPresent()) {
        return verdict.get();
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private Look look(String department, Bundle bundle) {
    Connection connection = departments.find(department).orElse(null);
    if (connection == null || !isOf(connection, bundle)) {
      return new Look(false, null, null, false, false);
    }
    DepartmentStatus status = connection.status();
    boolean unset =
        status.reason() != null
            && status.reason().en().startsWith("set ")
            && status.reason().en().contains("etc/");
    return new Look(true, status.state(), status.reason(), !refusals(connection).isEmpty(), unset);
  }

  /** The connection is of the bundle as it is now, and not of the one before. */
  private static boolean isOf(Connection connection, Bundle bundle) {
    return connection.bundle().equals(bundle.getSymbolicName())
        && connection.modified() == bundle.getLastModified();
  }

  /** Why datasets of a department were refused. */
  List<LocalText> refusals(Connection connection) {
    return catalogue.entries().stream()
        .filter(e -> e.id().department().equals(connection.name()))
        .filter(e -> connection.datasets().contains(e.id().dataset()) && !e.refusal().isEmpty())
        .map(e -> LocalText.name(e.id() + ": " + e.refusal()))
        .toList();
  }
}
