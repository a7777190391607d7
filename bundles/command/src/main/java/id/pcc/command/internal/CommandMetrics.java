package id.pcc.command.internal;

import id.pcc.web.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How many commands were asked for, and what became of them. */
@Component
public final class CommandMetrics implements Metrics {
  private final CommandDesk desk;

  @Activate
  public CommandMetrics(@Reference CommandDesk desk) {
    this.desk = desk;
  }

  @Override
  public List<Metric> now() {
    List<Metric> metrics = new ArrayList<>();
    desk.counts()
        .forEach(
            (department, states) ->
                states.forEach(
                    (state, number) ->
                        metrics.add(
                            new Metric(
                                "pcc_commands_total",
                                Kind.COUNTER,
                                "Commands that came into a state since the start",
                                Map.of("department", department, "state", state.wire()),
                                number))));
    return metrics;
  }
}
