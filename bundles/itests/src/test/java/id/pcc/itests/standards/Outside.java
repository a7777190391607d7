package id.pcc.itests.standards;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.itests.Api;
import id.pcc.itests.Api.Answer;
import id.pcc.itests.Await;
import id.pcc.itests.process.CommandCenter;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * A command center whose interfaces to the outside are open, after a walidata approved one dataset
 * of two; begun with the first class that asks it, ended after the last.
 */
public final class Outside implements BeforeAllCallback {
  private static CommandCenter center;
  private static Api stranger;

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(Namespace.create(Outside.class))
        .getOrComputeIfAbsent(
            "center",
            key -> {
              start();
              return (CloseableResource) center::close;
            },
            CloseableResource.class);
  }

  private static void start() {
    center = CommandCenter.unpack("outside", Map.of("PCC_CITY", "simulated", "PCC_POLL", "1s"));
    try {
      for (String name : List.of("ogcfeatures", "ckan", "sensorthings")) {
        Path file = center.home().resolve("etc/id.pcc.standards." + name + ".cfg");
        Files.writeString(file, Files.readString(file).replace("open = false", "open = true"));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    center.person("pengawas", "admins");
    center.start();
    stranger = new Api(center.base());
    Api admin = center.admin();
    JsonNode ispu =
        Await.value(
            "air quality from the simulated city",
            Duration.ofSeconds(60),
            () -> admin.get("/api/datasets/dlh/ispu").json(),
            dataset -> dataset.path("rows").asLong() > 20);
    assertEquals(
        200,
        admin
            .put("/api/datasets/dlh/ispu/approval", Map.of("version", ispu.get("version").asInt()))
            .status());
  }

  /** The command center. */
  static CommandCenter center() {
    return center;
  }

  /** Somebody who is not signed in. */
  static Api stranger() {
    return stranger;
  }

  /** What a stranger is answered. */
  static JsonNode json(String path) {
    Answer answer = stranger.get(path);
    assertEquals(200, answer.status(), answer.toString());
    return answer.json();
  }

  /** What a stranger is answered to HEAD. */
  static Answer head(String path) {
    return stranger.send("HEAD", path, null, BodyPublishers.noBody());
  }

  /** Where the link of a relation leads; {@code null} when there is none. */
  static String link(JsonNode page, String relation) {
    return StreamSupport.stream(page.path("links").spliterator(), false)
        .filter(link -> link.path("rel").asText().equals(relation))
        .map(link -> link.path("href").asText())
        .findFirst()
        .orElse(null);
  }

  /** Follows an address that was answered. */
  static Answer follow(String address) {
    URI uri = URI.create(address);
    assertEquals(center.base().getAuthority(), uri.getAuthority());
    return stranger.get(
        uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
  }

  /** A text for an address. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
