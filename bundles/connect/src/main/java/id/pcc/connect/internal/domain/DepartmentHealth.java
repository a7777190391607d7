package id.pcc.connect.internal.domain;

import id.pcc.api.DepartmentStatus;
import id.pcc.api.DepartmentStatus.State;
import id.pcc.api.LocalText;
import id.pcc.connect.Connector;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts together how a department is, out of what it is being done to, what it reports itself, how
 * its routes do and which of its datasets were refused. Whoever listens hears of changes only: a
 * route that fails each minute for the same reason is told once.
 */
public final class DepartmentHealth {
  private static final LocalText FIRST_DATA =
      LocalText.of("menunggu data pertama", "waiting for the first data");

  /** Hears of changes. */
  @FunctionalInterface
  public interface Listener {
    /** The status, or its reason, is another one now. */
    void changed(DepartmentStatus before, DepartmentStatus now);
  }

  private final Clock clock;
  private final Listener listener;
  private final Map<String, Source> sources = new LinkedHashMap<>();
  private State lifecycle = State.STARTING;
  private LocalText lifecycleReason;
  private DepartmentStatus report;
  private List<LocalText> refusals = List.of();
  private DepartmentStatus status;

  public DepartmentHealth(Clock clock, Listener listener) {
    this.clock = clock;
    this.listener = listener;
    this.lifecycleReason = LocalText.of("baru ditemukan", "just found");
    this.status = new DepartmentStatus(State.STARTING, lifecycleReason, clock.instant());
  }

  /** What was known of the department's routes and datasets no longer holds. */
  public synchronized void forget() {
    sources.clear();
    report = null;
    refusals = List.of();
  }

  /** The department is being started. */
  public void starting() {
    forget();
    lifecycle(State.STARTING, LocalText.of("sedang dimulai", "is being started"));
  }

  /** The department's routes run. */
  public void running() {
    lifecycle(State.RUNNING, null);
  }

  /** The department does not run. */
  public void stopped(LocalText reason) {
    lifecycle(State.STOPPED, reason);
  }

  private void lifecycle(State state, LocalText reason) {
    synchronized (this) {
      lifecycle = state;
      lifecycleReason = reason;
    }
    update();
  }

  /** The department reports how it is itself. */
  public void reported(DepartmentStatus own) {
    synchronized (this) {
      report = own;
    }
    update();
  }

  /** Datasets whose declaration was refused. */
  public void refused(List<LocalText> reasons) {
    synchronized (this) {
      refusals = List.copyOf(reasons);
    }
    update();
  }

  /** The route of that name; known from now on. */
  public synchronized Source source(String route) {
    return sources.computeIfAbsent(route, name -> new Source(name, clock, this::update));
  }

  /** The routes. */
  public synchronized List<Connector> connectors() {
    return sources.values().stream().map(Source::now).toList();
  }

  /** How the department is. */
  public synchronized DepartmentStatus status() {
    return status;
  }

  private void update() {
    DepartmentStatus before;
    DepartmentStatus now;
    synchronized (this) {
      before = status;
      DepartmentStatus fresh = put(clock.instant());
      Instant since = fresh.state() == before.state() ? before.since() : fresh.since();
      now = new DepartmentStatus(fresh.state(), fresh.reason(), since);
      status = now;
    }
    if (!now.equals(before)) {
      listener.changed(before, now);
    }
  }

  private DepartmentStatus put(Instant at) {
    if (lifecycle != State.RUNNING) {
      return new DepartmentStatus(lifecycle, lifecycleReason, at);
    }
    if (report != null && report.state() == State.STOPPED) {
      return new DepartmentStatus(State.STOPPED, report.reason(), at);
    }
    List<LocalText> troubles = new ArrayList<>(refusals);
    boolean delivered = sources.isEmpty();
    for (Source source : sources.values()) {
      Connector connector = source.now();
      delivered |= connector.lastSuccess() != null;
      if (connector.failingSince() != null) {
        LocalText why = connector.lastError();
        troubles.add(
            LocalText.of(connector.name() + ": " + why.id(), connector.name() + ": " + why.en()));
      }
    }
    if (report != null && report.state() == State.DEGRADED) {
      troubles.add(report.reason());
    }
    if (!troubles.isEmpty()) {
      return new DepartmentStatus(State.DEGRADED, sentence(troubles), at);
    }
    if (report != null && report.state() == State.STARTING) {
      return new DepartmentStatus(State.STARTING, report.reason(), at);
    }
    return delivered
        ? new DepartmentStatus(State.RUNNING, null, at)
        : new DepartmentStatus(State.STARTING, FIRST_DATA, at);
  }

  private static LocalText sentence(List<LocalText> troubles) {
    LocalText first = troubles.get(0);
    int more = troubles.size() - 1;
    return more == 0
        ? first
        : LocalText.of(
            first.id() + " (dan " + more + " lagi)", first.en() + " (and " + more + " more)");
  }
}
