package id.pcc.connect.internal.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An element of an XML document, with its place for error messages. */
public final class XmlElement {
  private final String namespace;
  private final String name;
  private final String place;
  private final List<XmlElement> children = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final List<String[]> attributes = new ArrayList<>();

  XmlElement(String namespace, String name, String place) {
    this.namespace = namespace == null ? "" : namespace;
    this.name = name;
    this.place = place;
  }

  String namespace() {
    return namespace;
  }

  /** The name without its namespace. */
  public String name() {
    return name;
  }

  /** The path from the root, with numbers where a name repeats. */
  String place() {
    return place;
  }

  /** The text directly in this element, without surrounding white space. */
  public String text() {
    return text.toString().strip();
  }

  /** The first child of that name, in this element's namespace. */
  Optional<XmlElement> child(String child) {
    return children.stream()
        .filter(c -> c.name.equals(child) && c.namespace.equals(namespace))
        .findFirst();
  }

  /** The children of that name, in this element's namespace. */
  public List<XmlElement> children(String child) {
    return children.stream()
        .filter(c -> c.name.equals(child) && c.namespace.equals(namespace))
        .toList();
  }

  /** All children in their order. */
  public List<XmlElement> children() {
    return List.copyOf(children);
  }

  /** The attributes without namespace, by name. */
  public Map<String, String> attributes() {
    Map<String, String> named = new LinkedHashMap<>();
    attributes.forEach(a -> named.put(a[0], a[1]));
    return named;
  }

  /** The text of the first child of that name; empty when there is none. */
  public String text(String child) {
    return child(child).map(XmlElement::text).orElse("");
  }

  /** The attribute of that name without namespace; empty when there is none. */
  String attribute(String attribute) {
    return attributes.stream()
        .filter(a -> a[0].equals(attribute))
        .map(a -> a[1])
        .findFirst()
        .orElse("");
  }

  void add(XmlElement child) {
    children.add(child);
  }

  void add(char[] characters, int start, int length) {
    text.append(characters, start, length);
  }

  void attribute(String attribute, String value) {
    attributes.add(new String[] {attribute, value});
  }

  /** How many children of that name and namespace there are already. */
  int count(String childNamespace, String child) {
    return (int)
        children.stream()
            .filter(c -> c.name.equals(child) && c.namespace.equals(childNamespace))
            .count();
  }
}
