package id.pcc.connect.internal.camel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import id.pcc.api.DepartmentStatus.State;
import id.pcc.connect.internal.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class GuardTest extends RouteBench {
  private String last;

  /** Gets an address; returns the failure as people read it, or {@code null}. */
  private String get(String uri) throws Exception {
    if (routes == null) {
      start(
          r ->
              r.from("direct:in")
                  .setProperty("uri", r.body())
                  .setBody(r.constant(null))
                  .toD("${exchangeProperty.uri}")
                  .convertBodyTo(byte[].class));
    }
    Exchange done =
        routes
            .context()
            .createProducerTemplate()
            .request("direct:in", e -> e.getMessage().setBody(uri));
    last = done.getMessage().getBody(String.class);
    return done.getException() == null ? null : Causes.explain(done.getException()).en();
  }

  @Test
  void an_allowed_server_answers_and_hears_who_asks() throws Exception {
    List<String> agents = new CopyOnWriteArrayList<>();
    serve(
        "/a",
        e -> {
          agents.add(e.getRequestHeaders().getFirst("User-Agent"));
          answer(e, 200, "text/plain", "halo");
        });
    assertNull(get(configuration.get("address") + "/a"));
    assertEquals("halo", last);
    assertEquals(List.of("PontianakCommandCenter/1.0 (air)"), agents);
  }

  @Test
  void another_server_is_refused_with_what_to_write() throws Exception {
    String refusal = get("http://127.0.0.1:1/x");
    assertEquals(
        "http://127.0.0.1:1 is not allowed; if it should be, write allowed = 127.0.0.1:1 in"
            + " etc/id.pcc.departments.air.cfg",
        refusal);
  }

  @Test
  void a_server_that_is_listed_is_allowed() throws Exception {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        e -> {
          try (e) {
            answer(e, 200, "text/plain", "lain");
          }
        });
    other.start();
    try {
      String host = "127.0.0.1:" + other.getAddress().getPort();
      configuration.put("allowed", "example.invalid:99, " + host);
      assertNull(get("http://" + host + "/"));
      assertEquals("lain", last);
    } finally {
      other.stop(0);
    }
  }

  @Test
  void a_redirect_within_the_server_is_followed_and_one_to_another_is_refused() throws Exception {
    serve(
        "/in",
        e -> {
          e.getResponseHeaders().set("Location", "/b");
          e.sendResponseHeaders(302, -1);
        });
    serve("/b", e -> answer(e, 200, "text/plain", "sampai"));
    AtomicBoolean reached = new AtomicBoolean();
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        e -> {
          try (e) {
            reached.set(true);
            answer(e, 200, "text/plain", "rahasia");
          }
        });
    other.start();
    try {
      serve(
          "/out",
          e -> {
            e.getResponseHeaders()
                .set("Location", "http://127.0.0.1:" + other.getAddress().getPort() + "/");
            e.sendResponseHeaders(302, -1);
          });
      assertNull(get(configuration.get("address") + "/in"));
      assertEquals("sampai", last);
      String refusal = get(configuration.get("address") + "/out");
      assertTrue(refusal.contains("is not allowed"), refusal);
      assertFalse(reached.get());
    } finally {
      other.stop(0);
    }
  }

  @Test
  void redirects_without_end_are_refused() throws Exception {
    AtomicInteger hops = new AtomicInteger();
    serve(
        "/loop",
        e -> {
          e.getResponseHeaders().set("Location", "/loop?" + hops.incrementAndGet());
          e.sendResponseHeaders(302, -1);
        });
    assertTrue(get(configuration.get("address") + "/loop").contains("redirect"));
    assertTrue(hops.get() < 60);
  }

  @Test
  void the_keys_of_cloud_machines_are_out_of_reach_even_when_allowed() throws Exception {
    configuration.put("allowed", "169.254.169.254:80, [fe80::1]:80, 0.0.0.0:80");
    for (String host : List.of("169.254.169.254", "[fe80::1]", "0.0.0.0")) {
      String refusal = get("http://" + host + "/latest/meta-data");
      assertTrue(refusal.contains("which no department may be at"), refusal);
    }
  }

  @Test
  void an_answer_that_announces_too_much_is_refused_at_once() throws Exception {
    configuration.put("http.megabytes", "1");
    serve(
        "/big",
        e -> {
          e.sendResponseHeaders(200, 100L << 20);
          pour(e.getResponseBody());
        });
    assertEquals("the answer is larger than 1 MB", get(configuration.get("address") + "/big"));
  }

  @Test
  void an_answer_without_end_is_cut() throws Exception {
    configuration.put("http.megabytes", "1");
    CountDownLatch cut = new CountDownLatch(1);
    serve(
        "/endless",
        e -> {
          e.sendResponseHeaders(200, 0);
          try {
            pour(e.getResponseBody());
          } catch (IOException broken) {
            cut.countDown();
            throw broken;
          }
        });
    assertEquals("the answer is larger than 1 MB", get(configuration.get("address") + "/endless"));
    assertTrue(cut.await(10, java.util.concurrent.TimeUnit.SECONDS));
  }

  @Test
  void an_error_page_without_end_is_cut_too() throws Exception {
    configuration.put("http.megabytes", "1");
    serve(
        "/endless",
        e -> {
          e.sendResponseHeaders(500, 0);
          pour(e.getResponseBody());
        });
    assertEquals("the answer is larger than 1 MB", get(configuration.get("address") + "/endless"));
  }

  private static void pour(OutputStream out) throws IOException {
    byte[] chunk = new byte[64 << 10];
    while (true) {
      out.write(chunk);
    }
  }

  @Test
  void a_small_body_that_unpacks_to_a_huge_one_is_cut() throws Exception {
    configuration.put("http.megabytes", "1");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      for (int i = 0; i < 64; i++) {
        gzip.write(new byte[1 << 20]);
      }
    }
    assertTrue(packed.size() < 200_000);
    serve(
        "/bomb",
        e -> {
          e.getResponseHeaders().set("Content-Encoding", "gzip");
          e.sendResponseHeaders(200, packed.size());
          packed.writeTo(e.getResponseBody());
        });
    serve(
        "/layers",
        e -> {
          e.getResponseHeaders().set("Content-Encoding", "gzip, gzip, gzip");
          e.sendResponseHeaders(200, packed.size());
          packed.writeTo(e.getResponseBody());
        });
    assertEquals("the answer is larger than 1 MB", get(configuration.get("address") + "/bomb"));
    assertEquals(
        "the answer is compressed many times over", get(configuration.get("address") + "/layers"));
  }

  @Test
  void a_server_that_drips_is_given_up_in_headers_and_in_the_body() throws Exception {
    configuration.put("http.totalSeconds", "1");
    CountDownLatch end = new CountDownLatch(1);
    try (ServerSocket loris = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      AtomicInteger calls = new AtomicInteger();
      Thread drip =
          new Thread(
              () -> {
                while (!loris.isClosed()) {
                  try {
                    Socket socket = loris.accept();
                    String begin =
                        calls.incrementAndGet() == 1
                            ? "HTTP/1.1 200 OK\r\nX-Drip: "
                            : "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n";
                    new Thread(() -> drip(socket, begin, end)).start();
                  } catch (IOException e) {
                    return;
                  }
                }
              });
      drip.start();
      configuration.put("address", "http://127.0.0.1:" + loris.getLocalPort());
      for (int i = 0; i < 2; i++) {
        long before = System.nanoTime();
        assertEquals(
            "no complete answer within 1 seconds", get(configuration.get("address") + "/"));
        assertTrue(System.nanoTime() - before < 4_000_000_000L);
      }
    } finally {
      end.countDown();
    }
  }

  private static void drip(Socket socket, String begin, CountDownLatch end) {
    try (socket) {
      OutputStream out = socket.getOutputStream();
      out.write(begin.getBytes(StandardCharsets.US_ASCII));
      while (!end.await(20, java.util.concurrent.TimeUnit.MILLISECONDS)) {
        out.write('x');
        out.flush();
      }
    } catch (IOException | InterruptedException e) {
      // The client gave up, as it should.
    }
  }

  @Test
  void an_answer_that_breaks_off_is_no_answer() throws Exception {
    try (ServerSocket half = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      new Thread(
              () -> {
                try (Socket socket = half.accept()) {
                  socket.getInputStream().read();
                  socket
                      .getOutputStream()
                      .write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhal".getBytes());
                } catch (IOException e) {
                  // Nothing to do.
                }
              })
          .start();
      configuration.put("address", "http://127.0.0.1:" + half.getLocalPort());
      String failure = get(configuration.get("address") + "/");
      assertTrue(failure.startsWith("the server's answer broke off"), failure);
    }
  }

  @Test
  void a_server_that_is_away_is_said_to_be() throws Exception {
    server.stop(0);
    String failure = get(configuration.get("address") + "/");
    assertTrue(failure.startsWith("cannot connect"), failure);
  }

  @Test
  void a_document_that_has_not_changed_ends_the_route_as_a_success() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger unchanged = new AtomicInteger();
    serve(
        "/p.csv",
        e -> {
          asked.incrementAndGet();
          if ("\"1\"".equals(e.getRequestHeaders().getFirst("If-None-Match"))) {
            unchanged.incrementAndGet();
            e.sendResponseHeaders(304, -1);
          } else {
            e.getResponseHeaders().set("ETag", "\"1\"");
            answer(e, 200, "text/csv", "kode\nA\n");
          }
        });
    poll("/p.csv", "csv");
    ingest.next();
    Await.until("asked again", () -> unchanged.get() > 2);
    assertEquals(State.RUNNING, health.status().state());
    assertTrue(ingest.delivered.isEmpty());
    assertEquals(asked.get(), unchanged.get() + 1, 1);
  }

  @Test
  void a_document_whose_delivery_failed_is_asked_for_in_full_again() throws Exception {
    List<String> conditions = new CopyOnWriteArrayList<>();
    serve(
        "/p.csv",
        e -> {
          conditions.add(String.valueOf(e.getRequestHeaders().getFirst("If-None-Match")));
          e.getResponseHeaders().set("ETag", "\"1\"");
          answer(e, 200, "text/csv", "kode\nA\n");
        });
    start(
        r ->
            r.from("timer:t?delay=0&period=50")
                .routeId("pompa")
                .to("{{address}}/p.csv")
                .process(
                    e -> {
                      throw new IllegalStateException("tidak jadi");
                    }));
    Await.until("asked again", () -> conditions.size() > 2);
    assertFalse(conditions.contains("\"1\""), conditions.toString());
  }

  @Test
  void only_the_document_that_a_route_begins_with_may_end_it() throws Exception {
    AtomicInteger details = new AtomicInteger();
    serve("/list", e -> answer(e, 200, "text/plain", "list"));
    serve(
        "/detail",
        e -> {
          e.getResponseHeaders().set("ETag", "\"1\"");
          boolean conditional = e.getRequestHeaders().getFirst("If-None-Match") != null;
          answer(e, conditional ? 500 : 200, "text/plain", "detail");
        });
    start(
        r ->
            r.from("timer:t?delay=0&period=50")
                .routeId("pompa")
                .to("{{address}}/list")
                .setBody(r.constant(null))
                .to("{{address}}/detail")
                .process(e -> details.incrementAndGet()));
    Await.until("asked again", () -> details.get() > 2);
  }

  @Test
  void a_limit_that_is_no_number_is_named() {
    configuration.put("http.megabytes", "banyak");
    var failure = assertThrows(Exception.class, () -> start(r -> r.from("direct:in").to("log:x")));
    assertTrue(Causes.explain(failure).en().startsWith("http.megabytes = banyak"));
  }
}
