package id.pcc.console.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.framework.Bundle;

/**
 * The files of console, wall and login page, read once from the bundle. Only what stands in it can
 * be asked for, so there is no path to climb out of.
 */
final class Pages {
  /** Where the files stand in the bundle. */
  private static final String ROOT = "/web/";

  private final Map<String, WebFile> files;

  /**
   * The pages of these files.
   *
   * @param files by path, such as {@code app/console.html}
   */
  Pages(Map<String, WebFile> files) {
    this.files = Map.copyOf(files);
  }

  /** The pages that were built into a bundle. */
  static Pages of(Bundle bundle) {
    Map<String, WebFile> files = new TreeMap<>();
    Enumeration<URL> entries = bundle.findEntries(ROOT, "*", true);
    for (URL url : entries == null ? Collections.<URL>emptyList() : Collections.list(entries)) {
      String path = url.getPath();
      if (!path.endsWith("/")) {
        files.put(path.substring(path.indexOf(ROOT) + ROOT.length()), read(url));
      }
    }
    return new Pages(files);
  }

  private static WebFile read(URL url) {
    try (InputStream in = url.openStream()) {
      return WebFile.of(url.getPath(), in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file of that path, such as {@code login/index.html}. */
  Optional<WebFile> file(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /** Whether the front end was built into the bundle. */
  boolean complete() {
    return files.containsKey("app/console.html")
        && files.containsKey("app/wall.html")
        && files.containsKey("login/index.html");
  }
}
