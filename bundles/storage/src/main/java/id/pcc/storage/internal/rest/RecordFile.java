package id.pcc.storage.internal.rest;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Field;
import id.pcc.storage.internal.json.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes records one by one as a document. */
interface RecordFile {
  /** Writes a record. */
  void record(Map<String, Object> record) throws IOException;

  /** Writes the end. */
  void end() throws IOException;

  /** Begins a document of that format. */
  static RecordFile begin(RecordFormat format, Dataset dataset, OutputStream out)
      throws IOException {
    Writer writer =
        new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 32 << 10);
    return switch (format) {
      case CSV -> new Table(dataset, writer);
      case GEOJSON -> new Features(dataset, writer);
      case NDJSON, JSON -> new Lines(writer);
    };
  }

  /** NDJSON. */
  final class Lines implements RecordFile {
    private final Writer out;

    Lines(Writer out) {
      this.out = out;
    }

    @Override
    public void record(Map<String, Object> record) throws IOException {
      out.write(Json.write(record));
      out.write('\n');
    }

    @Override
    public void end() throws IOException {
      out.flush();
    }
  }

  /**
   * CSV with a heading. A text that a spreadsheet would take for a formula gets an apostrophe, so
   * that nobody's data runs on the computer of whoever opens the file (OWASP, CSV injection).
   */
  final class Table implements RecordFile {
    private final List<String> columns = new ArrayList<>();
    private final Writer out;
    private final CsvWriter table;

    Table(Dataset dataset, Writer out) {
      this.out = out;
      dataset.fields().stream().map(Field::name).forEach(columns::add);
      columns.add("_received");
      table = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out);
      table.writeRecord(columns);
    }

    @Override
    public void record(Map<String, Object> record) {
      table.writeRecord(columns.stream().map(column -> cell(record.get(column))).toList());
    }

    @Override
    public void end() throws IOException {
      table.flush();
      out.flush();
    }

    static String cell(Object value) {
      if (value == null) {
        return "";
      }
      if (value instanceof Instant time) {
        return Json.time(time);
      }
      if (value instanceof String text) {
        return harmless(text);
      }
      return value instanceof Map<?, ?> ? Json.write(value) : value.toString();
    }

    private static String harmless(String text) {
      boolean formula = !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0;
      return formula ? "'" + text : text;
    }
  }

  /** GeoJSON; what is nowhere has no geometry. */
  final class Features implements RecordFile {
    private final String geometry;
    private final Writer out;
    private boolean first = true;

    Features(Dataset dataset, Writer out) throws IOException {
      this.geometry = dataset.geometry().map(Field::name).orElse("");
      this.out = out;
      out.write("{\"type\":\"FeatureCollection\",\"features\":[");
    }

    @Override
    public void record(Map<String, Object> record) throws IOException {
      Map<String, Object> properties = new LinkedHashMap<>(record);
      Map<String, Object> feature = new LinkedHashMap<>();
      feature.put("type", "Feature");
      feature.put("geometry", properties.remove(geometry));
      feature.put("properties", properties);
      out.write(first ? "\n" : ",\n");
      out.write(Json.write(feature));
      first = false;
    }

    @Override
    public void end() throws IOException {
      out.write("\n]}\n");
      out.flush();
    }
  }
}
