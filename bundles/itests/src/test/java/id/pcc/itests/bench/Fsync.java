package id.pcc.itests.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** How long this machine's disk takes to make a small write durable: the scale of every figure. */
final class Fsync {
  private static final int TIMES = 500;

  private static final long RATE_NANOS = 2_000_000_000L;

  private Fsync() {}

  /** How many writes of 4 KiB a lone writer makes durable in a second, over two seconds. */
  static double rate(Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "fsync", ".bin");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer page = ByteBuffer.allocateDirect(4096);
      long begun = System.nanoTime();
      long took;
      int times = 0;
      do {
        page.clear();
        channel.write(page);
        channel.force(false);
        times++;
        took = System.nanoTime() - begun;
      } while (took < RATE_NANOS);
      return times / (took / 1e9);
    } finally {
      Files.delete(file);
    }
  }

  /** Milliseconds, the median of 500 writes of 4 KiB. */
  static double median(Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "fsync", ".bin");
    double[] times = new double[TIMES];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer page = ByteBuffer.allocateDirect(4096);
      for (int i = 0; i < TIMES; i++) {
        page.clear();
        long start = System.nanoTime();
        channel.write(page);
        channel.force(false);
        times[i] = (System.nanoTime() - start) / 1e6;
      }
    } finally {
      Files.delete(file);
    }
    return Figures.percentile(times, 50);
  }
}
