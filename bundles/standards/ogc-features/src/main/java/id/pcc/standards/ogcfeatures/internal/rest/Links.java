package id.pcc.standards.ogcfeatures.internal.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Makes links.
 *
 * @param root the address of the landing page, without a slash at its end
 */
record Links(String root) {
  static final String JSON = "application/json";
  static final String GEOJSON = "application/geo+json";
  static final String OPENAPI = "application/vnd.oai.openapi+json;version=3.0";

  /** A link (RFC 8288). */
  Map<String, Object> to(String path, String relation, String type, String title) {
    Map<String, Object> link = new LinkedHashMap<>();
    link.put("href", root + path);
    link.put("rel", relation);
    link.put("type", type);
    link.put("title", title);
    return link;
  }

  /** The path of a page of features with these parameters, going on at the cursor if any. */
  static String page(String path, Map<String, String[]> parameters, String cursor) {
    Map<String, String> all = new LinkedHashMap<>();
    parameters.forEach((name, values) -> all.put(name, values[0]));
    if (cursor != null) {
      all.put("cursor", cursor);
    }
    StringJoiner query = new StringJoiner("&", path + "?", "").setEmptyValue(path);
    all.forEach((name, value) -> query.add(encoded(name) + "=" + encoded(value)));
    return query.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
