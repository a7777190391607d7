package id.pcc.connect.internal.http;

import id.pcc.connect.internal.domain.Rate;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;

/**
 * Stands between a department's routes and the network: requests go only to servers that an
 * administrator allowed, redirected or not; answers are limited in size and time; a document that
 * has not changed ends its route at once, as a success.
 */
public final class HttpGuard implements HttpClientConfigurer, Closeable {
  /** The exchange property that holds the address of the last answer. */
  public static final String SOURCE = "PccSource";

  /**
   * The exchange property that says when it is too late for a request: a BooleanSupplier, which
   * only orders have.
   */
  public static final String TOO_LATE = "PccTooLate";

  /** The attribute under which Camel keeps the exchange while an activity listener is set. */
  private static final String EXCHANGE = "org.apache.camel.Exchange";

  private static final int MOST_ENCODINGS = 2;

  private final String department;
  private final Origins origins;
  private final Limits limits;
  private final ScheduledExecutorService clock;
  private final Rate rate;
  private final Validators validators = new Validators();
  private final Set<ClassicHttpRequest> underWay = ConcurrentHashMap.newKeySet();

  /**
   * @param clock ends requests that take too long
   */
  public HttpGuard(
      String department, Origins origins, Limits limits, ScheduledExecutorService clock) {
    this.department = department;
    this.origins = origins;
    this.limits = limits;
    this.clock = clock;
    this.rate = new Rate(Clock.systemUTC(), limits.perMinute());
  }

  @Override
  public void configureHttpClient(HttpClientBuilder builder) {
    builder
        .setUserAgent("PontianakCommandCenter/1.0 (" + department + ")")
        .disableAutomaticRetries()
        .disableCookieManagement()
        .addExecInterceptorFirst("pcc-whole", this::whole)
        .addExecInterceptorAfter(ChainElement.COMPRESS.name(), "pcc-hop", this::hop);
  }

  /** A request with all its redirects, and the answer as the route sees it. */
  private ClassicHttpResponse whole(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    slowly();
    Exchange exchange = (Exchange) scope.clientContext.getAttribute(EXCHANGE);
    String address = address(request);
    if (exchange != null
        && exchange.getProperty(TOO_LATE) instanceof BooleanSupplier tooLate
        && tooLate.getAsBoolean()) {
      throw new RefusedException(
          "waktu perintah habis; tidak dikirim", "the time of the command is up; not sent");
    }
    // Only what a route begins with may end it: a later document, or one of several, that has not
    // changed says nothing about the ones before. An order is asked anew each time.
    boolean first =
        exchange != null
            && exchange.getProperty(SOURCE) == null
            && exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX) == null
            && exchange.getProperty(TOO_LATE) == null
            && request.getMethod().equals("GET");
    if (exchange != null) {
      exchange.setProperty(SOURCE, address);
    }
    boolean conditional = first && validators.apply(address, request);
    Watch watch = new Watch(request, scope);
    boolean answered = false;
    try {
      ClassicHttpResponse response = chain.proceed(request, scope);
      if (conditional && response.getCode() == 304) {
        // Camel takes 304 for a failure; 204 is a success without a body.
        exchange.setRouteStop(true);
        response.setCode(204);
      } else if (first && response.getCode() == 200) {
        rememberWhenDone(exchange, validators.remember(address, response));
      }
      answered = limit(response, watch);
      return response;
    } catch (IOException e) {
      throw watch.explain(e);
    } finally {
      if (!answered) {
        watch.end();
      }
    }
  }

  /** Waits until the department may ask again, or refuses when that takes longer than an answer. */
  private void slowly() throws IOException {
    long millis = rate.take();
    if (millis > limits.total().toMillis()) {
      throw new RefusedException(
          "lebih dari " + limits.perMinute() + " permintaan per menit (http.perMinute)",
          "more than " + limits.perMinute() + " requests in a minute (http.perMinute)");
    }
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while waiting to ask");
    }
  }

  private boolean limit(ClassicHttpResponse response, Watch watch) throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return false;
    }
    if (entity.getContentLength() > limits.body()) {
      watch.cut();
      throw LimitedBody.tooLarge(limits.body());
    }
    response.setEntity(
        new LimitedBody(entity, limits.body(), watch::cut, watch::end, watch::explain));
    return true;
  }

  /** One request of a chain of redirects, on the wire. */
  private ClassicHttpResponse hop(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    HttpHost target = scope.route.getTargetHost();
    if (!origins.allows(target.getSchemeName(), target.getHostName(), target.getPort())) {
      String origin = target.toURI();
      String host = target.getHostName() + (target.getPort() < 0 ? "" : ":" + target.getPort());
      String mend = Origins.ALLOWED + " = " + host;
      String file = "etc/id.pcc.departments." + department + ".cfg";
      throw new RefusedException(
          origin + " tidak diizinkan; bila benar, tulis " + mend + " di " + file,
          origin + " is not allowed; if it should be, write " + mend + " in " + file);
    }
    ClassicHttpResponse response = chain.proceed(request, scope);
    if (ofOrder(scope) && response.getCode() / 100 == 3) {
      // A page to sign in to, elsewhere, answers 200: that must never look like a deed done.
      discard(request, scope);
      throw new RefusedException(
          "server mengalihkan perintah ke alamat lain; tidak diikuti",
          "the server redirected the order to another address; not followed");
    }
    String encodings =
        response.containsHeader(HttpHeaders.CONTENT_ENCODING)
            ? response.getFirstHeader(HttpHeaders.CONTENT_ENCODING).getValue()
            : "";
    if (encodings.split(",").length > MOST_ENCODINGS) {
      discard(request, scope);
      throw new RefusedException(
          "jawaban dimampatkan berlapis-lapis", "the answer is compressed many times over");
    }
    if (response.getEntity() != null) {
      // Also the body of a redirect is read to its end, before anyone asked for it.
      response.setEntity(
          new LimitedBody(
              response.getEntity(),
              limits.body(),
              () -> discard(request, scope),
              () -> {},
              UnaryOperator.identity()));
    }
    return response;
  }

  private static boolean ofOrder(ExecChain.Scope scope) {
    return scope.clientContext.getAttribute(EXCHANGE) instanceof Exchange exchange
        && exchange.getProperty(TOO_LATE) != null;
  }

  private static void rememberWhenDone(Exchange exchange, Runnable remember) {
    if (remember == null) {
      return;
    }
    exchange
        .getExchangeExtension()
        .addOnCompletion(
            new SynchronizationAdapter() {
              @Override
              public void onComplete(Exchange done) {
                if (done.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT) == null) {
                  remember.run();
                }
              }
            });
  }

  /** The address without user, password and fragment. */
  private static String address(ClassicHttpRequest request) {
    try {
      URI uri = request.getUri();
      return new URI(
              uri.getScheme(),
              null,
              uri.getHost(),
              uri.getPort(),
              uri.getPath(),
              uri.getQuery(),
              null)
          .toString();
    } catch (URISyntaxException e) {
      return request.getRequestUri();
    }
  }

  private RefusedException tooLate() {
    long seconds = limits.total().toSeconds();
    return new RefusedException(
        "jawaban tidak lengkap dalam " + seconds + " detik",
        "no complete answer within " + seconds + " seconds");
  }

  private static void discard(ClassicHttpRequest request, ExecChain.Scope scope) {
    scope.execRuntime.discardEndpoint();
    if (request instanceof Cancellable cancellable) {
      cancellable.cancel();
    }
  }

  /** Cuts every request that is under way. */
  @Override
  public void close() {
    for (ClassicHttpRequest request : underWay) {
      if (request instanceof Cancellable cancellable) {
        cancellable.cancel();
      }
    }
  }

  /** Ends a request that takes too long. */
  private final class Watch {
    private final ClassicHttpRequest request;
    private final ExecChain.Scope scope;
    private final AtomicBoolean late = new AtomicBoolean();
    private final Future<?> alarm;

    Watch(ClassicHttpRequest request, ExecChain.Scope scope) {
      this.request = request;
      this.scope = scope;
      underWay.add(request);
      alarm = clock.schedule(this::tooLong, limits.total().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tooLong() {
      late.set(true);
      cut();
    }

    void cut() {
      discard(request, scope);
    }

    IOException explain(IOException e) {
      return late.get() ? tooLate() : e;
    }

    void end() {
      underWay.remove(request);
      alarm.cancel(false);
    }
  }
}
