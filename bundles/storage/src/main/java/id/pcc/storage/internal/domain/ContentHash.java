package id.pcc.storage.internal.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Tells whether a record was there already, exactly so: a 64-bit digest of its fields in the order
 * of their names. Fields without a value do not count, so that a field added later changes no
 * digest. Not for use by several threads.
 */
final class ContentHash {
  private final MessageDigest digest;
  private final ByteBuffer number = ByteBuffer.allocate(9);

  ContentHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  void field(byte[] name, Object value) {
    digest.update(name);
    if (value instanceof Long whole) {
      number('i', whole);
    } else if (value instanceof Double decimal) {
      number('d', Double.doubleToLongBits(decimal));
    } else if (value instanceof Boolean truth) {
      number('b', truth ? 1 : 0);
    } else if (value instanceof Place place) {
      number('x', Double.doubleToLongBits(place.longitude()));
      number('y', Double.doubleToLongBits(place.latitude()));
    } else {
      String text = value instanceof Shape shape ? shape.text() : (String) value;
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      number('t', bytes.length);
      digest.update(bytes);
    }
  }

  private void number(char tag, long value) {
    digest.update(number.clear().put((byte) tag).putLong(value).array());
  }

  long finish() {
    return ByteBuffer.wrap(digest.digest()).getLong();
  }
}
