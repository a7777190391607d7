package id.pcc.itests.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Many who listen to {@code /api/live}, read by one thread: both sides of a measurement share two
 * cores. Of each event only the beginning is looked at; its end is waited for.
 */
final class Audience implements AutoCloseable {
  private static final String AT = "\"at\":\"";

  private final Selector selector = Selector.open();
  private final List<Ear> ears = new ArrayList<>();
  private final Thread thread = new Thread(this::listen, "audience");
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
  private final byte[] bytes = new byte[1 << 20];
  // Everybody hears the same events: their times are read once.
  private final Map<Long, Long> times = new HashMap<>();
  private volatile Latencies latencies = new Latencies();
  private volatile boolean closed;
  private volatile long read;

  /** Opens streams of one topic and begins to read them. */
  Audience(URI base, String key, String topic, int listeners) throws IOException {
    for (int i = 0; i < listeners; i++) {
      Ear ear = new Ear(open(base, key, topic));
      ear.channel.configureBlocking(false);
      ear.channel.register(selector, SelectionKey.OP_READ, ear);
      ears.add(ear);
    }
    thread.setDaemon(true);
    thread.start();
  }

  /** A stream that was asked for, and of which nothing is read yet. */
  static SocketChannel open(URI base, String key, String topic) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(base.getHost(), base.getPort()));
    String request =
        "GET /api/live?topics="
            + topic
            + " HTTP/1.1\r\nHost: "
            + base.getAuthority()
            + "\r\nAuthorization: Bearer "
            + key
            + "\r\n\r\n";
    channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
    return channel;
  }

  /** From now on latencies are counted there: from the time in an event to its last byte here. */
  void count(Latencies there) {
    latencies = there;
  }

  /** How many are still connected. */
  int connected() {
    return (int) ears.stream().filter(ear -> !ear.ended).count();
  }

  /** How many records events each has heard: the fewest of all, and the most. */
  long[] heard() {
    return new long[] {
      ears.stream().mapToLong(ear -> ear.events).min().orElse(0),
      ears.stream().mapToLong(ear -> ear.events).max().orElse(0)
    };
  }

  /** The number of the last event that all have heard. */
  long reached() {
    return ears.stream().mapToLong(ear -> ear.last).min().orElse(0);
  }

  /** How many bytes came for all of them. */
  long read() {
    return read;
  }

  private void listen() {
    try {
      while (!closed) {
        selector.select(
            ready -> {
              Ear ear = (Ear) ready.attachment();
              try {
                read(ear, ready);
              } catch (IOException e) {
                ear.ended = true;
                ready.cancel();
              }
            },
            1_000);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void read(Ear ear, SelectionKey ready) throws IOException {
    buffer.clear();
    int length = ear.channel.read(buffer);
    if (length < 0) {
      ear.ended = true;
      ready.cancel();
      return;
    }
    buffer.flip();
    buffer.get(bytes, 0, length);
    read += length;
    ear.take(length, System.currentTimeMillis());
  }

  @Override
  public void close() throws IOException {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Ear ear : ears) {
      ear.channel.close();
    }
    selector.close();
  }

  /** One who listens: the chunks of HTTP, and in them the lines of the events. */
  private final class Ear {
    private final SocketChannel channel;
    private final StringBuilder head = new StringBuilder();
    private boolean answered;
    private final StringBuilder line = new StringBuilder();
    private int chunk = -2;
    private boolean lineEmpty = true;
    private volatile long events;
    private volatile long last;
    private volatile boolean ended;

    private Ear(SocketChannel channel) {
      this.channel = channel;
    }

    private void take(int length, long now) {
      int i = 0;
      while (i < length) {
        if (!answered) {
          line.append((char) bytes[i++]);
          if (line.length() >= 4 && line.substring(line.length() - 4).equals("\r\n\r\n")) {
            if (!line.toString().startsWith("HTTP/1.1 200")) {
              throw new AssertionError(line.toString());
            }
            answered = true;
            line.setLength(0);
            chunk = 0;
          }
        } else if (chunk == 0) {
          i = size(i);
        } else {
          int most = Math.min(length, i + chunk);
          int end = event(i, most, now);
          chunk -= end - i;
          i = end;
        }
      }
    }

    /**
     * The line before a chunk: its size in hexadecimal; the end of the chunk before it is empty.
     */
    private int size(int at) {
      byte b = bytes[at];
      if (b == '\n') {
        chunk = line.isEmpty() ? 0 : Integer.parseInt(line.toString(), 16);
        line.setLength(0);
      } else if (b != '\r') {
        line.append((char) b);
      }
      return at + 1;
    }

    private int event(int from, int to, long now) {
      int i = from;
      while (i < to && bytes[i] != '\n') {
        i++;
      }
      if (i > from) {
        lineEmpty = false;
        if (head.length() < 300) {
          head.append(new String(bytes, 0, from, Math.min(i - from, 300 - head.length())));
        }
      }
      if (i == to) {
        return i;
      }
      if (lineEmpty) {
        told(head.toString(), now);
        head.setLength(0);
      } else {
        head.append('\n');
      }
      lineEmpty = true;
      return i + 1;
    }

    private void told(String event, long now) {
      if (!event.contains("\nevent: records\n")) {
        return;
      }
      long seq = Long.parseLong(event.substring(4, event.indexOf('\n')));
      long at =
          times.computeIfAbsent(
              seq,
              number -> {
                int begin = event.indexOf(AT) + AT.length();
                return OffsetDateTime.parse(event.substring(begin, event.indexOf('"', begin)))
                    .toInstant()
                    .toEpochMilli();
              });
      latencies.add(now - at);
      events++;
      last = seq;
    }
  }
}
