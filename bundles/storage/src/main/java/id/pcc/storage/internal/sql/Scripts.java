package id.pcc.storage.internal.sql;

import id.pcc.storage.Database.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.framework.BundleReference;
import org.osgi.framework.wiring.BundleWiring;

/** Finds a slice's scripts, in a bundle or on a plain class path. */
final class Scripts {
  private static final Pattern NAME = Pattern.compile("V\\d{3}__[a-z0-9_]+\\.sql");

  private Scripts() {}

  /** The scripts by name, in order. */
  static SortedMap<String, String> of(String slice, Dialect dialect, ClassLoader resources) {
    SortedMap<String, String> scripts = new TreeMap<>();
    for (String folder : new String[] {"common", dialect.name().toLowerCase(Locale.ROOT)}) {
      String path = "db/" + slice + "/" + folder;
      try {
        if (resources instanceof BundleReference reference) {
          inBundle(reference, path, resources, scripts);
        } else {
          onClassPath(path, resources, scripts);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + path, e);
      }
    }
    if (scripts.isEmpty()) {
      throw new IllegalStateException("there is no script in db/" + slice);
    }
    return scripts;
  }

  private static void inBundle(
      BundleReference reference,
      String path,
      ClassLoader resources,
      SortedMap<String, String> scripts)
      throws IOException {
    BundleWiring wiring = reference.getBundle().adapt(BundleWiring.class);
    for (String found : wiring.listResources(path, "V*.sql", BundleWiring.LISTRESOURCES_LOCAL)) {
      add(scripts, found.substring(found.lastIndexOf('/') + 1), resources.getResource(found));
    }
  }

  private static void onClassPath(
      String path, ClassLoader resources, SortedMap<String, String> scripts) throws IOException {
    for (URL folder : Collections.list(resources.getResources(path))) {
      if (folder.getProtocol().equals("file")) {
        try (Stream<Path> files = Files.list(Path.of(uri(folder)))) {
          for (Path file : files.toList()) {
            add(scripts, file.getFileName().toString(), file.toUri().toURL());
          }
        }
      } else if (folder.openConnection() instanceof JarURLConnection jar) {
        for (JarEntry entry : Collections.list(jar.getJarFile().entries())) {
          String name = entry.getName();
          if (name.startsWith(path + "/") && name.endsWith(".sql")) {
            add(scripts, name.substring(path.length() + 1), resources.getResource(name));
          }
        }
      }
    }
  }

  private static URI uri(URL url) throws IOException {
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      throw new IOException("cannot read " + url, e);
    }
  }

  private static void add(SortedMap<String, String> scripts, String name, URL url)
      throws IOException {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalStateException(
          "script " + name + " must be named like V001__what_it_does.sql");
    }
    try (InputStream in = url.openStream()) {
      String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      if (scripts.put(name, script.replace("\r\n", "\n")) != null) {
        throw new IllegalStateException("there are two scripts named " + name);
      }
    }
  }
}
