package id.pcc.departments.kominfo;

import id.pcc.api.city.City;
import id.pcc.api.city.Kelurahan;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A public warning as a CAP 1.2 message (OASIS). Its identifier is made of the number of the order,
 * so that a repetition is the same message.
 */
final class PublicWarning {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

  /** What a kelurahan's code begins with, such as {@code 61.71}. */
  private static final int CITY_CODE = 5;

  private final City city;
  private final String sender;
  private final String status;

  /**
   * @param sender as CAP wants it: unique, without blanks, commas, {@code <} and {@code &}
   * @param status {@code Actual}, {@code Exercise} or {@code Test}
   */
  PublicWarning(City city, String sender, String status) {
    this.city = city;
    this.sender = sender;
    this.status = status;
  }

  /**
   * The message.
   *
   * @param order the number of the order
   * @param told the parameters of the command, checked
   */
  String of(String order, Map<?, ?> told, Instant now) {
    ZoneId zone = city.zone();
    Instant sent = now.truncatedTo(ChronoUnit.SECONDS);
    long hours = ((Number) told.get("jam")).longValue();
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("language", "id-ID");
    info.put("category", told.get("kategori"));
    info.put("event", told.get("judul"));
    info.put("urgency", told.get("desakan"));
    info.put("severity", told.get("keparahan"));
    info.put("certainty", told.get("kepastian"));
    info.put("expires", TIME.format(sent.plus(hours, ChronoUnit.HOURS).atZone(zone)));
    info.put("senderName", "Pemerintah Kota Pontianak");
    info.put("headline", told.get("judul"));
    info.put("description", told.get("uraian"));
    info.put("instruction", told.get("anjuran"));
    StringBuilder cap = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    cap.append("<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\">");
    element(cap, "identifier", "PTK-" + order);
    element(cap, "sender", sender);
    element(cap, "sent", TIME.format(sent.atZone(zone)));
    element(cap, "status", status);
    element(cap, "msgType", "Alert");
    element(cap, "scope", "Public");
    cap.append("<info>");
    info.forEach((name, value) -> element(cap, name, value));
    area(cap, told.get("kelurahan"));
    return cap.append("</info></alert>\n").toString();
  }

  /** One kelurahan, or all; by code, as their official boundaries are not ours to publish. */
  private void area(StringBuilder cap, Object wanted) {
    String whole = "Kota " + city.name();
    String code = city.kelurahan().get(0).code().substring(0, CITY_CODE);
    cap.append("<area>");
    if (wanted == null) {
      element(cap, "areaDesc", whole);
    } else {
      Kelurahan place = city.find(String.valueOf(wanted)).orElseThrow();
      element(cap, "areaDesc", place.name() + ", " + whole);
      code = place.code();
    }
    cap.append("<geocode><valueName>Kemendagri</valueName>");
    element(cap, "value", code);
    cap.append("</geocode>");
    cap.append("</area>");
  }

  private static void element(StringBuilder cap, String name, Object value) {
    if (value != null) {
      String text = value.toString().replace("&", "&amp;").replace("<", "&lt;");
      cap.append('<').append(name).append('>').append(text.replace(">", "&gt;"));
      cap.append("</").append(name).append('>');
    }
  }
}
