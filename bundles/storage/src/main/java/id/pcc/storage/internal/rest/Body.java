package id.pcc.storage.internal.rest;

import id.pcc.web.Problem;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A body that has come completely: small ones in memory, others in a temporary file. Nothing is
 * delivered of a body that turns out too large, or whose sender goes away half-way.
 */
final class Body implements AutoCloseable {
  /** The greatest size, in bytes. */
  static final long MOST = 32L << 20;

  private static final int IN_MEMORY = 256 << 10;
  // What is still read of a body that is too large, so that its sender hears the answer.
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
   * @throws Problem 413 when it is too large
   */
  static Body take(InputStream in) throws IOException {
    byte[] first = in.readNBytes(IN_MEMORY);
    if (first.length < IN_MEMORY) {
      return of(first);
    }
    Path file = Files.createTempFile("pcc-body-", null);
    try {
      long size = keep(first, in, file);
      if (size > MOST) {
        ignore(in);
        throw tooLarge();
      }
      return new Body(null, file, size);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  static Problem tooLarge() {
    return Problem.of(
        413,
        "Too large",
        "A body has at most "
            + (MOST >> 20)
            + " MB; nothing of this one was stored. Send it in several parts.");
  }

  private static long keep(byte[] first, InputStream in, Path file) throws IOException {
    long size = first.length;
    byte[] buffer = new byte[64 << 10];
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(first);
      for (int n = in.read(buffer); n >= 0 && size <= MOST; n = in.read(buffer)) {
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
