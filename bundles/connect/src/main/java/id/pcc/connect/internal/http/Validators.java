package id.pcc.connect.internal.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;

/**
 * What servers said to recognise their documents by (RFC 9110, 8.8), so that an unchanged one need
 * not be sent again. A document is only remembered when everything that was to be done with it is
 * done: otherwise a delivery that failed would never be repeated.
 */
final class Validators {
  private static final int MOST = 1_000;

  private record Validator(String tag, String modified) {}

  private final Map<String, Validator> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Validator> eldest) {
          return size() > MOST;
        }
      };

  /**
   * Makes a request conditional.
   *
   * @return whether the answer may be 304
   */
  synchronized boolean apply(String address, HttpRequest request) {
    Validator validator = known.get(address);
    if (validator == null
        || request.containsHeader(HttpHeaders.IF_NONE_MATCH)
        || request.containsHeader(HttpHeaders.IF_MODIFIED_SINCE)) {
      return false;
    }
    if (validator.tag() != null) {
      request.setHeader(HttpHeaders.IF_NONE_MATCH, validator.tag());
    }
    if (validator.modified() != null) {
      request.setHeader(HttpHeaders.IF_MODIFIED_SINCE, validator.modified());
    }
    return true;
  }

  /** Remembers the document of an answer when the returned action is run; may be {@code null}. */
  Runnable remember(String address, HttpResponse response) {
    Header tag = response.getFirstHeader(HttpHeaders.ETAG);
    Header modified = response.getFirstHeader(HttpHeaders.LAST_MODIFIED);
    if (tag == null && modified == null) {
      return null;
    }
    Validator validator =
        new Validator(
            tag == null ? null : tag.getValue(), modified == null ? null : modified.getValue());
    return () -> {
      synchronized (this) {
        known.put(address, validator);
      }
    };
  }
}
