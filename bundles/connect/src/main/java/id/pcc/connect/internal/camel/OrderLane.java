package id.pcc.connect.internal.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pcc.api.LocalText;
import id.pcc.api.command.NotCarriedOutException;
import id.pcc.connect.Order;
import id.pcc.connect.OrderException;
import id.pcc.connect.OrderException.Outcome;
import id.pcc.connect.Proof;
import id.pcc.connect.internal.http.HttpGuard;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * Carries out a department's orders on threads of its own: each once, in time or not at all. When
 * the time of one is up while its route runs, whoever asked is told that nobody knows; the route is
 * not interrupted, as it may be inside the database.
 */
final class OrderLane implements AutoCloseable {
  private static final int AT_ONCE = 4;
  private static final int MOST_WAITING = 16;
  private static final int LONGEST_PROOF = 4_000;
  private static final int LONGEST_ANSWER = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String department;
  private final CommandComponent commands;
  private final Clock time;
  private final ScheduledExecutorService timer;
  private final ThreadPoolExecutor workers;
  private final Set<Errand> errands = ConcurrentHashMap.newKeySet();
  private volatile boolean refusing;

  /**
   * @param loader where routes find their classes
   * @param timer ends what takes too long
   */
  OrderLane(
      String department,
      CommandComponent commands,
      ClassLoader loader,
      Clock time,
      ScheduledExecutorService timer) {
    this.department = department;
    this.commands = commands;
    this.time = time;
    this.timer = timer;
    this.workers =
        new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            task -> {
              Thread thread = new Thread(task, "pcc-" + department + "-command");
              thread.setDaemon(true);
              thread.setContextClassLoader(loader);
              return thread;
            });
    workers.allowCoreThreadTimeOut(true);
  }

  CompletionStage<Proof> carryOut(Order order) {
    CommandComponent.CommandConsumer route = commands.consumer(order.command());
    if (refusing || route == null) {
      return CompletableFuture.failedFuture(notCarriedOut(nobody(order.command())));
    }
    Errand errand = new Errand(order, route);
    errands.add(errand);
    errand.result.whenComplete((proof, failure) -> errands.remove(errand));
    try {
      workers.execute(errand);
    } catch (RejectedExecutionException e) {
      errand.result.completeExceptionally(
          notCarriedOut(
              refusing
                  ? stopped()
                  : LocalText.of(
                      department + " sedang sibuk dengan perintah lain; coba lagi sebentar lagi",
                      department + " is busy with other commands; try again shortly")));
      return errand.result;
    }
    long left = Math.max(0, Duration.between(time.instant(), order.notAfter()).toMillis());
    Future<?> alarm = timer.schedule(errand::timeIsUp, left, TimeUnit.MILLISECONDS);
    errand.result.whenComplete((proof, failure) -> alarm.cancel(false));
    return errand.result;
  }

  private LocalText nobody(String command) {
    return LocalText.of(
        department + " tidak menjalankan perintah " + command + " sekarang",
        department + " carries out no command " + command + " now");
  }

  private LocalText stopped() {
    return LocalText.of(
        department + " berhenti sebelum perintah dimulai",
        department + " stopped before the command was begun");
  }

  private static OrderException notCarriedOut(LocalText why) {
    return new OrderException(Outcome.NOT_CARRIED_OUT, why);
  }

  /** Takes no more orders; those that wait are not begun. */
  void refuse() {
    refusing = true;
    workers.shutdown();
    for (Errand errand : errands) {
      errand.giveUp(notCarriedOut(stopped()));
    }
  }

  /** Ends it all: nobody will hear how those end that run still. */
  @Override
  public void close() {
    refuse();
    workers.shutdownNow();
    for (Errand errand : errands) {
      errand.result.completeExceptionally(
          new OrderException(
              Outcome.UNKNOWN,
              LocalText.of(
                  department + " berhenti sebelum menjawab; tidak diketahui apakah dilaksanakan",
                  department + " stopped before it answered; unknown whether carried out")));
    }
  }

  /** One order under way. */
  private final class Errand implements Runnable {
    private final Order order;
    private final CommandComponent.CommandConsumer route;
    private final CompletableFuture<Proof> result = new CompletableFuture<>();
    private final AtomicBoolean claimed = new AtomicBoolean();

    Errand(Order order, CommandComponent.CommandConsumer route) {
      this.order = order;
      this.route = route;
    }

    private boolean late() {
      return !time.instant().isBefore(order.notAfter());
    }

    /** Ends it unless it was begun. */
    boolean giveUp(OrderException why) {
      return claimed.compareAndSet(false, true) && result.completeExceptionally(why);
    }

    void timeIsUp() {
      if (!giveUp(expired())) {
        result.completeExceptionally(
            new OrderException(
                Outcome.UNKNOWN,
                LocalText.of(
                    "waktunya habis sebelum "
                        + department
                        + " menjawab; tidak diketahui apakah dilaksanakan",
                    "its time was up before "
                        + department
                        + " answered; unknown whether carried out")));
      }
    }

    private OrderException expired() {
      return new OrderException(
          Outcome.EXPIRED,
          LocalText.of(
              "waktunya habis sebelum dimulai; tidak dilaksanakan",
              "its time was up before it was begun; not carried out"));
    }

    @Override
    public void run() {
      if (late()) {
        giveUp(expired());
      }
      if (!claimed.compareAndSet(false, true)) {
        return;
      }
      Exchange exchange = route.createExchange(false);
      try {
        Map<String, Object> body = new LinkedHashMap<>(order.parameters());
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeader("PccOrder", order.id());
        exchange.getMessage().setHeader("PccNotAfter", order.notAfter().toString());
        // A property: what is a header goes to whatever server the route asks.
        exchange.setProperty("PccAskedBy", order.askedBy());
        exchange.setProperty(HttpGuard.TOO_LATE, (BooleanSupplier) this::late);
        route.getProcessor().process(exchange);
        if (exchange.getException() != null) {
          result.completeExceptionally(failure(exchange.getException()));
        } else {
          result.complete(new Proof(answer(exchange, body), time.instant()));
        }
      } catch (Exception | LinkageError e) {
        result.completeExceptionally(failure(e));
      } finally {
        route.releaseExchange(exchange, false);
      }
    }

    private String answer(Exchange exchange, Map<String, Object> told)
        throws JsonProcessingException {
      Object body = exchange.getMessage().getBody();
      String text;
      if (body == null || body == told) {
        text = "";
      } else if (body instanceof Map || body instanceof List) {
        text = JSON.writeValueAsString(body);
      } else {
        text = String.valueOf(exchange.getMessage().getBody(String.class));
      }
      Object status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE);
      text = text.replace("\u0000", "").strip();
      return text.isEmpty() && status != null ? "HTTP " + status : cut(text, LONGEST_PROOF);
    }
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = longest - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  /** What a failure says of the deed: in doubt, nobody knows. */
  private static OrderException failure(Throwable failure) {
    LocalText why = Causes.explain(failure);
    boolean certain = false;
    int depth = 0;
    for (Throwable t = failure; t != null && depth < 20; t = t.getCause(), depth++) {
      if (t instanceof NotCarriedOutException said) {
        why = said.reason();
        certain = true;
      } else if (t instanceof HttpOperationFailedException http) {
        // 408: the server waited for the rest of the request, and may have begun.
        int status = http.getStatusCode();
        certain = status >= 400 && status < 500 && status != 408;
        why = with(why, http.getResponseBody());
      } else if (t instanceof ConnectException
          || t instanceof NoRouteToHostException
          || t instanceof UnknownHostException) {
        certain = true;
      }
    }
    return certain
        ? notCarriedOut(why)
        : new OrderException(
            Outcome.UNKNOWN,
            LocalText.of(
                why.id() + "; tidak diketahui apakah dilaksanakan",
                why.en() + "; unknown whether carried out"));
  }

  private static LocalText with(LocalText why, String answer) {
    String said = answer == null ? "" : answer.replaceAll("\\s+", " ").strip();
    return said.isEmpty()
        ? why
        : LocalText.of(
            why.id() + ": " + cut(said, LONGEST_ANSWER),
            why.en() + ": " + cut(said, LONGEST_ANSWER));
  }
}
