package id.pcc.storage.internal.rest;

import id.pcc.web.Problem;
import java.nio.charset.Charset;
import java.util.Locale;
import javax.ws.rs.core.MediaType;

/** Who reads a body, by its type. */
final class BodyFormat {
  private BodyFormat() {}

  /**
   * The reader of a body.
   *
   * @param type as the sender says; may be {@code null}
   * @throws Problem 415 when nobody can
   */
  static Rows.Reader reader(MediaType type) {
    String name =
        type == null ? "" : (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT);
    return switch (name) {
      case "application/json" -> new JsonRows();
      case "application/x-ndjson", "application/ndjson", "application/jsonl" -> new NdjsonRows();
      case "text/csv" -> new CsvRows(charset(type));
      default ->
          throw Problem.of(
              415,
              "Unsupported media type",
              "Records are taken as application/json, application/x-ndjson or text/csv; the"
                  + " Content-Type was "
                  + (name.isEmpty() ? "missing" : type)
                  + ".");
    };
  }

  private static Charset charset(MediaType type) {
    String name = type.getParameters().get(MediaType.CHARSET_PARAMETER);
    try {
      return name == null ? null : Charset.forName(name.replace("\"", ""));
    } catch (IllegalArgumentException e) {
      throw Problem.of(415, "Unsupported media type", "The charset " + name + " is not known.");
    }
  }
}
