package id.pcc.command.internal;

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

/** Looks each second for commands that are late or can go on; says how the commands are. */
@Component(service = HealthPart.class, immediate = true)
public final class CommandSweep implements HealthPart {
  private static final Logger LOG = LoggerFactory.getLogger(CommandSweep.class);

  private final CommandDesk desk;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "pcc-command-sweep");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Health health = Health.READY;

  @Activate
  public CommandSweep(@Reference CommandDesk desk) {
    this.desk = desk;
    timer.scheduleWithFixedDelay(this::sweep, 0, 1, TimeUnit.SECONDS);
  }

  @Deactivate
  void stop() {
    // A sweep under way ends by itself: an interruption inside Derby would close the database.
    timer.shutdown();
  }

  private void sweep() {
    try {
      desk.sweep();
      health = Health.READY;
    } catch (RuntimeException e) {
      if (health == Health.READY) {
        LOG.warn("Commands cannot be read now; tried again each second", e);
      }
      health =
          new Health(State.FAILED, "commands cannot be read: " + e.getMessage() + "; see storage");
    }
  }

  @Override
  public String name() {
    return "command";
  }

  @Override
  public Health health() {
    return health;
  }
}
