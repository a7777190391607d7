package id.pcc.connect.internal.format;

import id.pcc.api.LocalText;
import id.pcc.mapping.format.DocumentException;
import java.io.StringReader;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML that a stranger may have written: a DOCTYPE is refused before anything in it is looked
 * at, nothing is fetched, and size, depth and number of elements are bounded.
 */
public final class XmlDocument {
  static final int LARGEST = 5 << 20;
  static final int DEEPEST = 40;
  static final int MOST_ELEMENTS = 50_000;

  // The JDK's own parser by name: inside OSGi another one could be found first, with other limits.
  private static final XMLInputFactory FACTORY = XMLInputFactory.newDefaultFactory();

  static {
    FACTORY.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    FACTORY.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    FACTORY.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    FACTORY.setProperty(XMLInputFactory.IS_COALESCING, false);
    FACTORY.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("external entities are refused: " + systemId);
        });
  }

  private XmlDocument() {}

  /** The root element of a document. */
  public static XmlElement read(byte[] raw) throws DocumentException {
    if (raw.length > LARGEST) {
      throw DocumentException.tooMuch("document", (LARGEST >> 20) + " MB");
    }
    try {
      XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(XmlText.decode(raw)));
      try {
        return new Reading(reader).document();
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      Location at = e.getLocation();
      String place =
          at == null
              ? "document"
              : "line " + at.getLineNumber() + ", column " + at.getColumnNumber();
      throw DocumentException.malformed(place, "XML", firstLineOfCause(e));
    }
  }

  /** The parser's message begins with a line of its own that repeats the place. */
  private static String firstLineOfCause(XMLStreamException e) {
    String message = String.valueOf(e.getMessage());
    int detail = message.indexOf("Message: ");
    return detail < 0 ? message : message.substring(detail + "Message: ".length());
  }

  private static final class Reading {
    private final XMLStreamReader reader;
    private int elements;

    Reading(XMLStreamReader reader) {
      this.reader = reader;
    }

    XmlElement document() throws XMLStreamException, DocumentException {
      XmlElement root = null;
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.DTD) {
          throw DocumentException.at(
              "line " + reader.getLocation().getLineNumber(),
              "DOCTYPE ditolak",
              "a DOCTYPE is refused");
        }
        if (event == XMLStreamConstants.START_ELEMENT) {
          root = start(null);
          content(root, 1);
        }
      }
      if (root == null) {
        throw DocumentException.missing("document");
      }
      return root;
    }

    private XmlElement start(XmlElement parent) throws DocumentException {
      if (++elements > MOST_ELEMENTS) {
        throw DocumentException.tooMuch(
            "document", LocalText.of(MOST_ELEMENTS + " elemen", MOST_ELEMENTS + " elements"));
      }
      String namespace = reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI();
      String name = reader.getLocalName();
      String place = name;
      if (parent != null) {
        // Counting is only done where it stays cheap; thousands of siblings need no exact number.
        int before = elements < 2_000 ? parent.count(namespace, name) : 0;
        place = parent.place() + "/" + name + (before == 0 ? "" : "[" + (before + 1) + "]");
      }
      XmlElement element = new XmlElement(namespace, name, place);
      for (int i = 0; i < reader.getAttributeCount(); i++) {
        if (reader.getAttributeNamespace(i) == null || reader.getAttributeNamespace(i).isEmpty()) {
          element.attribute(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
      }
      return element;
    }

    private void content(XmlElement element, int depth)
        throws XMLStreamException, DocumentException {
      if (depth > DEEPEST) {
        throw DocumentException.tooMuch(
            element.name(),
            LocalText.of(DEEPEST + " elemen bersarang", DEEPEST + " nested elements"));
      }
      while (true) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            XmlElement child = start(element);
            content(child, depth + 1);
            element.add(child);
          }
          case XMLStreamConstants.END_ELEMENT -> {
            return;
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
              element.add(
                  reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
          case XMLStreamConstants.ENTITY_REFERENCE ->
              throw DocumentException.at(
                  element.place(),
                  "entitas &" + reader.getLocalName() + "; ditolak",
                  "the entity &" + reader.getLocalName() + "; is refused");
          default -> {
            // Comments and processing instructions say nothing to us.
          }
        }
      }
    }
  }
}
