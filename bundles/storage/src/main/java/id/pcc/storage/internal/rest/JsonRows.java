package id.pcc.storage.internal.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import id.pcc.storage.internal.json.Json;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Reads {@code application/json}: an array of records, or one record. */
final class JsonRows implements Rows.Reader {
  @Override
  public Rows.Unread read(Body body, Rows rows) throws IOException {
    long from = 0;
    try (InputStream in = body.open();
        JsonParser parser = Json.factory().createParser(in)) {
      JsonValues values = new JsonValues(parser);
      JsonToken first = parser.nextToken();
      if (first == null) {
        return Rows.Unread.of(
            0,
            "document.empty",
            "seharusnya larik rekaman, atau satu rekaman; yang datang kosong",
            "expected an array of records, or one record; got nothing");
      }
      if (first != JsonToken.START_ARRAY) {
        Map<String, Object> record = values.record();
        rows.row(record, body.size());
      } else {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          from = Math.max(0, parser.currentTokenLocation().getByteOffset());
          Map<String, Object> record = values.record();
          long end = Math.max(0, parser.currentLocation().getByteOffset());
          rows.row(record, end - from);
          from = end;
        }
      }
      from = Math.max(0, parser.currentLocation().getByteOffset());
      if (parser.nextToken() != null) {
        return Rows.Unread.of(
            from,
            "document.end_expected",
            "seharusnya dokumen berakhir sesudah rekaman-rekamannya",
            "expected the end of the document after the records");
      }
      return Rows.Unread.NOTHING;
    } catch (JsonProcessingException e) {
      return new Rows.Unread(from, JsonValues.why(e));
    } catch (CharConversionException e) {
      return Rows.Unread.of(
          from,
          "document.characters",
          "bukan JSON: karakternya bukan {charset}",
          "not JSON: the characters are not {charset}",
          "charset",
          "UTF-8");
    }
  }
}
