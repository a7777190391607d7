package id.pcc.deployer.internal;

import id.pcc.deployer.DeploymentException;
import id.pcc.deployer.Looked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Jars that were sent and looked at, and wait for a person to say that they go live. */
public final class Uploads {
  private static final Duration KEPT = Duration.ofMinutes(15);
  private static final int MOST = 10;

  /**
   * A jar that waits.
   *
   * @param id what it is called until then
   * @param name the file's name where it came from
   */
  public record Upload(String id, String name, Path file, Looked looked, Instant at) {}

  private final Clock clock;
  private final Map<String, Upload> waiting = new LinkedHashMap<>();

  public Uploads(Clock clock) {
    this.clock = clock;
  }

  /** Adds one; the oldest goes when there are too many. */
  public synchronized Upload add(String name, Path file, Looked looked) throws IOException {
    Instant now = clock.instant();
    Iterator<Upload> all = waiting.values().iterator();
    while (all.hasNext()) {
      Upload each = all.next();
      if (waiting.size() >= MOST || each.at().plus(KEPT).isBefore(now)) {
        all.remove();
        Files.deleteIfExists(each.file());
      }
    }
    Upload upload = new Upload(UUID.randomUUID().toString(), name, file, looked, now);
    waiting.put(upload.id(), upload);
    return upload;
  }

  /** Takes one out; its file is the caller's from then on. */
  public synchronized Upload take(String id) {
    Upload upload = waiting.remove(id);
    if (upload == null) {
      throw DeploymentException.absent(
          "Unggahan ini sudah tidak disimpan: unggah lagi.",
          "This upload is not kept any more: upload it again.");
    }
    return upload;
  }
}
