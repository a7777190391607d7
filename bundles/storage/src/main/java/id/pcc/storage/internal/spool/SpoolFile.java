package id.pcc.storage.internal.spool;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Entries one after the other in a file: the length and a CRC-32C of each before it. What a crash
 * left half-written at the end is cut off: nobody was told that it is kept. No entry is empty,
 * since blocks of zeros, which a file system may leave there, look like empty ones.
 */
final class SpoolFile implements AutoCloseable {
  private static final int HEAD = 8;
  private static final int LONGEST = 1 << 28;

  private final Path path;
  private final FileChannel channel;
  private long end;

  /**
   * An entry.
   *
   * @param next where the next one begins
   */
  record Entry(byte[] content, long next) {}

  private SpoolFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Opens a file, or begins one. */
  static SpoolFile open(Path path) throws IOException {
    boolean fresh = !Files.exists(path);
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    SpoolFile file = new SpoolFile(path, channel);
    if (fresh) {
      // The name must outlive a power failure as well as what is under it.
      try (FileChannel folder = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
        folder.force(true);
      }
    }
    long size = channel.size();
    Entry entry = file.read(0, size);
    while (entry != null) {
      file.end = entry.next();
      entry = file.read(file.end, size);
    }
    if (file.end < size) {
      channel.truncate(file.end);
      channel.force(true);
    }
    return file;
  }

  /**
   * Adds an entry; it is on the disk when this returns.
   *
   * @throws IllegalArgumentException when it is empty
   */
  void append(byte[] content) throws IOException {
    if (content.length == 0) {
      throw new IllegalArgumentException("an entry holds something");
    }
    CRC32C sum = new CRC32C();
    sum.update(content);
    ByteBuffer buffer = ByteBuffer.allocate(HEAD + content.length);
    buffer.putInt(content.length).putInt((int) sum.getValue()).put(content).flip();
    try {
      long at = end;
      while (buffer.hasRemaining()) {
        at += channel.write(buffer, at);
      }
      channel.force(false);
      end = at;
    } catch (IOException e) {
      channel.truncate(end);
      throw e;
    }
  }

  /** The entry at a place; {@code null} at the end. */
  Entry read(long at) throws IOException {
    return read(at, end);
  }

  private Entry read(long at, long limit) throws IOException {
    if (at + HEAD > limit) {
      return null;
    }
    ByteBuffer head = fill(ByteBuffer.allocate(HEAD), at);
    int length = head.getInt();
    int expected = head.getInt();
    if (length < 1 || length > LONGEST || at + HEAD + length > limit) {
      return null;
    }
    byte[] content = fill(ByteBuffer.allocate(length), at + HEAD).array();
    CRC32C sum = new CRC32C();
    sum.update(content);
    return (int) sum.getValue() == expected ? new Entry(content, at + HEAD + length) : null;
  }

  private ByteBuffer fill(ByteBuffer buffer, long from) throws IOException {
    long at = from;
    while (buffer.hasRemaining()) {
      int n = channel.read(buffer, at);
      if (n < 0) {
        throw new EOFException(path + " became shorter");
      }
      at += n;
    }
    return buffer.flip();
  }

  /** How long it is, in bytes. */
  long length() {
    return end;
  }

  /** Ends it: all of it is stored. */
  void delete() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
