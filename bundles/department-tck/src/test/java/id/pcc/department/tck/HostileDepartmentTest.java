package id.pcc.department.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.Department;
import id.pcc.api.DepartmentContext;
import id.pcc.api.DepartmentStatus;
import id.pcc.api.DepartmentStatus.State;
import id.pcc.api.LocalText;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A department that hangs, floods, throws, leaks or lies harms nobody else. */
class HostileDepartmentTest {
  /** The longest time between two records of the good one; it delivers twenty times a second. */
  private static final long GAP_NANOS = Duration.ofSeconds(5).toNanos();

  /** A department is given up at the latest then: two times the limit of a stop, and a little. */
  private static final long GIVEN_UP_NANOS = Duration.ofSeconds(8).toNanos();

  private final CountDownLatch end = new CountDownLatch(1);
  private final Good good = new Good();
  @TempDir private Path folder;
  private Center other;

  @BeforeEach
  void startTheOther() throws IOException {
    other = new Center(good, Center.whole(yaml("baik")), Map.of(), null);
    other.until("the good one runs", () -> other.status().state() == State.RUNNING);
  }

  @AfterEach
  void stopTheOther() {
    end.countDown();
    other.close();
  }

  private Center host(Department department) throws IOException {
    return new Center(department, Center.whole(yaml("jahat")), Map.of(), null);
  }

  private URL yaml(String name) throws IOException {
    Path file = folder.resolve(name + ".yaml");
    Files.writeString(
        file,
        """
        name: %s
        title: { id: Dinas %s, en: Agency %s }
        datasets:
          angka:
            title: { id: Angka, en: Numbers }
            producer: Uji
            fields:
              kode: { role: key, id: Kode, en: Code }
              nilai: { role: measure, unit: m, id: Nilai, en: Value }
        """
            .formatted(name, name, name));
    return file.toUri().toURL();
  }

  /** The other goes on while something happens, and after it. */
  private void goesOn() {
    long before = good.delivered.get();
    other.until("the good one delivers", () -> good.delivered.get() > before + 20);
    assertEquals(State.RUNNING, other.status().state());
    assertTrue(
        good.longest.get() < GAP_NANOS,
        "a gap of " + Duration.ofNanos(good.longest.get()).toMillis() + " ms");
  }

  private static void closesInTime(Center center) {
    long begun = System.nanoTime();
    center.close();
    long took = System.nanoTime() - begun;
    assertTrue(took < GIVEN_UP_NANOS, "given up after " + Duration.ofNanos(took).toMillis());
  }

  /** Waits without ever heeding an interruption. */
  private void hang() {
    while (end.getCount() > 0) {
      LockSupport.parkNanos(1_000_000);
      Thread.interrupted();
    }
  }

  @Test
  void one_that_hangs_in_its_start_and_ignores_interruption_is_given_up() throws IOException {
    Center hostile =
        host(
            new Department() {
              @Override
              public void start(DepartmentContext context) {
                hang();
              }
            });
    goesOn();
    assertEquals(State.STARTING, hostile.status().state());
    closesInTime(hostile);
    goesOn();
  }

  @Test
  void one_that_hangs_in_its_stop_is_given_up() throws IOException {
    Center hostile =
        host(
            new Department() {
              @Override
              public void stop() {
                hang();
              }
            });
    hostile.until("it runs", () -> hostile.status().state() == State.RUNNING);
    closesInTime(hostile);
    goesOn();
  }

  @Test
  void one_whose_routes_hang_is_given_up() throws IOException {
    Center hostile =
        host(
            new Routed() {
              @Override
              public void configure() {
                from("timer:a?delay=0&period=10").routeId("a").process(e -> hang());
              }
            });
    goesOn();
    closesInTime(hostile);
    goesOn();
  }

  @Test
  void one_that_throws_anything_from_its_start_is_stopped_and_says_so() throws IOException {
    for (Throwable thrown :
        List.of(
            new IllegalStateException("sengaja gagal di awal"),
            new NoClassDefFoundError("id/pcc/tidak/Ada"),
            new StackOverflowError(),
            new OutOfMemoryError("berpura-pura"),
            new ThreadDeath())) {
      Center hostile =
          host(
              new Department() {
                @Override
                public void start(DepartmentContext context) {
                  throwAnyway(thrown);
                }
              });
      hostile.until(
          "it is stopped after " + thrown, () -> hostile.status().state() == State.STOPPED);
      assertNotNull(hostile.status().reason());
      closesInTime(hostile);
    }
    goesOn();
  }

  @Test
  void one_that_throws_errors_from_its_routes_is_degraded() throws IOException {
    Center hostile =
        host(
            new Routed() {
              @Override
              public void configure() {
                from("timer:a?delay=0&period=10")
                    .routeId("a")
                    .process(e -> throwAnyway(new StackOverflowError()));
              }
            });
    hostile.until("it is degraded", () -> hostile.status().state() == State.DEGRADED);
    closesInTime(hostile);
    goesOn();
  }

  @Test
  void one_that_floods_takes_no_turn_of_the_others() throws IOException {
    AtomicInteger key = new AtomicInteger();
    Center hostile =
        host(
            new Routed() {
              @Override
              public void configure() {
                from("timer:a?delay=0&period=1")
                    .routeId("a")
                    .loop(1_000)
                    .process(
                        e ->
                            e.getMessage()
                                .setBody(
                                    List.of(
                                        Map.of(
                                            "kode",
                                            "k" + key.incrementAndGet() % 100,
                                            "nilai",
                                            1.5))))
                    .to("pcc:jahat/angka");
              }
            });
    hostile.until("it floods", () -> key.get() > 5_000);
    goesOn();
    closesInTime(hostile);
    goesOn();
  }

  @Test
  void one_that_lies_about_what_it_declares_is_told_and_stores_nothing() throws IOException {
    Center hostile =
        host(
            new Routed() {
              @Override
              public void configure() {
                from("timer:a?delay=0&period=10")
                    .routeId("a")
                    .process(
                        e ->
                            e.getMessage()
                                .setBody(List.of(Map.of("lain", 1, "nilai", "bukan angka"))))
                    .to("pcc:jahat/angka");
              }
            });
    hostile.until("it is degraded", () -> hostile.status().state() == State.DEGRADED);
    assertEquals(0, hostile.count("angka"));
    closesInTime(hostile);
    goesOn();
  }

  @Test
  void one_that_writes_into_the_datasets_of_others_does_not_start() throws IOException {
    Center hostile =
        host(
            new Routed() {
              @Override
              public void configure() {
                from("timer:a?delay=0")
                    .routeId("a")
                    .setBody(constant(List.of()))
                    .to("pcc:baik/angka");
              }
            });
    hostile.until("it is stopped", () -> hostile.status().state() == State.STOPPED);
    assertTrue(hostile.status().reason().en().contains("pcc:jahat/"), hostile.status().toString());
    closesInTime(hostile);
    goesOn();
  }

  @Test
  void one_that_reports_without_end_and_leaks_threads_can_be_stopped() throws IOException {
    Center hostile =
        host(
            new Department() {
              @Override
              public void start(DepartmentContext context) {
                for (int i = 0; i < 50; i++) {
                  Thread leaked =
                      new Thread(
                          () -> {
                            byte[] kept = new byte[100_000];
                            while (end.getCount() > 0) {
                              LockSupport.parkNanos(1_000_000 + kept[0]);
                              reports(context);
                            }
                          });
                  leaked.setDaemon(true);
                  leaked.start();
                }
              }

              private void reports(DepartmentContext context) {
                try {
                  context.report(
                      new DepartmentStatus(
                          State.DEGRADED, LocalText.name("bohong " + end), Instant.now()));
                } catch (IllegalStateException stopped) {
                  // Its context is no longer valid, and it goes on all the same.
                }
              }
            });
    hostile.until("it reports", () -> hostile.status().state() == State.DEGRADED);
    goesOn();
    closesInTime(hostile);
    goesOn();
  }

  private static void throwAnyway(Throwable thrown) {
    HostileDepartmentTest.<RuntimeException>sneak(thrown);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }

  private abstract static class Routed extends RouteBuilder implements Department {}

  /** Delivers twenty times a second, and notes the longest time between two. */
  private static final class Good extends RouteBuilder implements Department {
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong longest = new AtomicLong();
    private volatile long last;

    @Override
    public void configure() {
      from("timer:baik?delay=0&period=50")
          .routeId("baik")
          .process(
              e ->
                  e.getMessage()
                      .setBody(List.of(Map.of("kode", "a", "nilai", 1.0 * delivered.get()))))
          .to("pcc:baik/angka")
          .process(
              e -> {
                long now = System.nanoTime();
                if (last != 0) {
                  longest.accumulateAndGet(now - last, Math::max);
                }
                last = now;
                delivered.incrementAndGet();
              });
    }
  }
}
