package id.pcc.notice.internal;

import id.pcc.api.HealthPart;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every few seconds for notices that expired; says how the notices are. */
@Component(service = HealthPart.class, immediate = true)
public final class NoticeSweep implements HealthPart {
  private static final Logger LOG = LoggerFactory.getLogger(NoticeSweep.class);
  private static final int SECONDS = 3;

  private final NoticeBoard board;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "pcc-notice-sweep");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Health health = Health.READY;

  @Activate
  public NoticeSweep(@Reference NoticeBoard board) {
    this.board = board;
    timer.scheduleWithFixedDelay(this::sweep, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  @Deactivate
  void stop() {
    // A sweep under way ends by itself: an interruption inside Derby would close the database.
    timer.shutdown();
  }

  private void sweep() {
    try {
      board.sweep();
      health = Health.READY;
    } catch (RuntimeException e) {
      if (health == Health.READY) {
        LOG.warn("Notices cannot be read now; tried again every {} s", SECONDS, e);
      }
      health =
          new Health(State.FAILED, "notices cannot be read: " + e.getMessage() + "; see storage");
    }
  }

  @Override
  public String name() {
    return "notice";
  }

  @Override
  public Health health() {
    return health;
  }
}
