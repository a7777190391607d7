package id.pcc.storage.internal.rest;

import id.pcc.web.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.ws.rs.core.MediaType;

/** The formats in which records leave. */
enum RecordFormat {
  /** A page. */
  JSON(MediaType.APPLICATION_JSON_TYPE),
  /** One JSON object a line. */
  NDJSON(new MediaType("application", "x-ndjson")),
  /** A table (RFC 4180). */
  CSV(new MediaType("text", "csv")),
  /** A FeatureCollection (RFC 7946). */
  GEOJSON(new MediaType("application", "geo+json"));

  private final MediaType type;

  RecordFormat(MediaType type) {
    this.type = type;
  }

  MediaType type() {
    return type;
  }

  /** The ending of a file's name. */
  String ending() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The format that is wanted.
   *
   * @param named by parameter; {@code null} for by what is accepted
   * @param accepted best first
   */
  static RecordFormat wanted(String named, List<MediaType> accepted) {
    if (named != null && !named.isEmpty()) {
      return Arrays.stream(values())
          .filter(format -> format.ending().equals(named))
          .findFirst()
          .orElseThrow(() -> Problem.parameter("format", "json, ndjson, csv or geojson"));
    }
    for (MediaType type : accepted) {
      for (RecordFormat format : values()) {
        if (format.type.isCompatible(type)) {
          return format;
        }
      }
    }
    throw Problem.of(
        406,
        "Not acceptable",
        "Records come as application/json, application/x-ndjson, text/csv or"
            + " application/geo+json.");
  }
}
