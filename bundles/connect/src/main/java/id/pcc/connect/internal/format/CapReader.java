package id.pcc.connect.internal.format;

import id.pcc.api.LocalText;
import id.pcc.api.cap.CapAlert;
import id.pcc.api.cap.CapInfo;
import id.pcc.api.notice.Severity;
import id.pcc.mapping.format.DocumentException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads alerts of the Common Alerting Protocol 1.1 and 1.2 (OASIS). Besides the schema it holds a
 * message to the rules that stand in the text of the standard: an Update or Cancel names what it
 * replaces, a message refers neither to itself nor to later ones, and a Restricted one says to
 * whom.
 */
public final class CapReader {
  private static final Set<String> NAMESPACES =
      Set.of("urn:oasis:names:tc:emergency:cap:1.1", "urn:oasis:names:tc:emergency:cap:1.2");
  private static final List<String> STATUS =
      List.of("Actual", "Exercise", "System", "Test", "Draft");
  private static final List<String> MSG_TYPE = List.of("Alert", "Update", "Cancel", "Ack", "Error");
  private static final List<String> SCOPE = List.of("Public", "Restricted", "Private");
  private static final List<String> CATEGORY =
      List.of(
          "Geo",
          "Met",
          "Safety",
          "Security",
          "Rescue",
          "Fire",
          "Health",
          "Env",
          "Transport",
          "Infra",
          "CBRNE",
          "Other");
  private static final List<String> URGENCY =
      List.of("Immediate", "Expected", "Future", "Past", "Unknown");
  private static final List<String> SEVERITY =
      List.of("Extreme", "Severe", "Moderate", "Minor", "Unknown");
  private static final List<String> CERTAINTY =
      List.of("Observed", "Likely", "Possible", "Unlikely", "Unknown");

  /** CAP 1.2, 3.3.2: with seconds, without fractions, and with an offset instead of {@code Z}. */
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[-+]\\d\\d:\\d\\d");

  private static final Pattern NAME = Pattern.compile("[^\\s,<&]+");

  private record Reference(String sender, String identifier, Instant sent) {}

  /** The alert that a document holds. */
  public CapAlert read(byte[] raw) throws DocumentException {
    return alert(XmlDocument.read(raw));
  }

  private static CapAlert alert(XmlElement alert) throws DocumentException {
    if (!alert.name().equals("alert") || !NAMESPACES.contains(alert.namespace())) {
      throw DocumentException.wrong(
          alert.name(),
          "{" + alert.namespace() + "}" + alert.name(),
          LocalText.of("peringatan CAP 1.1 atau 1.2", "a CAP 1.1 or 1.2 alert"));
    }
    String identifier = name(alert, "identifier");
    String sender = name(alert, "sender");
    Instant sent = time(alert, "sent");
    require(alert, "sent");
    String msgType = word(alert, "msgType", MSG_TYPE);
    String scope = word(alert, "scope", SCOPE);
    if (scope.equals("Restricted")) {
      require(alert, "restriction");
    }
    if (scope.equals("Private")) {
      require(alert, "addresses");
    }
    List<String> references = references(alert, sender, identifier, sent, msgType);
    List<CapInfo> infos = new ArrayList<>();
    for (XmlElement info : alert.children("info")) {
      infos.add(info(info, sent));
    }
    return new CapAlert(
        identifier, sender, sent, word(alert, "status", STATUS), msgType, scope, references, infos);
  }

  private static List<String> references(
      XmlElement alert, String sender, String identifier, Instant sent, String msgType)
      throws DocumentException {
    if (msgType.equals("Update") || msgType.equals("Cancel")) {
      require(alert, "references");
    }
    String text = alert.text("references");
    List<String> identifiers = new ArrayList<>();
    if (text.isEmpty()) {
      return identifiers;
    }
    String place = alert.place() + "/references";
    for (String part : text.split("\\s+")) {
      Reference reference = reference(place, part);
      if (reference.identifier().equals(identifier) && reference.sender().equals(sender)) {
        throw DocumentException.at(
            place, "merujuk ke pesan itu sendiri", "refers to the message itself");
      }
      if (reference.sent().isAfter(sent)) {
        throw DocumentException.at(
            place,
            "merujuk ke pesan yang lebih baru: " + part,
            "refers to a later message: " + part);
      }
      identifiers.add(reference.identifier());
    }
    return identifiers;
  }

  private static Reference reference(String place, String text) throws DocumentException {
    String[] parts = text.split(",", -1);
    if (parts.length != 3 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw DocumentException.wrong(place, text, "sender,identifier,sent");
    }
    return new Reference(parts[0], parts[1], time(place, parts[2]));
  }

  private static CapInfo info(XmlElement info, Instant sent) throws DocumentException {
    require(info, "category");
    for (XmlElement category : info.children("category")) {
      word(category.place(), category.text(), CATEGORY);
    }
    require(info, "event");
    CapArea area = CapArea.of(info.children("area"));
    Instant effective = time(info, "effective");
    String language = info.text("language");
    String certainty = info.text("certainty");
    return new CapInfo(
        language.isEmpty() ? "en-US" : language,
        info.text("event"),
        word(info, "urgency", URGENCY),
        Severity.valueOf(word(info, "severity", SEVERITY).toUpperCase(Locale.ROOT)),
        // CAP 1.1, 3.2.2: the 1.0 value "Very Likely" is to be read as Likely.
        certainty.equals("Very Likely") ? "Likely" : word(info, "certainty", CERTAINTY),
        effective == null ? sent : effective,
        time(info, "onset"),
        time(info, "expires"),
        info.text("headline"),
        info.text("description"),
        info.text("instruction"),
        info.text("web"),
        area.description(),
        area.multiPolygon(),
        geocodes(info));
  }

  private static List<Map.Entry<String, String>> geocodes(XmlElement info)
      throws DocumentException {
    List<Map.Entry<String, String>> geocodes = new ArrayList<>();
    for (XmlElement area : info.children("area")) {
      for (XmlElement geocode : area.children("geocode")) {
        require(geocode, "valueName");
        geocodes.add(Map.entry(geocode.text("valueName"), geocode.text("value")));
      }
    }
    return geocodes;
  }

  private static void require(XmlElement parent, String child) throws DocumentException {
    if (parent.text(child).isEmpty()) {
      throw DocumentException.missing(parent.place() + "/" + child);
    }
  }

  private static String name(XmlElement alert, String child) throws DocumentException {
    require(alert, child);
    String text = alert.text(child);
    if (!NAME.matcher(text).matches()) {
      throw DocumentException.wrong(
          alert.place() + "/" + child,
          text,
          LocalText.of(
              "tanpa spasi, koma, < atau & (CAP 1.2, 3.2.1)",
              "no blanks, commas, < or & (CAP 1.2, 3.2.1)"));
    }
    return text;
  }

  private static String word(XmlElement parent, String child, List<String> words)
      throws DocumentException {
    require(parent, child);
    return word(parent.place() + "/" + child, parent.text(child), words);
  }

  private static String word(String place, String text, List<String> words)
      throws DocumentException {
    if (!words.contains(text)) {
      throw DocumentException.wrong(place, text, String.join(", ", words));
    }
    return text;
  }

  private static Instant time(XmlElement parent, String child) throws DocumentException {
    String text = parent.text(child);
    return text.isEmpty() ? null : time(parent.place() + "/" + child, text);
  }

  private static Instant time(String place, String text) throws DocumentException {
    try {
      if (TIME.matcher(text).matches()) {
        return OffsetDateTime.parse(text.replace("-00:00", "+00:00")).toInstant();
      }
    } catch (DateTimeException e) {
      // A date that does not exist, such as 30 February: said below.
    }
    throw DocumentException.wrong(
        place,
        text,
        LocalText.of(
            "waktu seperti 2026-02-16T10:00:00+07:00", "a time such as 2026-02-16T10:00:00+07:00"));
  }
}
