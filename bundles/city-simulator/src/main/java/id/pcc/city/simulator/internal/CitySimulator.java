package id.pcc.city.simulator.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import id.pcc.city.simulator.internal.domain.Script;
import id.pcc.city.simulator.internal.domain.Stage;
import id.pcc.city.simulator.internal.http.SimulatorServer;
import id.pcc.city.simulator.internal.servers.Webhook;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays the scripted day: runs the servers of the departments on this machine, so that the command
 * center can be shown and tested without them. Departments only know their addresses.
 */
@Component(
    configurationPid = "id.pcc.city.simulator",
    immediate = true,
    service = CitySimulator.class)
public final class CitySimulator {
  private static final Logger LOG = LoggerFactory.getLogger(CitySimulator.class);
  private static final ZoneId ZONE = ZoneId.of("Asia/Pontianak");

  /** {@code etc/id.pcc.city.simulator.cfg}. */
  public @interface Config {
    /** The port on the loopback address. */
    int port() default 8190;

    /** How many scripted minutes pass in one minute. */
    double speed() default 60;

    /** Where in the day the script begins, as {@code HH:mm}; {@code now} for the present time. */
    String start() default "05:30";

    /** Where the command center is, for servers that send by themselves. */
    String webhook_address() default "http://127.0.0.1:8181";

    /** The API key of satpolpp there; empty for none. */
    String webhook_key() default "";

    /** The folder that it keeps in what outlives a start; empty for none. */
    String state() default "";
  }

  private final SimulatorServer server;

  @Activate
  public CitySimulator(Config config) throws IOException {
    Clock clock = Clock.systemUTC();
    LocalTime start =
        config.start().equals("now")
            ? LocalTime.now(clock.withZone(ZONE))
            : LocalTime.parse(config.start());
    Path state = config.state().isBlank() ? null : Files.createDirectories(Path.of(config.state()));
    server =
        new SimulatorServer(
            config.port(),
            new Stage(clock, config.speed(), start),
            script(),
            ZONE,
            new Webhook(config.webhook_address(), config.webhook_key(), 5),
            state);
    if (state != null) {
      Files.writeString(state.resolve("diskumdag.hostkey.pub"), server.hostKey("diskumdag") + "\n");
    }
    LOG.info("Simulated servers at {}/, scripted day from {}", server.address(), start);
  }

  SimulatorServer server() {
    return server;
  }

  @Deactivate
  void stop() {
    server.close();
  }

  /** The script that ships with this bundle. */
  static Script script() throws IOException {
    try (InputStream in = CitySimulator.class.getResourceAsStream("/script/day.json")) {
      return new ObjectMapper().readValue(in, Script.class);
    }
  }
}
