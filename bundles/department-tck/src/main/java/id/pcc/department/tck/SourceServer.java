package id.pcc.department.tck;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;

/**
 * A department's server as good and as bad as servers are, on sockets of its own: it answers the
 * path {@code /harga.json} with the file {@code harga.json} of the examples. On the same port it is
 * a broker of MQTT, a database and an SFTP server, for departments that ask those.
 */
final class SourceServer implements AutoCloseable {
  private static final int BOMB = 256 << 20;
  private static final int DEPTH = 100_000;
  private static final long DRIP_NANOS = 50_000_000;
  private static final String NUMBERS = "[1, 2, [3, null], \"4\"]";
  private static final String STRANGE = "{\"a\": {\"b\": [true, {\"c\": -1e308}]}}";
  private static final int MQTT_CONNECT = 0x10;
  private static final int H2_VERSION = 0;
  private static final int SSH_GREETING = 'S';

  private final Path examples;
  private final Path secret;
  private final ServerSocket trap;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Set<Socket> lasting = ConcurrentHashMap.newKeySet();
  private final ExampleDatabase database;
  private final ExampleFiles files;
  private final AtomicInteger trapped = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();
  private final int port;
  private byte[] bomb;
  private volatile boolean paged;
  private volatile ServerSocket listening;
  private volatile Manner manner = Manner.GOOD;

  /**
   * @param examples the folder of good answers
   * @param secret a file of this machine that nobody may read through a document
   */
  SourceServer(Path examples, Path secret) throws IOException {
    this.examples = examples;
    this.secret = secret;
    database =
        Files.exists(examples.resolve(ExampleDatabase.FILE)) ? new ExampleDatabase(examples) : null;
    files =
        Files.isDirectory(examples.resolve(ExampleFiles.FOLDER))
            ? new ExampleFiles(examples)
            : null;
    trap = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    daemon("tck-trap", this::trap);
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    port = listening.getLocalPort();
    listen(listening);
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  /** The same text with the addresses of this server in place of their names. */
  String addressed(String text) {
    return text.replace("${server}", address())
        .replace("${broker}", "tcp://127.0.0.1:" + port)
        .replace("${database}", database == null ? "" : database.url(port))
        .replace("${files}", "sftp://127.0.0.1:" + port)
        .replace("${hostkey}", files == null ? "" : files.hostKey());
  }

  /** Whether anything was asked of it over HTTP. */
  boolean paged() {
    return paged;
  }

  /** How often the server that nobody allowed was asked. */
  int trapped() {
    return trapped.get();
  }

  /** Questions that came so far. */
  int asked() {
    return asked.get();
  }

  /** Behaves otherwise from now on; who waits for an answer is cut off. */
  void behave(Manner next) throws IOException {
    manner = next;
    if (next == Manner.REFUSES) {
      listening.close();
    } else if (listening.isClosed()) {
      ServerSocket again = new ServerSocket();
      again.setReuseAddress(true);
      again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
      listening = again;
      listen(again);
    }
    open.forEach(SourceServer::cut);
    if (next.everywhere()) {
      lasting.forEach(SourceServer::cut);
    }
  }

  private void listen(ServerSocket socket) {
    daemon(
        "tck-source",
        () -> {
          while (!socket.isClosed()) {
            try {
              Socket client = socket.accept();
              open.add(client);
              daemon("tck-answer", () -> serve(client));
            } catch (IOException e) {
              // Closed: another manner.
            }
          }
        });
  }

  private void trap() {
    while (!trap.isClosed()) {
      try (Socket client = trap.accept()) {
        trapped.incrementAndGet();
      } catch (IOException e) {
        // Closed: the tests are over.
      }
    }
  }

  static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void serve(Socket client) {
    try (client) {
      client.setSoTimeout(30_000);
      PushbackInputStream in = new PushbackInputStream(client.getInputStream());
      int first = in.read();
      if (first < 0) {
        return;
      }
      in.unread(first);
      asked.incrementAndGet();
      if (first == MQTT_CONNECT || first == H2_VERSION || first == SSH_GREETING) {
        talk(first, client, in);
      } else {
        page(client, in);
      }
    } catch (IOException | RuntimeException e) {
      // Who asked went away; that is what most of this is about.
    } finally {
      open.remove(client);
      lasting.remove(client);
    }
  }

  private void talk(int first, Socket client, PushbackInputStream in) throws IOException {
    if (manner.everywhere()) {
      answer(manner, "", client, client.getOutputStream());
    } else {
      client.setSoTimeout(0);
      lasting.add(client);
      open.remove(client);
      if (first == H2_VERSION && database != null) {
        relay(client, in, database.port());
      } else if (first == SSH_GREETING && files != null) {
        relay(client, in, files.port());
      } else {
        new ExampleBroker(examples, client, in, this::payload).talk();
      }
    }
  }

  /** Passes on what is said, both ways, until one side goes. */
  private static void relay(Socket client, InputStream asked, int to) throws IOException {
    try (Socket inside = new Socket(InetAddress.getLoopbackAddress(), to)) {
      OutputStream answers = client.getOutputStream();
      daemon("tck-relay", () -> pass(inside, answers, client));
      asked.transferTo(inside.getOutputStream());
    }
  }

  private static void pass(Socket inside, OutputStream answers, Socket client) {
    try (client) {
      inside.getInputStream().transferTo(answers);
    } catch (IOException e) {
      // One of them went away.
    }
  }

  /** What a message holds instead of an example, when it is time for that. */
  private byte[] payload(byte[] good) {
    return switch (manner) {
      case EXTERNAL_ENTITY -> bytes(external());
      case NO_TEXT -> noText();
      case NULL -> bytes("null");
      case NUMBERS -> bytes(NUMBERS);
      case STRANGE -> bytes(STRANGE);
      case EMPTY -> new byte[0];
      default -> good;
    };
  }

  private void page(Socket client, PushbackInputStream asked) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(asked, StandardCharsets.ISO_8859_1));
    String first = in.readLine();
    for (String line = first; line != null && !line.isEmpty(); line = in.readLine()) {
      // Headers do not matter here.
    }
    if (first != null) {
      paged = true;
      String path = first.split(" ")[1].replaceAll("\\?.*", "");
      answer(manner, path, client, client.getOutputStream());
    }
  }

  private void answer(Manner how, String path, Socket client, OutputStream out) throws IOException {
    switch (how) {
      case GOOD -> good(path, out);
      case REFUSES, RESETS -> cut(client);
      case SILENT -> hold(client);
      case DRIPS -> drip(out);
      case BREAKS_OFF -> breakOff(path, out);
      case FAILS -> send(out, "500 Internal Server Error", "text/plain", "gagal".getBytes());
      case ENDLESS -> endless(out);
      case BOASTS -> {
        head(out, "200 OK", "application/json", "Content-Length: 9000000000000\r\n");
        hold(client);
      }
      case ZIP_BOMB -> {
        byte[] packed = bomb();
        head(
            out,
            "200 OK",
            "application/json",
            "Content-Encoding: gzip\r\nContent-Length: " + packed.length + "\r\n");
        out.write(packed);
      }
      case EXTERNAL_ENTITY -> send(out, "200 OK", "application/xml", bytes(external()));
      case ENTITY_BOMB -> send(out, "200 OK", "application/xml", bytes(entityBomb()));
      case DEEP ->
          send(
              out,
              "200 OK",
              "application/json",
              bytes(("[{\"a\":".repeat(DEPTH) + "\n").repeat(3)));
      case TO_METADATA -> redirect(out, "http://169.254.169.254/latest/meta-data/");
      case TO_ANOTHER -> redirect(out, "http://127.0.0.1:" + trap.getLocalPort() + path);
      case IN_CIRCLES -> redirect(out, address() + path);
      case PAGE -> send(out, "200 OK", "text/html", bytes("<!doctype html><p>Silakan masuk<br>"));
      case NO_TEXT -> send(out, "200 OK", "application/json; charset=utf-8", noText());
      case NULL -> send(out, "200 OK", "application/json", bytes("null"));
      case NUMBERS -> send(out, "200 OK", "application/json", bytes(NUMBERS));
      case STRANGE -> send(out, "200 OK", "application/json", bytes(STRANGE));
      case EMPTY -> send(out, "200 OK", "application/json", new byte[0]);
      default -> throw new IllegalStateException("no answer for " + how);
    }
  }

  private void good(String path, OutputStream out) throws IOException {
    Path file = examples.resolve("." + path).normalize();
    if (!file.startsWith(examples) || !Files.isRegularFile(file)) {
      send(out, "404 Not Found", "text/plain", bytes("tidak ada contoh " + path));
      return;
    }
    send(out, "200 OK", type(path), Files.readAllBytes(file));
  }

  private static String type(String path) {
    String ending = path.substring(path.lastIndexOf('.') + 1);
    return switch (ending) {
      case "json", "geojson" -> "application/json";
      case "csv" -> "text/csv; charset=utf-8";
      case "xml", "cap", "rss", "atom" -> "application/xml";
      default -> "application/octet-stream";
    };
  }

  private void breakOff(String path, OutputStream out) throws IOException {
    Path file = examples.resolve("." + path).normalize();
    byte[] whole = Files.isRegularFile(file) ? Files.readAllBytes(file) : bytes("[{\"a\": 1}]");
    head(out, "200 OK", type(path), "Content-Length: " + whole.length + "\r\n");
    out.write(whole, 0, whole.length / 2);
  }

  private static void drip(OutputStream out) throws IOException {
    head(out, "200 OK", "application/json", "Content-Length: 1000000\r\n");
    while (true) {
      out.write(' ');
      out.flush();
      LockSupport.parkNanos(DRIP_NANOS);
    }
  }

  private static void endless(OutputStream out) throws IOException {
    head(out, "200 OK", "application/json", "");
    byte[] block = bytes("[" + "0,".repeat(32_000));
    while (true) {
      out.write(block);
    }
  }

  private static void hold(Socket client) throws IOException {
    client.getInputStream().read(); // until the other side gives up
  }

  private static void redirect(OutputStream out, String to) throws IOException {
    head(out, "302 Found", "text/plain", "Location: " + to + "\r\nContent-Length: 0\r\n");
  }

  private static void send(OutputStream out, String status, String type, byte[] body)
      throws IOException {
    head(out, status, type, "Content-Length: " + body.length + "\r\n");
    out.write(body);
    out.flush();
  }

  private static void head(OutputStream out, String status, String type, String more)
      throws IOException {
    out.write(
        bytes(
            "HTTP/1.1 %s\r\nContent-Type: %s\r\nConnection: close\r\n%s\r\n"
                .formatted(status, type, more)));
    out.flush();
  }

  private String external() {
    return """
        <?xml version="1.0"?>
        <!DOCTYPE alert [
          <!ENTITY berkas SYSTEM "%s">
          <!ENTITY laman SYSTEM "http://127.0.0.1:%d/dtd">
        ]>
        <alert><identifier>&berkas;</identifier><info>&laman;</info></alert>
        """
        .formatted(secret.toUri(), trap.getLocalPort());
  }

  private static String entityBomb() {
    StringBuilder text =
        new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY e0 \"x\">");
    for (int i = 1; i < 12; i++) {
      String before = "&e" + (i - 1) + ";";
      text.append("<!ENTITY e" + i + " \"" + before.repeat(10) + "\">");
    }
    return text.append("]>\n<a>\n&e11;\n</a>\n").toString();
  }

  private synchronized byte[] bomb() {
    if (bomb == null) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        byte[] block = new byte[1 << 20];
        java.util.Arrays.fill(block, (byte) ' ');
        for (int i = 0; i < BOMB; i += block.length) {
          gzip.write(block);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      bomb = packed.toByteArray();
    }
    return bomb;
  }

  private static byte[] noText() {
    byte[] bytes = new byte[4_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (0x80 + i * 37 % 0x80);
    }
    return bytes;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void cut(Socket client) {
    try {
      client.setSoLinger(true, 0);
      client.close();
    } catch (IOException e) {
      // It is cut already.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    trap.close();
    open.forEach(SourceServer::cut);
    lasting.forEach(SourceServer::cut);
    if (database != null) {
      database.close();
    }
    if (files != null) {
      files.close();
    }
  }
}
