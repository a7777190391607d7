package id.pcc.storage.internal.rest;

import id.pcc.web.Problem;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A body of any length that has come completely: small ones in memory, others in a temporary file.
 * Nothing is delivered of a body that the disk cannot hold, or whose sender goes away half-way.
 */
final class Body implements AutoCloseable {
  private static final int IN_MEMORY = 256 << 10;
  // What bodies leave free on the disk: a tenth of it, and no more than this.
  private static final long LEFT_FREE = 2L << 30;
  private static final long LOOK_EACH = 4L << 20;
  // What is still read of a body that the disk cannot hold, so that its sender hears the answer.
  private static final long MOST_IGNORED = 128L << 20;
  private static final long LONGEST_IGNORED_NANOS = 10_000_000_000L;

  private final byte[] memory;
  private final Path file;
  private final long size;

  private Body(byte[] memory, Path file, long size) {
    this.memory = memory;
    this.file = file;
    this.size = size;
  }

  /** A body in memory. */
  static Body of(byte[] bytes) {
    return new Body(bytes, null, bytes.length);
  }

  /**
   * Takes a body.
   *
   * @param announced its length as its sender says; negative when that is not said
   * @throws Problem 507 when there is no room for it
   */
  static Body take(InputStream in, long announced) throws IOException {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    if (announced > IN_MEMORY && announced > room(folder)) {
      throw noRoom();
    }
    byte[] first = in.readNBytes(IN_MEMORY);
    if (first.length < IN_MEMORY) {
      return of(first);
    }
    Path file = Files.createTempFile(folder, "pcc-body-", null);
    try {
      return new Body(null, file, keep(first, in, file));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static long room(Path place) throws IOException {
    FileStore disk = Files.getFileStore(place);
    return disk.getUsableSpace() - Math.min(LEFT_FREE, disk.getTotalSpace() / 10);
  }

  private static Problem noRoom() {
    return Problem.of(
        507,
        "Disk is full",
        "There is no room for a body of this length now; nothing of it was stored. Send it in"
            + " several parts, or later.");
  }

  private static long keep(byte[] first, InputStream in, Path file) throws IOException {
    long size = first.length;
    long looked = 0;
    byte[] buffer = new byte[64 << 10];
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(first);
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (size - looked >= LOOK_EACH) {
          looked = size;
          if (room(file) < LOOK_EACH) {
            ignore(in);
            throw noRoom();
          }
        }
        out.write(buffer, 0, n);
        size += n;
      }
    }
    return size;
  }

  private static void ignore(InputStream in) {
    long begun = System.nanoTime();
    byte[] buffer = new byte[64 << 10];
    long ignored = 0;
    try {
      int n = in.read(buffer);
      while (n >= 0
          && ignored < MOST_IGNORED
          && System.nanoTime() - begun < LONGEST_IGNORED_NANOS) {
        ignored += n;
        n = in.read(buffer);
      }
    } catch (IOException e) {
      // The sender went away: nobody is left to be told.
    }
  }

  /** The size in bytes. */
  long size() {
    return size;
  }

  /** Reads it from the beginning. */
  InputStream open() throws IOException {
    return memory != null
        ? new ByteArrayInputStream(memory)
        : new BufferedInputStream(Files.newInputStream(file), 64 << 10);
  }

  /** What stands from a place on, at most so many bytes. */
  byte[] from(long place, int most) throws IOException {
    try (InputStream in = open()) {
      in.skipNBytes(Math.min(place, size));
      return in.readNBytes(most);
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }
}
