package id.pcc.console.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class WebFileTest {
  private static final byte[] TEXT = "a{color:red}".repeat(100).getBytes(StandardCharsets.UTF_8);

  @Test
  void a_packed_file_unpacks_to_itself() throws Exception {
    WebFile file = WebFile.of("x.css", TEXT);
    assertArrayEquals(
        TEXT, new GZIPInputStream(new ByteArrayInputStream(file.packed())).readAllBytes());
  }

  @Test
  void what_packing_makes_no_smaller_is_sent_plain() {
    assertNull(WebFile.of("x.js", "1".getBytes(StandardCharsets.UTF_8)).packed());
    assertNull(WebFile.of("x.woff2", TEXT).packed());
  }

  @Test
  void the_tag_follows_the_content() {
    assertEquals(WebFile.of("a.css", TEXT).tag(), WebFile.of("b.css", TEXT).tag());
    assertNotEquals(WebFile.of("a.css", TEXT).tag(), WebFile.of("a.css", new byte[] {1}).tag());
  }
}
