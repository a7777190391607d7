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
  private static final int USUAL_LENGTH = 512;

  private final MessageDigest digest;
  // one call of the digest for a record: many small ones cost more than what they digest
  private final ByteBuffer content = ByteBuffer.allocate(USUAL_LENGTH);

  ContentHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  void field(byte[] name, Object value) {
    bytes(name);
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
      bytes(bytes);
    }
  }

  private void number(char tag, long value) {
    room(1 + Long.BYTES).put((byte) tag).putLong(value);
  }

  private void bytes(byte[] bytes) {
    if (bytes.length > USUAL_LENGTH) {
      drain();
      digest.update(bytes);
    } else {
      room(bytes.length).put(bytes);
    }
  }

  private ByteBuffer room(int length) {
    if (content.remaining() < length) {
      drain();
    }
    return content;
  }

  private void drain() {
    digest.update(content.array(), 0, content.position());
    content.clear();
  }

  long finish() {
    drain();
    return ByteBuffer.wrap(digest.digest()).getLong();
  }
}
