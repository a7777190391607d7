package id.pcc.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Listens to {@code /api/live} until it is closed or the server goes. */
public final class LiveStream implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final HttpURLConnection connection;
  private final Thread reader;
  private volatile boolean closed;

  /** An event; {@code id} is empty when it has none. */
  public record Event(String id, String kind, JsonNode data) {}

  private LiveStream(HttpURLConnection connection) {
    this.connection = connection;
    reader = new Thread(this::read, "live stream");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Begins to listen.
   *
   * @param lastEventId where to go on; {@code null} for from now on
   */
  public static LiveStream open(Api api, String topics, String lastEventId) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            api.base().resolve("/api/live?topics=" + topics).toURL().openConnection();
    api.headers().forEach(connection::setRequestProperty);
    connection.setRequestProperty("Accept", "text/event-stream");
    connection.setConnectTimeout(10_000);
    // A heartbeat comes every 10 s.
    connection.setReadTimeout(30_000);
    if (lastEventId != null) {
      connection.setRequestProperty("Last-Event-ID", lastEventId);
    }
    if (connection.getResponseCode() != 200) {
      throw new IOException("live answers " + connection.getResponseCode());
    }
    return new LiveStream(connection);
  }

  /** What came so far. */
  public List<Event> events() {
    return List.copyOf(events);
  }

  /** The records of a dataset that came so far, in their order. */
  public List<JsonNode> records(String topic) {
    return events.stream()
        .filter(e -> e.kind().equals("records") && e.data().path("topic").asText().equals(topic))
        .flatMap(e -> stream(e.data().path("records")))
        .toList();
  }

  /** The id of the newest event that has one; {@code null} when none has. */
  public String lastId() {
    String id = null;
    for (Event event : events) {
      id = event.id().isEmpty() ? id : event.id();
    }
    return id;
  }

  /** Waits until the server is gone and everything that came is read. */
  public void awaitEnd() throws InterruptedException {
    reader.join();
  }

  private static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
    return java.util.stream.StreamSupport.stream(array.spliterator(), false);
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      String id = "";
      String kind = "message";
      StringBuilder data = new StringBuilder();
      for (String line = in.readLine(); line != null && !closed; line = in.readLine()) {
        if (line.isEmpty()) {
          if (!data.isEmpty()) {
            events.add(new Event(id, kind, JSON.readTree(data.toString())));
          }
          id = "";
          kind = "message";
          data.setLength(0);
        } else if (line.startsWith("id:")) {
          id = line.substring(3).trim();
        } else if (line.startsWith("event:")) {
          kind = line.substring(6).trim();
        } else if (line.startsWith("data:")) {
          data.append(line.substring(5).trim());
        }
      }
    } catch (IOException e) {
      // The server went: what came so far is what there is.
    } finally {
      connection.disconnect();
    }
  }

  /**
   * Stops listening with the next line that comes; a connection cannot be closed under a reader.
   */
  @Override
  public void close() {
    closed = true;
  }
}
