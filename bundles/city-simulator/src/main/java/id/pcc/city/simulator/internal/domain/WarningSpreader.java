package id.pcc.city.simulator.internal.domain;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Takes CAP 1.2 messages for the public, each once, and keeps the newest. */
public final class WarningSpreader {
  private static final String CAP = "urn:oasis:names:tc:emergency:cap:1.2";

  private final Receipts receipts;
  private byte[] newest;

  public WarningSpreader(Stage stage, ZoneId zone) {
    receipts = new Receipts("CAP", stage, zone);
  }

  /** The message that was taken last. */
  public synchronized Optional<byte[]> newest() {
    return Optional.ofNullable(newest);
  }

  /**
   * Takes a message; one that comes again is answered as the first time.
   *
   * @throws IllegalArgumentException when it is none
   */
  public synchronized Map<String, Object> spread(byte[] message) {
    Element alert = read(message);
    for (String part : new String[] {"sender", "sent", "status", "msgType", "scope", "areaDesc"}) {
      text(alert, part);
    }
    return receipts.once(Map.of("id", text(alert, "identifier")), () -> newest = message.clone());
  }

  private static Element read(byte[] message) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Element root =
          factory
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(message))
              .getDocumentElement();
      if (!CAP.equals(root.getNamespaceURI()) || !root.getLocalName().equals("alert")) {
        throw new IllegalArgumentException("CAP 1.2 (alert) diperlukan.");
      }
      return root;
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new IllegalArgumentException("CAP: " + e.getMessage(), e);
    }
  }

  private static String text(Element alert, String name) {
    var found = alert.getElementsByTagNameNS(CAP, name);
    if (found.getLength() == 0 || found.item(0).getTextContent().isBlank()) {
      throw new IllegalArgumentException(name + ": teks diperlukan.");
    }
    return found.item(0).getTextContent();
  }
}
