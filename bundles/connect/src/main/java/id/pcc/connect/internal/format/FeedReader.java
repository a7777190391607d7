package id.pcc.connect.internal.format;

import id.pcc.api.LocalText;
import id.pcc.mapping.format.DocumentException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an index in RSS 2.0 or Atom (RFC 4287) into maps of {@code title}, {@code link}, {@code
 * guid} and {@code published} (an {@link Instant}, absent when the index does not say). The page by
 * which a web server lists a folder is an index too: its items are the links to {@code .xml} and
 * {@code .cap} files, without anything else. A link is absolute, and is nothing but an address:
 * what is not http or https, or holds the signs with which routes are written, is refused.
 */
public final class FeedReader {
  private static final int MOST_ITEMS = 5_000;
  private static final String ATOM = "http://www.w3.org/2005/Atom";

  /** Within so many signs a page says that it is one. */
  private static final int BEGINNING = 1_000;

  private static final Pattern LISTED =
      Pattern.compile(
          "href\\s{0,9}=\\s{0,9}[\"']([^\"'?#\\s]{1,500}\\.(?:cap|xml))[\"']",
          Pattern.CASE_INSENSITIVE);

  /**
   * The items in the index's order.
   *
   * @param address where the index was read from, so that relative links can be told; {@code null}
   *     when unknown
   */
  public List<Map<String, Object>> read(byte[] raw, URI address) throws DocumentException {
    String beginning = new String(raw, 0, Math.min(raw.length, BEGINNING), StandardCharsets.UTF_8);
    if (beginning.toLowerCase(Locale.ROOT).contains("<html")) {
      return listed(new String(raw, StandardCharsets.UTF_8), address);
    }
    XmlElement root = XmlDocument.read(raw);
    if (root.name().equals("feed") && root.namespace().equals(ATOM)) {
      return items(root.children("entry"), address, true);
    }
    XmlElement channel = root.child("channel").orElse(null);
    if (root.name().equals("rss") && channel != null) {
      return items(channel.children("item"), address, false);
    }
    throw DocumentException.wrong(
        root.name(), root.name(), LocalText.of("RSS 2.0 atau Atom", "RSS 2.0 or Atom"));
  }

  private static List<Map<String, Object>> listed(String page, URI address)
      throws DocumentException {
    Set<String> links = new LinkedHashSet<>();
    for (Matcher link = LISTED.matcher(page); link.find(); ) {
      links.add(link("html/a[" + (links.size() + 1) + "]", link.group(1), address));
      if (links.size() > MOST_ITEMS) {
        throw DocumentException.tooMuch(
            "document", LocalText.of(MOST_ITEMS + " butir", MOST_ITEMS + " items"));
      }
    }
    if (links.isEmpty()) {
      // A page that says something else, such as a sign-in, must not pass for an empty folder.
      throw DocumentException.wrong(
          "html",
          "html",
          LocalText.of(
              "RSS 2.0, Atom, atau folder berisi .cap atau .xml",
              "RSS 2.0, Atom, or a folder with .cap or .xml"));
    }
    return links.stream().map(link -> Map.<String, Object>of("link", link)).toList();
  }

  private static List<Map<String, Object>> items(
      List<XmlElement> elements, URI address, boolean atom) throws DocumentException {
    if (elements.size() > MOST_ITEMS) {
      throw DocumentException.tooMuch(
          "document", LocalText.of(MOST_ITEMS + " butir", MOST_ITEMS + " items"));
    }
    List<Map<String, Object>> items = new ArrayList<>();
    for (XmlElement element : elements) {
      String link = atom ? atomLink(element) : element.text("link");
      String guid = element.text(atom ? "id" : "guid");
      String published = element.text(atom ? "published" : "pubDate");
      if (atom && published.isEmpty()) {
        published = element.text("updated");
      }
      if (link.isEmpty() && guid.startsWith("http")) {
        link = guid;
      }
      String absolute = link(element.place(), link, address);
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("title", element.text("title"));
      item.put("link", absolute);
      item.put("guid", guid.isEmpty() ? absolute : guid);
      Instant at = time(published);
      if (at != null) {
        item.put("published", at);
      }
      items.add(item);
    }
    return items;
  }

  private static String atomLink(XmlElement entry) {
    return entry.children("link").stream()
        .filter(l -> l.attribute("rel").isEmpty() || l.attribute("rel").equals("alternate"))
        .map(l -> l.attribute("href"))
        .findFirst()
        .orElse("");
  }

  private static String link(String place, String text, URI address) throws DocumentException {
    if (text.isEmpty()) {
      throw DocumentException.missing(place + "/link");
    }
    try {
      URI uri = address == null ? URI.create(text) : address.resolve(URI.create(text));
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      String plain = URLDecoder.decode(uri.toString(), StandardCharsets.UTF_8);
      boolean http = scheme.equals("http") || scheme.equals("https");
      boolean routing = plain.contains("{{") || plain.contains("=#") || plain.contains("RAW(");
      if (http && uri.getHost() != null && !routing && uri.getFragment() == null) {
        return uri.toString();
      }
    } catch (IllegalArgumentException e) {
      // Not an address at all: said below.
    }
    throw DocumentException.wrong(
        place + "/link", text, LocalText.of("alamat http atau https", "an http or https address"));
  }

  /** Times help to sort, no more: one that cannot be read is left out. */
  private static Instant time(String text) {
    try {
      return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException notRss) {
      try {
        return OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeException notAtom) {
        return null;
      }
    }
  }
}
