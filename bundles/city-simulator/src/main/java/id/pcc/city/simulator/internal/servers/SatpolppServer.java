package id.pcc.city.simulator.internal.servers;

import com.fasterxml.jackson.databind.ObjectMapper;
import id.pcc.city.simulator.internal.domain.PatrolPost;
import id.pcc.city.simulator.internal.domain.Script;
import id.pcc.city.simulator.internal.domain.Stage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The order police: is not asked, but sends its patrols and violations to the command center by
 * itself, with a key of its department.
 */
public final class SatpolppServer implements SimulatedServer {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String NO_KEY =
      "nothing is sent: give an API key of the department (POST /api/keys, or pcc:key-issue"
          + " department satpolpp) in PCC_SATPOLPP_KEY or etc/id.pcc.city.simulator.cfg,"
          + " webhook.key; or wait for the one that the command center hands over";

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final PatrolPost post;
  private final Webhook webhook;
  private final ScheduledExecutorService timer;
  private volatile boolean down;
  private volatile String trouble;
  private final Path admission;

  /**
   * @param admission the file with its key, which the command center may write at any time; {@code
   *     null} for none
   */
  public SatpolppServer(Stage stage, Script script, ZoneId zone, Webhook webhook, Path admission) {
    this.post = new PatrolPost(stage, script, zone);
    this.webhook = webhook;
    this.down = script.out(name(), Stage.time(stage.position()));
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "city-simulator-satpolpp");
              thread.setDaemon(true);
              return thread;
            });
    this.admission = admission;
    this.trouble = NO_KEY;
    long millis = Math.max(10, Math.round(webhook.seconds() * 1000));
    timer.scheduleWithFixedDelay(this::send, 0, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public String name() {
    return "satpolpp";
  }

  @Override
  public List<String> places() {
    return List.of();
  }

  @Override
  public Optional<Answer> answer(Question question) {
    if (!question.reads()) {
      return switch (question.path()) {
        case "/tugas" -> Optional.of(Answer.json(post.send(question.order())));
        default -> Optional.empty();
      };
    }
    return Optional.empty();
  }

  @Override
  public void switched(boolean isDown) {
    down = isDown;
  }

  @Override
  public String trouble() {
    return trouble;
  }

  /** The key that it was given, or the one that was handed over; empty for none yet. */
  private String key() throws IOException {
    if (!webhook.key().isBlank()) {
      return webhook.key().strip();
    }
    return admission != null && Files.exists(admission) ? Files.readString(admission).strip() : "";
  }

  private void send() {
    if (down) {
      return;
    }
    try {
      if (key().isEmpty()) {
        trouble = NO_KEY;
        return;
      }
      send("patroli", post.patrols());
      send("pelanggaran", post.violations());
      trouble = "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      trouble = "could not send: " + e;
    }
  }

  private void send(String dataset, List<?> records) throws IOException, InterruptedException {
    if (records.isEmpty()) {
      return;
    }
    URI address = URI.create(webhook.address() + "/api/datasets/satpolpp/" + dataset + "/records");
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(records)))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(dataset + ": " + answer.statusCode());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
