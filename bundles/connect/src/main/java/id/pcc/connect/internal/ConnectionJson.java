package id.pcc.connect.internal;

import id.pcc.api.LocalText;
import id.pcc.api.command.Command;
import id.pcc.api.widget.MapLayer;
import id.pcc.api.widget.Widget;
import id.pcc.connect.Connection;
import id.pcc.connect.Connector;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A department as {@code /api/departments} and the live feed tell of it. */
public final class ConnectionJson {
  private ConnectionJson() {}

  /**
   * The department.
   *
   * @param zone the zone of times
   * @param now when this is told
   */
  public static Map<String, Object> of(Connection connection, ZoneId zone, Instant now) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("name", connection.name());
    item.put("title", text(connection.title()));
    item.put("bundle", connection.bundle());
    item.put("version", connection.version());
    item.put("status", status(connection, zone));
    item.put(
        "datasets", connection.datasets().stream().map(d -> connection.name() + "/" + d).toList());
    item.put("layers", connection.layers().stream().map(l -> layer(connection, l)).toList());
    item.put("widgets", connection.widgets().stream().map(w -> widget(connection, w)).toList());
    item.put("commands", connection.commands().stream().map(ConnectionJson::command).toList());
    item.put(
        "connectors", connection.connectors().stream().map(c -> connector(c, zone, now)).toList());
    return item;
  }

  private static Map<String, Object> status(Connection connection, ZoneId zone) {
    Connector failing = connection.failing().orElse(null);
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("state", connection.status().state().name().toLowerCase(Locale.ROOT));
    status.put("reason", text(connection.status().reason()));
    status.put("since", time(connection.status().since(), zone));
    status.put("lastError", failing == null ? null : text(failing.lastError()));
    status.put("nextTry", failing == null ? null : time(failing.nextTry(), zone));
    return status;
  }

  private static Map<String, Object> layer(Connection connection, MapLayer layer) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", layer.name());
    map.put("dataset", connection.name() + "/" + layer.dataset());
    map.put("title", text(layer.title()));
    map.put("label", layer.label());
    map.put("until", layer.until());
    map.put("classes", layer.classes().stream().map(ConnectionJson::valueClass).toList());
    return map;
  }

  private static Map<String, Object> valueClass(MapLayer.ValueClass valueClass) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("field", valueClass.field());
    map.put("from", valueClass.from());
    map.put("value", valueClass.value());
    map.put("level", valueClass.level().name().toLowerCase(Locale.ROOT));
    map.put("title", text(valueClass.title()));
    return map;
  }

  private static Map<String, Object> widget(Connection connection, Widget widget) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("type", connection.name() + "/" + widget.name());
    map.put("title", text(widget.title()));
    map.put(
        "module",
        "/api/departments/"
            + connection.name()
            + "/widgets/"
            + widget.name()
            + ".js?v="
            + connection.modified());
    map.put("datasets", widget.datasets());
    map.put("size", Map.of("w", widget.width(), "h", widget.height()));
    return map;
  }

  private static Map<String, Object> command(Command command) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", command.name());
    map.put("title", text(command.title()));
    map.put("timeToLive", command.timeToLive().toString());
    map.put("fourEyes", command.fourEyes());
    map.put(
        "parameters",
        command.parameters().stream()
            .map(
                p ->
                    Map.of(
                        "name", p.name(),
                        "type", p.field().type().name().toLowerCase(Locale.ROOT),
                        "unit", p.field().unit(),
                        "description", text(p.field().description())))
            .toList());
    return map;
  }

  private static Map<String, Object> connector(Connector connector, ZoneId zone, Instant now) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", connector.name());
    map.put("lastSuccess", time(connector.lastSuccess(), zone));
    map.put("lastError", text(connector.lastError()));
    map.put("lastErrorAt", time(connector.lastErrorAt(), zone));
    map.put("failingSince", time(connector.failingSince(), zone));
    map.put("nextTry", time(connector.nextTry(), zone));
    Instant success = connector.lastSuccess();
    map.put(
        "lag", success == null ? null : Math.max(0, Duration.between(success, now).toSeconds()));
    return map;
  }

  /** A text in both languages; {@code null} for {@code null}. */
  static Map<String, Object> text(LocalText text) {
    if (text == null) {
      return null;
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", text.id());
    map.put("en", text.en());
    return map;
  }

  private static String time(Instant instant, ZoneId zone) {
    return instant == null
        ? null
        : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
            instant.truncatedTo(ChronoUnit.MILLIS).atZone(zone).toOffsetDateTime());
  }

  /** Several departments. */
  public static List<Map<String, Object>> of(List<Connection> all, ZoneId zone, Instant now) {
    return all.stream().map(c -> of(c, zone, now)).toList();
  }
}
