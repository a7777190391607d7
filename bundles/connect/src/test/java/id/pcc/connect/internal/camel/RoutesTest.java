package id.pcc.connect.internal.camel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.DepartmentStatus;
import id.pcc.api.DepartmentStatus.State;
import id.pcc.api.cap.CapAlert;
import id.pcc.api.dataset.DeliveryException;
import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.RecordBatch;
import id.pcc.api.dataset.Rejection;
import id.pcc.connect.internal.Await;
import id.pcc.connect.internal.RecordingIngest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoutesTest extends RouteBench {
  @Test
  void a_table_that_is_polled_arrives_as_records_with_its_source() throws Exception {
    serve("/p.csv", e -> answer(e, 200, "text/csv", "Kode;Debit\nA;1.250,5\nB;---\n"));
    poll("/p.csv", "csv");
    RecordBatch batch = ingest.next();
    assertEquals("pompa", batch.dataset());
    assertEquals(Map.of("kode", "A", "debit", "1250.5"), batch.records().get(0));
    assertNull(batch.records().get(1).get("debit"));
    assertEquals(configuration.get("address") + "/p.csv", batch.source());
    Await.until("running", () -> health.status().state() == State.RUNNING);
    assertNotNull(connector().lastSuccess());
  }

  @Test
  void maps_lists_json_and_csv_are_taken() throws Exception {
    List<Receipt> receipts = new CopyOnWriteArrayList<>();
    start(
        r ->
            r.from("direct:in")
                .to("pcc:air/pompa")
                .process(e -> receipts.add(e.getMessage().getHeader("PccReceipt", Receipt.class))));
    var template = routes.context().createProducerTemplate();
    for (Object body :
        List.of(
            Map.of("kode", "A"),
            List.of(Map.of("kode", "A")),
            "{\"kode\":\"A\"}",
            "[{\"kode\":\"A\"}]".getBytes(StandardCharsets.UTF_8))) {
      template.sendBody("direct:in", body);
      assertEquals(List.of(Map.of("kode", "A")), ingest.next().records());
    }
    template.sendBodyAndHeader("direct:in", "kode\nA\n", "Content-Type", "text/csv;charset=utf-8");
    assertEquals(List.of(Map.of("kode", "A")), ingest.next().records());
    template.sendBodyAndHeader("direct:in", List.of(Map.of("kode", "A")), "PccIdempotencyKey", "k");
    assertEquals("k", ingest.next().idempotencyKey());
    assertEquals(6, receipts.size());
    template.sendBody("direct:in", List.of());
    assertEquals(0, receipts.get(6).received());
  }

  @Test
  void what_is_no_record_fails_with_its_place_and_is_kept() throws Exception {
    start(r -> r.from("direct:in").to("pcc:air/pompa"));
    var template = routes.context().createProducerTemplate();
    var broken =
        assertThrows(Exception.class, () -> template.sendBody("direct:in", "[{\"kode\": oops}]"));
    assertTrue(Causes.explain(broken).en().startsWith("line 1, column"), broken.toString());
    assertEquals("pompa", ingest.quarantine.get(0).dataset());
    assertEquals("[{\"kode\": oops}]", ingest.quarantine.get(0).raw());
    var text =
        assertThrows(
            Exception.class, () -> template.sendBody("direct:in", List.of(Map.of(), "text")));
    assertTrue(Causes.explain(text).en().contains("body[1]"), Causes.explain(text).en());
  }

  @Test
  void a_large_delivery_becomes_several_with_one_receipt() throws Exception {
    List<Receipt> receipts = new CopyOnWriteArrayList<>();
    start(
        r ->
            r.from("direct:in")
                .to("pcc:air/pompa")
                .process(e -> receipts.add(e.getMessage().getHeader("PccReceipt", Receipt.class))));
    List<Map<String, Object>> many =
        java.util.Collections.nCopies(12_000, Map.<String, Object>of("kode", "A"));
    routes.context().createProducerTemplate().sendBody("direct:in", many);
    assertEquals(12_000, receipts.get(0).accepted());
    assertEquals(3, ingest.delivered.size());
  }

  @Test
  void a_route_cannot_store_in_another_departments_dataset() {
    var refused =
        assertThrows(Exception.class, () -> start(r -> r.from("direct:in").to("pcc:dlh/ispu")));
    String sentence = Causes.explain(refused).en();
    assertTrue(sentence.contains("routes of air store in pcc:air/"), sentence);
    var unknown =
        assertThrows(Exception.class, () -> start(r -> r.from("direct:in").to("pcc:air/nope")));
    assertTrue(Causes.explain(unknown).en().contains("air declares pompa"), unknown.toString());
  }

  @Test
  void two_routes_of_one_name_are_refused_and_none_takes_the_others_place() {
    var refused =
        assertThrows(
            Exception.class,
            () ->
                start(
                    r -> {
                      r.from("direct:in").routeId("pompa").to("pcc:air/pompa");
                      r.from("direct:out").routeId("pompa").to("pcc:air/pompa");
                    }));
    String sentence = Causes.explain(refused).en();
    assertTrue(sentence.contains("routeId \"pompa\" stands there twice"), sentence);
  }

  @Test
  void a_busy_store_is_asked_again_until_it_accepts() throws Exception {
    ingest.refuse(
        2,
        new DeliveryException(
            DeliveryException.Reason.BUSY, "queue of air is full", Duration.ZERO));
    serve("/p.csv", e -> answer(e, 200, "text/csv", "kode\nA\n"));
    poll("/p.csv", "csv");
    Await.until("degraded", () -> health.status().state() == State.DEGRADED);
    assertTrue(health.status().reason().en().contains("queue of air is full"));
    assertNotNull(connector().nextTry());
    assertEquals(List.of(Map.of("kode", "A")), ingest.next().records());
    Await.until("running", () -> health.status().state() == State.RUNNING);
  }

  @Test
  void a_route_that_waits_for_the_store_stops_without_delay() throws Exception {
    ingest.refuse(
        Integer.MAX_VALUE,
        new DeliveryException(
            DeliveryException.Reason.STORE_DOWN, "database is away", Duration.ofMinutes(5)));
    serve("/p.csv", e -> answer(e, 200, "text/csv", "kode\nA\n"));
    poll("/p.csv", "csv");
    Await.until("degraded", () -> health.status().state() == State.DEGRADED);
    long before = System.nanoTime();
    routes.close();
    assertTrue(System.nanoTime() - before < 2_000_000_000L);
    assertTrue(ingest.delivered.isEmpty());
  }

  @Test
  void a_delivery_of_which_everything_is_refused_is_an_error_of_the_route() throws Exception {
    ingest.answer(new Receipt(0, 0, 1, List.of(new Rejection(0, "kode", "is missing"))));
    serve("/p.csv", e -> answer(e, 200, "text/csv", "kode\nA\n"));
    poll("/p.csv", "csv");
    Await.until("degraded", () -> health.status().state() == State.DEGRADED);
    assertEquals(
        "pompa: all 1 records of pompa were refused: kode: is missing",
        health.status().reason().en());
  }

  @Test
  void a_source_that_keeps_failing_is_asked_less_often_and_as_before_when_it_is_back()
      throws Exception {
    AtomicBoolean well = new AtomicBoolean();
    serve("/p.csv", e -> answer(e, well.get() ? 200 : 500, "text/csv", "kode\nA\n"));
    poll("/p.csv", "csv");
    Await.until(
        "rests",
        () ->
            connector().nextTry() != null
                && connector().nextTry().isAfter(connector().lastErrorAt().plusMillis(300)));
    assertEquals(State.DEGRADED, health.status().state());
    well.set(true);
    Await.until(
        "well", () -> connector().failingSince() == null && connector().lastSuccess() != null);
  }

  @Test
  void a_failing_source_is_told_once_and_recovery_once() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    serve(
        "/p.csv",
        e -> answer(e, calls.incrementAndGet() <= 5 ? 503 : 200, "text/csv", "kode\nA\n"));
    poll("/p.csv", "csv");
    ingest.next();
    Await.until("running", () -> health.status().state() == State.RUNNING);
    List<State> states = changes.stream().map(DepartmentStatus::state).distinct().toList();
    assertEquals(List.of(State.STARTING, State.DEGRADED, State.RUNNING), states);
    assertEquals(1, changes.stream().filter(c -> c.state() == State.DEGRADED).count());
    String why =
        changes.stream().filter(c -> c.state() == State.DEGRADED).findFirst().get().reason().id();
    assertTrue(why.endsWith("/p.csv menjawab 503 Service Unavailable"), why);
    assertNotNull(connector().lastError());
    assertNull(connector().failingSince());
  }

  @Test
  void a_document_that_cannot_be_read_is_kept_whatever_notation_it_is_in() throws Exception {
    serve("/x", e -> answer(e, 200, "text/xml", "<alert><oops"));
    start(
        r -> {
          r.from("timer:a?delay=0&repeatCount=1")
              .routeId("cap")
              .to("{{address}}/x")
              .unmarshal()
              .custom("cap")
              .to("pcc:air/pompa");
          r.from("timer:b?delay=0&repeatCount=1")
              .routeId("json")
              .to("{{address}}/x")
              .unmarshal()
              .json()
              .to("pcc:air/pompa");
        });
    Await.until("both are kept", () -> ingest.quarantine.size() == 2);
    for (RecordingIngest.Kept kept : ingest.quarantine) {
      assertEquals("<alert><oops", kept.raw());
      assertEquals(configuration.get("address") + "/x", kept.source());
    }
    assertEquals(State.DEGRADED, health.status().state());
    assertTrue(ingest.delivered.isEmpty());
  }

  @Test
  void a_bad_document_of_an_index_does_not_hold_up_the_others() throws Exception {
    String cap =
        new String(
            getClass().getResourceAsStream("/cap/hujan.xml").readAllBytes(),
            StandardCharsets.UTF_8);
    serve(
        "/rss",
        e ->
            answer(
                e,
                200,
                "application/rss+xml",
                "<rss version='2.0'><channel><item><link>bad.xml</link></item>"
                    + "<item><link>good.xml</link></item></channel></rss>"));
    serve("/bad.xml", e -> answer(e, 200, "text/xml", cap.replace("<sent>", "<sentt>")));
    serve("/good.xml", e -> answer(e, 200, "text/xml", cap));
    List<CapAlert> alerts = new CopyOnWriteArrayList<>();
    start(
        r ->
            r.from("timer:t?delay=0&repeatCount=1")
                .routeId("peringatan")
                .to("{{address}}/rss")
                .unmarshal()
                .custom("rss")
                .split(r.body())
                .setProperty("link", r.simple("${body[link]}"))
                .setBody(r.constant(null)) // a body would make it a POST
                .toD("${exchangeProperty.link}")
                .unmarshal()
                .custom("cap")
                .process(e -> alerts.add(e.getMessage().getBody(CapAlert.class))));
    Await.until("the good one arrives", () -> alerts.size() == 1);
    Await.until("degraded", () -> health.status().state() == State.DEGRADED);
    assertEquals(1, ingest.quarantine.size());
    assertTrue(ingest.quarantine.get(0).source().endsWith("/bad.xml"));
  }

  @Test
  void a_setting_that_is_missing_or_blank_is_named() throws Exception {
    configuration.put("address", " ");
    var failure = assertThrows(Exception.class, () -> poll("/p.csv", "csv"));
    assertEquals("address", Routes.missingSetting(failure));
  }

  @Test
  void the_same_department_starts_again_with_another_configuration() throws Exception {
    serve("/p.csv", e -> answer(e, 200, "text/csv", "kode\nA\n"));
    serve("/other/p.csv", e -> answer(e, 200, "text/csv", "kode\nB\n"));
    Described department =
        new Described(
            r ->
                r.from("timer:t?delay=0&period=20")
                    .routeId("pompa")
                    .to("{{address}}/p.csv")
                    .to("pcc:air/pompa?format=csv"));
    start(department);
    assertEquals("A", ingest.next().records().get(0).get("kode"));
    routes.close();
    ingest.delivered.clear();
    configuration.merge("address", "/other", String::concat);
    start(department);
    assertEquals("B", ingest.next().records().get(0).get("kode"));
    assertEquals(1, routes.context().getRoutes().size());
  }

  @Test
  void the_process_environment_is_no_configuration() {
    System.setProperty("pcc.test.setting", "x");
    var failure =
        assertThrows(
            Exception.class, () -> start(r -> r.from("timer:{{pcc.test.setting}}").to("log:x")));
    assertEquals("pcc.test.setting", Routes.missingSetting(failure));
  }

  @Test
  void a_department_can_see_its_own_classes_and_its_threads_end_with_it() throws Exception {
    CountDownLatch ran = new CountDownLatch(1);
    List<ClassLoader> loaders = new CopyOnWriteArrayList<>();
    start(
        r ->
            r.from("timer:t?delay=0&period=20")
                .process(
                    e -> {
                      loaders.add(Thread.currentThread().getContextClassLoader());
                      e.getContext()
                          .getClassResolver()
                          .resolveMandatoryClass(RoutesTest.class.getName());
                      ran.countDown();
                    }));
    ran.await();
    assertTrue(loaders.get(0) instanceof RouteLoader, loaders.toString());
    routes.close();
    Await.until("threads have ended", () -> threads() == 0);
    assertFalse(routes.context().isStarted());
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().startsWith("pcc-air-"))
        .count();
  }
}
