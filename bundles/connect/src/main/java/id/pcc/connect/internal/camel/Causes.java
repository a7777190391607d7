package id.pcc.connect.internal.camel;

import id.pcc.api.LocalText;
import id.pcc.api.dataset.DeliveryException;
import id.pcc.api.dataset.Fault;
import id.pcc.connect.internal.http.RefusedException;
import id.pcc.mapping.format.DocumentException;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.TypeConversionException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Says in one sentence why something failed, instead of a stack trace. */
public final class Causes {
  private static final Pattern MISSING_PROPERTY =
      Pattern.compile("Property with key \\[(.+?)] not found");
  private static final int LONGEST = 240;

  private Causes() {}

  /** The sentence. */
  public static LocalText explain(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable t = failure; t != null && chain.size() < 20; t = t.getCause()) {
      chain.add(t);
    }
    for (Throwable t : chain) {
      LocalText known = known(t);
      if (known != null) {
        return known;
      }
    }
    Throwable root = chain.get(chain.size() - 1);
    String message = root.getMessage();
    if (message == null || message.isBlank()) {
      return unexpected(root);
    }
    return LocalText.name(
        shorten(
            message.length() < 12 ? root.getClass().getSimpleName() + ": " + message : message));
  }

  /** The same, with its code where what failed is a document that cannot be read. */
  static Fault fault(Throwable failure) {
    Throwable t = failure;
    for (int i = 0; t != null && i < 20; t = t.getCause(), i++) {
      if (t instanceof DocumentException document) {
        return document.fault();
      }
    }
    return Fault.said(explain(failure));
  }

  /** How long a server asked to be left alone, in seconds of {@code Retry-After}; zero if not. */
  static Duration pauseAskedFor(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof HttpOperationFailedException http
          && http.getResponseHeaders() != null
          && (http.getStatusCode() == 429 || http.getStatusCode() == 503)) {
        String said = http.getResponseHeaders().get("Retry-After");
        return said != null && said.strip().matches("\\d{1,6}")
            ? Duration.ofSeconds(Long.parseLong(said.strip()))
            : Duration.ZERO;
      }
    }
    return Duration.ZERO;
  }

  /** The setting that routes ask for and the configuration does not have; {@code null} if none. */
  static String missingSetting(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      Matcher missing = MISSING_PROPERTY.matcher(String.valueOf(t.getMessage()));
      if (missing.find()) {
        return missing.group(1);
      }
    }
    return null;
  }

  private static LocalText known(Throwable t) {
    if (t instanceof DocumentException document) {
      return document.text();
    }
    if (t instanceof RefusedException refused) {
      return refused.text();
    }
    if (t instanceof DeliveryException delivery) {
      return LocalText.name(shorten(delivery.getMessage()));
    }
    if (t instanceof HttpOperationFailedException http) {
      return answered(http);
    }
    if (t instanceof SocketTimeoutException) {
      return LocalText.of(
          "server tidak menjawab tepat waktu (" + shorten(t.getMessage()) + ")",
          "the server did not answer in time (" + shorten(t.getMessage()) + ")");
    }
    if (t instanceof ConnectException || t instanceof NoRouteToHostException) {
      return LocalText.of(
          "tidak dapat terhubung: " + shorten(t.getMessage()),
          "cannot connect: " + shorten(t.getMessage()));
    }
    if (t instanceof UnknownHostException) {
      return LocalText.of(
          "nama server tidak dikenal: " + shorten(t.getMessage()),
          "unknown server name: " + shorten(t.getMessage()));
    }
    if (t instanceof SSLException) {
      return LocalText.of(
          "sambungan aman gagal: " + shorten(t.getMessage()),
          "the secure connection failed: " + shorten(t.getMessage()));
    }
    if (t instanceof ConnectionClosedException
        || t instanceof NoHttpResponseException
        || t instanceof MalformedChunkCodingException
        || t instanceof EOFException
        || t instanceof SocketException) {
      return LocalText.of(
          "jawaban server terputus: " + shorten(t.getMessage()),
          "the server's answer broke off: " + shorten(t.getMessage()));
    }
    if (t instanceof NullPointerException
        || t instanceof ClassCastException
        || t instanceof IndexOutOfBoundsException
        || t instanceof NoSuchElementException
        || t instanceof UnsupportedOperationException
        || t instanceof DateTimeException
        || t instanceof NumberFormatException
        || t instanceof InvalidPayloadException
        || t instanceof TypeConversionException) {
      return unexpected(t);
    }
    if (t instanceof Error) {
      String what = t.getClass().getSimpleName().replaceAll("(Error|Exception)$", "");
      String more = t.getMessage() == null ? "" : ": " + shorten(t.getMessage());
      return LocalText.of(
          "kode departemen ini gagal (" + what + more + ")",
          "the code of this department failed (" + what + more + ")");
    }
    return null;
  }

  /**
   * What a department's code did not expect: for people the answer, for its developer the place.
   */
  private static LocalText unexpected(Throwable t) {
    String place =
        Arrays.stream(t.getStackTrace())
            .filter(frame -> !frame.getClassName().matches("(java|jdk|org\\.apache\\.camel)\\..*"))
            .filter(frame -> frame.getFileName() != null)
            .findFirst()
            .map(frame -> " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")")
            .orElse("");
    return LocalText.of(
        "isi jawaban bukan yang diharapkan departemen ini" + place,
        "the answer is not what this department expects" + place);
  }

  private static LocalText answered(HttpOperationFailedException http) {
    String place = http.getUri();
    try {
      URI uri = URI.create(place);
      place =
          uri.getScheme()
              + "://"
              + uri.getHost()
              + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
              + uri.getPath();
    } catch (IllegalArgumentException e) {
      // Shown as it is.
    }
    String code =
        http.getStatusCode() + (http.getStatusText() == null ? "" : " " + http.getStatusText());
    return LocalText.of(
        shorten(place) + " menjawab " + shorten(code),
        shorten(place) + " answered " + shorten(code));
  }

  private static String shorten(String text) {
    String line = String.valueOf(text).replaceAll("\\s+", " ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
