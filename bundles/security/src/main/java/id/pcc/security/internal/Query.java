package id.pcc.security.internal;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.servlet.http.HttpServletRequest;

/** The query string of a request. */
final class Query {
  private Query() {}

  /**
   * The query string with its question mark and without a parameter; empty when nothing is left.
   */
  static String without(String parameter, HttpServletRequest request) {
    String query = request.getQueryString();
    if (query == null) {
      return "";
    }
    String left =
        Stream.of(query.split("&"))
            .filter(part -> !part.equals(parameter) && !part.startsWith(parameter + "="))
            .filter(part -> part.matches("[\\x21-\\x7e]+"))
            .collect(Collectors.joining("&"));
    return left.isEmpty() ? "" : "?" + left;
  }
}
