package id.pcc.deployer.internal;

import id.pcc.deployer.DeploymentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** Fetches a jar over HTTP from a host that an administrator allowed; follows no redirect. */
final class UrlSource {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration WHOLE = Duration.ofSeconds(60);

  private UrlSource() {}

  /**
   * Fetches.
   *
   * @param hosts the allowed hosts, as {@code host} or {@code host:port}
   * @param most how many bytes at most
   */
  static void fetch(String address, Set<String> hosts, long most, Path file) throws IOException {
    URI uri = uri(address, hosts);
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    long end = System.nanoTime() + WHOLE.toNanos();
    try {
      HttpResponse<InputStream> answer =
          client.send(
              HttpRequest.newBuilder(uri).timeout(WHOLE).build(),
              HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = answer.body();
          OutputStream out = Files.newOutputStream(file)) {
        if (answer.statusCode() != 200) {
          throw DeploymentException.conflict(
              address + " menjawab " + answer.statusCode() + "; pengalihan tidak diikuti.",
              address + " answered " + answer.statusCode() + "; redirects are not followed.");
        }
        copy(in, out, most, end);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static URI uri(String address, Set<String> hosts) {
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException e) {
      throw DeploymentException.conflict(address + " bukan alamat.", address + " is no address.");
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    boolean known = hosts.contains(host) || hosts.contains(host + ":" + uri.getPort());
    if (!Set.of("http", "https").contains(scheme) || uri.getUserInfo() != null || !known) {
      throw DeploymentException.conflict(
          "Alamat "
              + address
              + " tidak diizinkan: tambahkan host ke hosts di"
              + " etc/id.pcc.deployer.cfg.",
          "The address "
              + address
              + " is not allowed: add its host to hosts in"
              + " etc/id.pcc.deployer.cfg.");
    }
    return uri;
  }

  /** Copies within limits of size and time. */
  static void copy(InputStream in, OutputStream out, long most, long end) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long left = most;
    int read;
    while ((read = in.read(buffer)) >= 0) {
      left -= read;
      if (left < 0) {
        throw DeploymentException.conflict(
            "Berkas lebih besar dari " + (most >> 20) + " MB.",
            "The file is larger than " + (most >> 20) + " MB.");
      }
      if (System.nanoTime() > end) {
        throw DeploymentException.conflict(
            "Berkas tidak selesai diambil tepat waktu.", "The file did not arrive in time.");
      }
      out.write(buffer, 0, read);
    }
  }
}
