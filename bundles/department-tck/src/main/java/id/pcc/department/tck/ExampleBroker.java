package id.pcc.department.tck;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One client's conversation with a broker of MQTT 3.1.1 (OASIS): who subscribes gets, over and
 * over, the example in {@code mqtt/} whose path is the topic, such as {@code
 * mqtt/pupr/saluran/DR-01.json}.
 */
final class ExampleBroker {
  private static final int CONNECT = 1;
  private static final int PUBLISH = 3;
  private static final int SUBSCRIBE = 8;
  private static final int UNSUBSCRIBE = 10;
  private static final int PING = 12;
  private static final int DISCONNECT = 14;
  private static final int LARGEST = 1 << 20;
  private static final long EVERY_NANOS = 100_000_000;

  private final Path examples;
  private final Socket client;
  private final UnaryOperator<byte[]> payload;
  private final DataInputStream in;
  private final OutputStream out;
  private final List<String> filters = new CopyOnWriteArrayList<>();

  /**
   * @param payload what is sent in place of an example
   */
  ExampleBroker(Path examples, Socket client, InputStream in, UnaryOperator<byte[]> payload)
      throws IOException {
    this.examples = examples.resolve("mqtt");
    this.client = client;
    this.payload = payload;
    this.in = new DataInputStream(in);
    this.out = client.getOutputStream();
  }

  /** Talks until the client goes. */
  void talk() throws IOException {
    while (true) {
      int first = in.read();
      if (first < 0) {
        return;
      }
      byte[] body = new byte[length()];
      in.readFully(body);
      switch (first >> 4) {
        case CONNECT -> send(0x20, new byte[] {0, 0});
        case SUBSCRIBE -> subscribe(body);
        case UNSUBSCRIBE -> send(0xB0, new byte[] {body[0], body[1]});
        case PUBLISH -> published(first, body);
        case PING -> send(0xD0, new byte[0]);
        case DISCONNECT -> {
          return;
        }
        default -> {
          // Acknowledgements: what is sent here waits for none.
        }
      }
    }
  }

  private int length() throws IOException {
    int length = 0;
    for (int shift = 0; shift < 28; shift += 7) {
      int digit = in.read();
      if (digit < 0) {
        throw new EOFException();
      }
      length |= (digit & 0x7F) << shift;
      if ((digit & 0x80) == 0) {
        break;
      }
    }
    if (length > LARGEST) {
      throw new IOException("a packet of " + length + " bytes");
    }
    return length;
  }

  private void subscribe(byte[] body) throws IOException {
    int at = 2;
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    answer.write(body, 0, 2);
    while (at < body.length) {
      int length = (body[at] & 0xFF) << 8 | body[at + 1] & 0xFF;
      filters.add(new String(body, at + 2, length, StandardCharsets.UTF_8));
      answer.write(0);
      at += length + 3;
    }
    send(0x90, answer.toByteArray());
    SourceServer.daemon("tck-publish", this::publish);
  }

  private void published(int first, byte[] body) throws IOException {
    int quality = first >> 1 & 3;
    if (quality > 0) {
      int topic = (body[0] & 0xFF) << 8 | body[1] & 0xFF;
      send(0x40, new byte[] {body[topic + 2], body[topic + 3]});
    }
  }

  private void publish() {
    try (Stream<Path> files = Files.walk(examples)) {
      List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
      while (!client.isClosed()) {
        for (Path file : all) {
          String topic =
              examples.relativize(file).toString().replace('\\', '/').replaceAll("\\.\\w+$", "");
          if (filters.stream().anyMatch(filter -> matches(filter, topic))) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            byte[] name = topic.getBytes(StandardCharsets.UTF_8);
            body.write(name.length >> 8);
            body.write(name.length);
            body.writeBytes(name);
            body.writeBytes(payload.apply(Files.readAllBytes(file)));
            send(0x30, body.toByteArray());
          }
        }
        LockSupport.parkNanos(EVERY_NANOS);
      }
    } catch (IOException e) {
      // The client went away.
    }
  }

  private static boolean matches(String filter, String topic) {
    String[] wanted = filter.split("/");
    String[] parts = topic.split("/");
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].equals("#")) {
        return true;
      }
      if (i >= parts.length || !wanted[i].equals("+") && !wanted[i].equals(parts[i])) {
        return false;
      }
    }
    return wanted.length == parts.length;
  }

  private synchronized void send(int first, byte[] body) throws IOException {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(first);
    int left = body.length;
    do {
      int digit = left & 0x7F;
      left >>= 7;
      packet.write(left > 0 ? digit | 0x80 : digit);
    } while (left > 0);
    packet.writeBytes(body);
    out.write(packet.toByteArray());
    out.flush();
  }
}
