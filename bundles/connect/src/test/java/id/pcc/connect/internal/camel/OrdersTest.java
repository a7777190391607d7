package id.pcc.connect.internal.camel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.Declaration;
import id.pcc.api.LocalText;
import id.pcc.api.command.Command;
import id.pcc.api.command.NotCarriedOutException;
import id.pcc.connect.Order;
import id.pcc.connect.OrderException;
import id.pcc.connect.OrderException.Outcome;
import id.pcc.connect.Proof;
import id.pcc.connect.internal.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrdersTest extends RouteBench {
  private static final Duration PLENTY = Duration.ofSeconds(60);
  private final CountDownLatch release = new CountDownLatch(1);

  @BeforeEach
  void declare() {
    declaration =
        new Declaration(
            "air",
            LocalText.name("Air"),
            AIR.datasets(),
            List.of(),
            List.of(),
            List.of(
                new Command(
                    "jalankan", LocalText.name("Run"), List.of(), Duration.ofMinutes(2), false)));
  }

  private CompletionStage<Proof> order(Duration time) {
    return routes.carryOut(
        new Order(
            "o-1",
            "jalankan",
            Map.of("pompa", "A", "menit", 5L),
            Instant.now().plus(time),
            "person:siti"));
  }

  private static Proof proof(CompletionStage<Proof> stage) throws Exception {
    return stage.toCompletableFuture().get(15, TimeUnit.SECONDS);
  }

  private static OrderException failure(CompletionStage<Proof> stage) {
    var failed = assertThrows(ExecutionException.class, () -> proof(stage));
    return assertInstanceOf(OrderException.class, failed.getCause());
  }

  @Test
  void an_order_goes_over_http_with_its_id_and_the_answer_is_the_proof() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    serve(
        "/jalankan",
        e -> {
          seen.add(e.getRequestMethod());
          seen.add(e.getRequestHeaders().getFirst("Content-Type"));
          seen.add(e.getRequestHeaders().getFirst("PccOrder"));
          seen.add(String.valueOf(e.getRequestHeaders().getFirst("PccAskedBy")));
          seen.add(new String(e.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          answer(e, 200, "application/json", "{\"tanda_terima\":\"7\"}");
        });
    start(r -> r.from("command:jalankan").marshal("json").to("{{address}}/jalankan"));

    Proof proof = proof(order(PLENTY));

    assertEquals("{\"tanda_terima\":\"7\"}", proof.text());
    assertEquals(List.of("POST", "application/json", "o-1", "null"), seen.subList(0, 4));
    assertTrue(seen.get(4).contains("\"pompa\":\"A\""), seen.get(4));
    assertTrue(seen.get(4).contains("\"menit\":5"), seen.get(4));
    assertTrue(health.connectors().isEmpty(), "a command is no source of data");
  }

  @Test
  void an_order_is_written_with_its_number_and_its_time_and_without_our_headers() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    serve(
        "/jalankan",
        e -> {
          seen.add(String.valueOf(e.getRequestHeaders().getFirst("PccOrder")));
          seen.add(e.getRequestHeaders().getFirst("Content-Type"));
          seen.add(new String(e.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          answer(e, 200, "text/plain", "ya");
        });
    start(r -> r.from("command:jalankan").marshal("order").to("{{address}}/jalankan"));

    assertEquals("ya", proof(order(PLENTY)).text());

    assertEquals(List.of("null", "application/json"), seen.subList(0, 2));
    String order = seen.get(2);
    assertTrue(order.contains("\"id\":\"o-1\"") && order.contains("\"paling_lambat\":\"2"), order);
    assertTrue(order.contains("\"pompa\":\"A\"") && order.contains("\"menit\":5"), order);
  }

  @Test
  void the_route_is_told_until_when_and_who_asked_and_may_answer_with_a_map() throws Exception {
    start(
        r ->
            r.from("command:jalankan")
                .setBody(
                    e ->
                        Map.of(
                            "by",
                            e.getProperty("PccAskedBy"),
                            "until",
                            Instant.parse(e.getMessage().getHeader("PccNotAfter", String.class))
                                .isAfter(Instant.now()))));
    String text = proof(order(PLENTY)).text();
    assertTrue(text.contains("\"by\":\"person:siti\""), text);
    assertTrue(text.contains("\"until\":true"), text);
  }

  @Test
  void a_route_that_says_nothing_gives_an_empty_proof() throws Exception {
    start(r -> r.from("command:jalankan").to("log:done?level=DEBUG"));
    assertEquals("", proof(order(PLENTY)).text());
  }

  @Test
  void an_order_that_is_late_is_not_begun() throws Exception {
    AtomicInteger begun = new AtomicInteger();
    start(r -> r.from("command:jalankan").process(e -> begun.incrementAndGet()));
    OrderException late = failure(order(Duration.ofSeconds(-1)));
    assertEquals(Outcome.EXPIRED, late.outcome());
    assertEquals(0, begun.get());
  }

  @Test
  void when_time_is_up_while_it_runs_nobody_knows() throws Exception {
    start(r -> r.from("command:jalankan").process(e -> release.await()));
    OrderException slow = failure(order(Duration.ofMillis(300)));
    release.countDown();
    assertEquals(Outcome.UNKNOWN, slow.outcome());
    assertTrue(slow.reason().en().contains("unknown whether carried out"), slow.reason().en());
    assertTrue(slow.reason().id().contains("tidak diketahui"), slow.reason().id());
  }

  @Test
  void orders_that_wait_behind_slow_ones_expire_without_being_begun() throws Exception {
    AtomicInteger begun = new AtomicInteger();
    start(
        r ->
            r.from("command:jalankan")
                .process(
                    e -> {
                      begun.incrementAndGet();
                      release.await();
                    }));
    for (int i = 0; i < 4; i++) {
      order(PLENTY);
    }
    Await.until("four run", () -> begun.get() == 4);
    OrderException waited = failure(order(Duration.ofMillis(200)));
    assertEquals(Outcome.EXPIRED, waited.outcome());
    CompletableFuture<Proof> next = order(PLENTY).toCompletableFuture();
    release.countDown();
    proof(next);
    assertEquals(5, begun.get());
  }

  @Test
  void a_request_is_not_sent_when_the_time_is_up_before_it() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch ended = new CountDownLatch(1);
    serve(
        "/jalankan",
        e -> {
          asked.incrementAndGet();
          answer(e, 200, "text/plain", "ok");
        });
    start(
        r ->
            r.from("command:jalankan")
                .onCompletion()
                .process(e -> ended.countDown())
                .end()
                .process(e -> release.await())
                .marshal("json")
                .to("{{address}}/jalankan"));
    assertEquals(Outcome.UNKNOWN, failure(order(Duration.ofMillis(200))).outcome());
    release.countDown();
    assertTrue(ended.await(15, TimeUnit.SECONDS));
    assertEquals(0, asked.get());
  }

  @Test
  void a_failure_leaves_open_whether_it_was_done() throws Exception {
    start(
        r ->
            r.from("command:jalankan")
                .process(
                    e -> {
                      throw new IllegalStateException("the pump does not answer");
                    }));
    OrderException failed = failure(order(PLENTY));
    assertEquals(Outcome.UNKNOWN, failed.outcome());
    assertTrue(failed.reason().en().startsWith("the pump does not answer; unknown"));
  }

  @Test
  void a_route_that_knows_says_that_nothing_was_done() throws Exception {
    start(
        r ->
            r.from("command:jalankan")
                .process(
                    e -> {
                      throw new NotCarriedOutException(LocalText.of("pompa rusak", "pump broken"));
                    }));
    OrderException failed = failure(order(PLENTY));
    assertEquals(Outcome.NOT_CARRIED_OUT, failed.outcome());
    assertEquals("pompa rusak", failed.reason().id());
  }

  @Test
  void a_server_that_refuses_did_nothing_and_one_that_fails_may_have() throws Exception {
    AtomicInteger status = new AtomicInteger(400);
    serve("/jalankan", e -> answer(e, status.get(), "text/plain", "pompa: tidak dikenal"));
    start(r -> r.from("command:jalankan").marshal("json").to("{{address}}/jalankan"));
    OrderException refused = failure(order(PLENTY));
    assertEquals(Outcome.NOT_CARRIED_OUT, refused.outcome());
    assertTrue(refused.reason().en().contains("pompa: tidak dikenal"), refused.reason().en());
    status.set(503);
    assertEquals(Outcome.UNKNOWN, failure(order(PLENTY)).outcome());
  }

  @Test
  void a_redirect_to_a_page_that_answers_well_is_no_proof() throws Exception {
    AtomicInteger signIn = new AtomicInteger();
    serve(
        "/jalankan",
        e -> {
          e.getResponseHeaders().set("Location", "/masuk");
          answer(e, 302, "text/plain", "");
        });
    serve(
        "/masuk",
        e -> {
          signIn.incrementAndGet();
          answer(e, 200, "text/html", "Masuk");
        });
    start(r -> r.from("command:jalankan").marshal("json").to("{{address}}/jalankan"));
    OrderException redirected = failure(order(PLENTY));
    assertEquals(Outcome.UNKNOWN, redirected.outcome());
    assertTrue(redirected.reason().en().contains("redirected"), redirected.reason().en());
    assertEquals(0, signIn.get());
  }

  @Test
  void an_order_by_get_is_asked_anew_each_time() throws Exception {
    List<String> conditions = new CopyOnWriteArrayList<>();
    serve(
        "/jalankan",
        e -> {
          conditions.add(String.valueOf(e.getRequestHeaders().getFirst("If-None-Match")));
          e.getResponseHeaders().set("ETag", "\"1\"");
          answer(e, 200, "text/plain", "ok");
        });
    start(
        r ->
            r.from("command:jalankan")
                .process(e -> e.getMessage().setBody(null))
                .to("{{address}}/jalankan"));
    assertEquals("ok", proof(order(PLENTY)).text());
    assertEquals("ok", proof(order(PLENTY)).text());
    assertEquals(List.of("null", "null"), conditions);
  }

  @Test
  void a_server_that_is_not_there_did_nothing() throws Exception {
    server.stop(0);
    start(r -> r.from("command:jalankan").marshal("json").to("{{address}}/jalankan"));
    assertEquals(Outcome.NOT_CARRIED_OUT, failure(order(PLENTY)).outcome());
  }

  @Test
  void a_command_without_a_route_is_not_carried_out() throws Exception {
    start(r -> r.from("direct:in").to("log:x?level=DEBUG"));
    assertFalse(routes.carriesOut("jalankan"));
    assertEquals(Outcome.NOT_CARRIED_OUT, failure(order(PLENTY)).outcome());
  }

  @Test
  void a_route_of_an_undeclared_command_is_refused_with_the_declared_ones() {
    var refused =
        assertThrows(
            Exception.class, () -> start(r -> r.from("command:ledakkan").to("log:x?level=DEBUG")));
    String sentence = Causes.explain(refused).en();
    assertTrue(sentence.contains("air declares jalankan"), sentence);
  }

  @Test
  void when_the_department_stops_what_runs_is_unknown_and_what_waits_is_not_begun()
      throws Exception {
    AtomicInteger begun = new AtomicInteger();
    start(
        r ->
            r.from("command:jalankan")
                .process(
                    e -> {
                      begun.incrementAndGet();
                      release.await();
                    }));
    List<CompletionStage<Proof>> all = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.add(order(PLENTY));
    }
    Await.until("four run", () -> begun.get() == 4);
    CompletionStage<Proof> waits = order(PLENTY);
    routes.close();
    assertEquals(Outcome.NOT_CARRIED_OUT, failure(waits).outcome());
    for (CompletionStage<Proof> ran : all) {
      assertEquals(Outcome.UNKNOWN, failure(ran).outcome());
    }
    assertEquals(Outcome.NOT_CARRIED_OUT, failure(order(PLENTY)).outcome());
  }
}
