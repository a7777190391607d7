package id.pcc.connect.internal.camel;

import id.pcc.api.LocalText;
import id.pcc.mapping.format.CsvTable;
import id.pcc.mapping.format.DocumentException;
import id.pcc.mapping.format.JsonDocument;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * Takes the records out of a message: a map, a list of maps, or a document in JSON or CSV. Which of
 * the two a document is says {@code format} of the endpoint, else its {@code Content-Type}, else
 * its first sign.
 */
final class RecordBody {
  static final int LARGEST = 64 << 20;

  private final JsonDocument json = new JsonDocument();
  private final CsvTable csv = new CsvTable();
  private final String dataset;
  private final String format;
  private final Delivery delivery;

  /**
   * @param format {@code csv}, {@code json} or empty
   */
  RecordBody(String dataset, String format, Delivery delivery) {
    this.dataset = dataset;
    this.format = format;
    this.delivery = delivery;
  }

  List<Map<String, Object>> records(Exchange exchange) throws DocumentException, IOException {
    Object body = exchange.getMessage().getBody();
    if (body == null) {
      return List.of();
    }
    if (body instanceof Map || body instanceof Iterable || body instanceof Map[]) {
      return maps(body);
    }
    InputStream stream = exchange.getMessage().getBody(InputStream.class);
    if (stream == null) {
      throw DocumentException.wrong(
          "body",
          body.getClass().getName(),
          LocalText.of("peta, daftar peta, JSON, atau CSV", "a map, a list of maps, JSON or CSV"));
    }
    byte[] raw;
    try (stream) {
      raw = stream.readNBytes(LARGEST + 1);
    }
    try {
      if (raw.length > LARGEST) {
        throw DocumentException.tooMuch("document", (LARGEST >> 20) + " MB");
      }
      String type = exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, "", String.class);
      return table(raw, type) ? csv.read(raw) : maps(json.read(raw));
    } catch (DocumentException e) {
      delivery.quarantine(dataset, SourceText.of(exchange), raw, e.fault());
      throw e;
    }
  }

  private boolean table(byte[] raw, String contentType) throws DocumentException {
    String said = format.isEmpty() ? contentType.toLowerCase(Locale.ROOT) : format;
    if (said.contains("csv")) {
      return true;
    }
    if (said.contains("json")) {
      return false;
    }
    for (byte b : raw) {
      if (b == '{' || b == '[') {
        return false;
      }
      if (b > ' ') {
        break;
      }
    }
    throw DocumentException.wrong(
        "body",
        contentType,
        LocalText.of(
            "JSON, atau CSV dengan Content-Type text/csv atau pilihan format=csv",
            "JSON, or CSV with Content-Type text/csv or option format=csv"));
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> maps(Object value) throws DocumentException {
    if (value instanceof Map<?, ?> one) {
      return List.of((Map<String, Object>) one);
    }
    Iterable<?> all = value instanceof Map<?, ?>[] array ? Arrays.asList(array) : asIterable(value);
    List<Map<String, Object>> maps = new ArrayList<>();
    for (Object each : all) {
      if (!(each instanceof Map<?, ?> map)) {
        String what = each == null ? "null" : each.getClass().getSimpleName();
        throw DocumentException.wrong(
            "body[" + maps.size() + "]",
            what,
            LocalText.of("peta dari kolom ke nilai", "a map of field to value"));
      }
      maps.add((Map<String, Object>) map);
    }
    return maps;
  }

  private static Iterable<?> asIterable(Object value) throws DocumentException {
    if (value instanceof Iterable<?> iterable) {
      return iterable;
    }
    throw DocumentException.wrong(
        "document",
        String.valueOf(value),
        LocalText.of("objek atau larik", "an object or an array"));
  }
}
