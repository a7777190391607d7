package id.pcc.storage.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in databases must never change: the digest is that of these bytes. */
class ContentHashTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 492, 493, 502, 503, 511, 512, 513, 5_000, 1_000_000})
  void the_digest_is_that_of_names_tags_and_values_one_after_another(int length)
      throws IOException, NoSuchAlgorithmException {
    String text = "é".repeat(length / 2) + "x".repeat(length % 2);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeBytes("a");
    out.write('i');
    out.writeLong(-7);
    out.writeBytes("b");
    out.write('t');
    out.writeLong(length);
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.writeBytes("c");
    out.write('d');
    out.writeDouble(0.25);
    out.writeBytes("d");
    out.write('b');
    out.writeLong(1);
    out.writeBytes("e");
    out.write('x');
    out.writeDouble(109.3);
    out.write('y');
    out.writeDouble(-0.02);

    ContentHash hash = new ContentHash();
    for (int repetition = 0; repetition < 2; repetition++) {
      hash.field(name("a"), -7L);
      hash.field(name("b"), text);
      hash.field(name("c"), 0.25);
      hash.field(name("d"), true);
      hash.field(name("e"), new Place(109.3, -0.02));
      assertEquals(first(bytes.toByteArray()), hash.finish());
    }
  }

  @Test
  void many_short_fields_are_all_digested() throws NoSuchAlgorithmException {
    ContentHash hash = new ContentHash();
    ByteBuffer bytes = ByteBuffer.allocate(10_000);
    for (long i = 0; i < 500; i++) {
      hash.field(name("n"), i);
      bytes.put((byte) 'n').put((byte) 'i').putLong(i);
    }
    byte[] written = new byte[bytes.position()];
    bytes.flip().get(written);
    assertEquals(first(written), hash.finish());
  }

  private static byte[] name(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  private static long first(byte[] bytes) throws NoSuchAlgorithmException {
    return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes)).getLong();
  }
}
