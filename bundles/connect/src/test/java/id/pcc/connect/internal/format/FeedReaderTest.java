package id.pcc.connect.internal.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.mapping.format.DocumentException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedReaderTest {
  private static final URI AT = URI.create("https://warta.example/id/rss.xml");

  private static List<Map<String, Object>> read(String xml) throws DocumentException {
    return new FeedReader().read(xml.getBytes(StandardCharsets.UTF_8), AT);
  }

  private static String item(String link) {
    return "<rss version='2.0'><channel><item><title>Hujan</title><link>"
        + link
        + "</link></item></channel></rss>";
  }

  @Test
  void rss_is_read_with_relative_links_made_absolute() throws DocumentException {
    List<Map<String, Object>> items =
        read(
            """
            <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
              <title>Peringatan</title>
              <atom:link href="https://warta.example/rss.xml" rel="self"/>
              <item><title>Hujan</title><link>C1_alert.xml</link><guid isPermaLink="false">c1</guid>
                <pubDate>Mon, 16 Feb 2026 22:50:00 +0700</pubDate></item>
              <item><title>Petir</title><link>https://lain.example/2.xml</link>
                <pubDate>kemarin</pubDate></item>
            </channel></rss>""");
    assertEquals(2, items.size());
    assertEquals(
        Map.of(
            "title",
            "Hujan",
            "link",
            "https://warta.example/id/C1_alert.xml",
            "guid",
            "c1",
            "published",
            Instant.parse("2026-02-16T15:50:00Z")),
        items.get(0));
    assertEquals("https://lain.example/2.xml", items.get(1).get("guid"));
    assertFalse(items.get(1).containsKey("published"));
  }

  @Test
  void atom_is_read_too() throws DocumentException {
    List<Map<String, Object>> items =
        read(
            """
            <feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>
              <entry><id>urn:1</id><title>Angin</title><updated>2026-11-24T05:00:00+07:00</updated>
                <link rel="enclosure" href="/a.mp3"/><link href="/cap/1.xml"/></entry></feed>""");
    assertEquals("https://warta.example/cap/1.xml", items.get(0).get("link"));
    assertEquals(Instant.parse("2026-11-23T22:00:00Z"), items.get(0).get("published"));
  }

  @Test
  void the_listing_of_a_folder_is_an_index_of_its_warnings() throws DocumentException {
    List<Map<String, Object>> items =
        read(
            """
            <!DOCTYPE HTML>
            <html lang="en"><head><title>Directory listing for /id/</title></head><body><ul>
            <li><a href="../">..</a></li>
            <li><a href="banjir%20rob.cap">banjir rob.cap</a></li>
            <li><a HREF='hujan.XML'>hujan.XML</a> <a href="hujan.XML">again</a></li>
            <li><a href="baca.txt">baca.txt</a></li></ul></body></html>
            """);
    assertEquals(
        List.of(
            Map.of("link", "https://warta.example/id/banjir%20rob.cap"),
            Map.of("link", "https://warta.example/id/hujan.XML")),
        items);
  }

  @Test
  void a_listing_is_not_trusted_either() {
    assertThrows(
        DocumentException.class,
        () -> read("<html><a href='ftp://lain.example/a.cap'>a</a></html>"));
    assertThrows(
        DocumentException.class, () -> read("<html><a href='{{address}}.cap'>a</a></html>"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "exec:rm?args=x",
        "ftp://warta.example/a",
        "http://",
        "https://warta.example/a?httpClientConfigurer=%23class:Evil",
        "https://warta.example/%7B%7Baddress%7D%7D",
        "https://warta.example/a b",
        ""
      })
  void a_link_that_is_more_than_an_address_is_refused(String link) {
    var refused = assertThrows(DocumentException.class, () -> read(item(link)));
    assertTrue(refused.getMessage().startsWith("rss/channel/item/link"), refused.getMessage());
  }

  @Test
  void other_documents_and_hostile_ones_are_refused() {
    assertThrows(DocumentException.class, () -> read("<html><body/></html>"));
    assertThrows(DocumentException.class, () -> read("<rss version='2.0'/>"));
    var refused =
        assertThrows(
            DocumentException.class,
            () -> read("<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + item("&x;")));
    assertTrue(refused.getMessage().contains("DOCTYPE"), refused.getMessage());
    var undeclared =
        assertThrows(DocumentException.class, () -> read(item("https://warta.example/&x;")));
    assertTrue(undeclared.getMessage().contains("entit"), undeclared.getMessage());
  }
}
