package id.pcc.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A client of the command center: a stranger until it signs in. */
public final class Api {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final URI base;
  private final Map<String, String> headers = new LinkedHashMap<>();

  /** An answer. */
  public record Answer(int status, Map<String, String> headers, String body) {
    /** The body as JSON. */
    public JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(status + " " + body, e);
      }
    }

    @Override
    public String toString() {
      return status + " " + body;
    }
  }

  /** A client of the command center at that address, such as {@code http://127.0.0.1:8181}. */
  public Api(URI base) {
    this.base = base;
  }

  /** Signs in with a password. */
  public Api signIn(String user, String password) {
    Answer answer = post("/api/session", Map.of("user", user, "password", password));
    if (answer.status() != 204) {
      throw new AssertionError("cannot sign in as " + user + ": " + answer);
    }
    String cookie = answer.headers().get("set-cookie");
    headers.put("Cookie", cookie.substring(0, cookie.indexOf(';')));
    headers.put("X-PCC-CSRF", get("/api/session").json().path("csrf").asText());
    return this;
  }

  /** Comes with an API key. */
  public Api withKey(String key) {
    headers.put("Authorization", "Bearer " + key);
    return this;
  }

  /** Sends another header from now on. */
  public Api withHeader(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** The headers that this client sends. */
  public Map<String, String> headers() {
    return Map.copyOf(headers);
  }

  /** The address. */
  public URI base() {
    return base;
  }

  /** Reads. */
  public Answer get(String path) {
    return send("GET", path, null, BodyPublishers.noBody());
  }

  /** Posts values as JSON. */
  public Answer post(String path, Object values) {
    return send("POST", path, "application/json", BodyPublishers.ofString(text(values)));
  }

  /** Puts values as JSON. */
  public Answer put(String path, Object values) {
    return send("PUT", path, "application/json", BodyPublishers.ofString(text(values)));
  }

  /** Deletes. */
  public Answer delete(String path) {
    return send("DELETE", path, null, BodyPublishers.noBody());
  }

  /** Sends a body of a type. */
  public Answer post(String path, String type, String body) {
    return send("POST", path, type, BodyPublishers.ofString(body));
  }

  /** Sends anything. */
  public Answer send(String method, String path, String type, BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(Duration.ofSeconds(60))
            .method(method, body);
    headers.forEach(request::header);
    if (type != null) {
      request.header("Content-Type", type);
    }
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      Map<String, String> received = new LinkedHashMap<>();
      response.headers().map().forEach((name, values) -> received.put(name, values.get(0)));
      return new Answer(response.statusCode(), received, response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Values as JSON text. */
  public static String text(Object values) {
    try {
      return JSON.writeValueAsString(values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
