package id.pcc.storage.internal.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import id.pcc.api.LocalText;
import id.pcc.api.dataset.Fault;
import id.pcc.storage.internal.domain.RecordCheck;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes records of JSON, each of bounded size: a small text can stand for many small objects. */
final class JsonValues {
  private static final int MOST_VALUES = 200_000;

  private final JsonParser parser;
  private int left;

  JsonValues(JsonParser parser) {
    this.parser = parser;
  }

  /** The value at the parser's token, as a record. */
  Map<String, Object> record() throws IOException {
    left = MOST_VALUES;
    return record(value());
  }

  /** A value as a record; what is none is kept under a name that no field has. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> record(Object value) {
    if (!(value instanceof Map)) {
      return Collections.singletonMap(RecordCheck.UNREADABLE, value);
    }
    Map<String, Object> record = (Map<String, Object>) value;
    // What records carry when they are read from here: they may be delivered again as they are.
    record.remove("_seq");
    record.remove("_received");
    return record;
  }

  private Object value() throws IOException {
    if (--left < 0) {
      throw new StreamConstraintsException(
          "a record has more than " + MOST_VALUES + " values", parser.currentLocation());
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private Map<String, Object> object() throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      object.put(name, value());
    }
    return object;
  }

  private List<Object> array() throws IOException {
    List<Object> array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value());
    }
    return array;
  }

  /** Why a text is no JSON, in words for people. */
  static Fault why(JsonProcessingException e) {
    String first = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("not JSON");
    // The library adds where it was told so and of what object; neither tells a sender anything.
    String what = first.replaceAll(" \\(start marker at .*|, from `.*", "");
    what += what.contains("(") && !what.contains(")") ? ")" : "";
    var where = e.getLocation();
    what = what.length() > 200 ? what.substring(0, 200) + "…" : what;
    // What the library says is in English, whatever the language of the reader.
    return where == null
        ? Fault.of(
            "document.json",
            LocalText.of("bukan JSON: {detail}", "not JSON: {detail}"),
            "detail",
            what)
        : Fault.of(
            "document.json",
            LocalText.of(
                "bukan JSON di baris {line}, kolom {column}: {detail}",
                "not JSON at line {line}, column {column}: {detail}"),
            "line",
            where.getLineNr(),
            "column",
            where.getColumnNr(),
            "detail",
            what);
  }
}
