package id.pcc.connect.internal.camel;

import id.pcc.api.LocalText;
import id.pcc.connect.internal.domain.Breaker;
import id.pcc.connect.internal.domain.DepartmentHealth;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.component.timer.TimerEndpoint;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.LifecycleStrategy;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.ScheduledPollEndpoint;

/**
 * Turns what happens on routes into the department's status, and keeps Camel from logging the same
 * failure each time. Routes that others call directly are part of those, and are not watched; nor
 * are those of commands, as whoever asked hears of each.
 */
public final class RouteWatch extends RoutePolicySupport implements RoutePolicyFactory {
  /** The exchange property that says that the source is left alone: its end tells nothing. */
  public static final String RESTS = "PccRests";

  private final DepartmentHealth health;
  private final Clock clock;
  private final BooleanSupplier ending;
  private final Map<String, Breaker> breakers = new ConcurrentHashMap<>();

  /** Routes that failed with the last that they took. */
  private final Set<String> failing = ConcurrentHashMap.newKeySet();

  /**
   * @param ending whether the routes are being stopped: what fails then is no fault of its source
   */
  RouteWatch(DepartmentHealth health, Clock clock, BooleanSupplier ending) {
    this.health = health;
    this.clock = clock;
    this.ending = ending;
  }

  @Override
  public RoutePolicy createRoutePolicy(
      CamelContext context, String routeId, NamedNode routeDefinition) {
    return this;
  }

  /** Takes note of routes before they begin. */
  LifecycleStrategy beginnings() {
    return new LifecycleStrategySupport() {
      @Override
      public void onRoutesAdd(Collection<Route> routes) {
        routes.forEach(RouteWatch.this::added);
      }
    };
  }

  private void added(Route route) {
    if (watched(route) && !Boolean.FALSE.equals(route.isAutoStartup())) {
      health.source(route.getRouteId());
    }
    if (route.getConsumer() instanceof DefaultConsumer consumer) {
      consumer.setExceptionHandler(new Quiet(route));
    }
    if (route.getConsumer() instanceof ScheduledPollConsumer consumer && watched(route)) {
      consumer.setPollStrategy(new Looks(route.getRouteId()));
    }
  }

  private static boolean watched(Route route) {
    Endpoint from = route.getEndpoint();
    boolean hook = from.getEndpointUri().startsWith(Routes.HOOK.replace(":", "://"));
    return (hook || !(from instanceof DirectEndpoint))
        && !(from instanceof CommandComponent.CommandEndpoint);
  }

  @Override
  public void onExchangeBegin(Route route, Exchange exchange) {
    Breaker breaker = breaker(route);
    if (breaker != null && !breaker.permits()) {
      exchange.setProperty(RESTS, true);
      exchange.setRouteStop(true);
    }
  }

  /** The breaker of a route that asks by the clock; {@code null} for one that does not. */
  private Breaker breaker(Route route) {
    boolean clocked =
        route.getEndpoint() instanceof TimerEndpoint timer
            && timer.getRepeatCount() == 0
            && timer.getPeriod() > 0;
    return clocked
        ? breakers.computeIfAbsent(
            route.getRouteId(),
            id ->
                new Breaker(
                    clock, Duration.ofMillis(((TimerEndpoint) route.getEndpoint()).getPeriod())))
        : null;
  }

  @Override
  public void onExchangeDone(Route route, Exchange exchange) {
    if (!watched(route) || exchange.getProperty(RESTS) != null) {
      return;
    }
    Exception failure = exchange.getException();
    LocalText refusal = exchange.getProperty(PccComponent.REFUSED, LocalText.class);
    if (failure != null || refusal != null) {
      failing.add(route.getRouteId());
    } else {
      failing.remove(route.getRouteId());
    }
    if (failure != null) {
      failed(route, failure);
    } else if (refusal != null) {
      health.source(route.getRouteId()).failed(refusal, nextTry(route));
    } else {
      Breaker breaker = breaker(route);
      if (breaker != null) {
        breaker.succeeded();
      }
      health.source(route.getRouteId()).succeeded();
    }
  }

  private void failed(Route route, Throwable failure) {
    if (ending.getAsBoolean()) {
      return;
    }
    Breaker breaker = breaker(route);
    Instant next = breaker == null ? nextTry(route) : breaker.failed(Causes.pauseAskedFor(failure));
    health.source(route.getRouteId()).failed(Causes.explain(failure), next);
  }

  /** When a route that polls begins again; {@code null} for one that waits to be told. */
  private Instant nextTry(Route route) {
    Endpoint endpoint = route.getEndpoint();
    long millis = 0;
    if (endpoint instanceof TimerEndpoint timer && timer.getRepeatCount() == 0) {
      millis = timer.getPeriod();
    } else if (endpoint instanceof ScheduledPollEndpoint poll) {
      millis = poll.getTimeUnit().toMillis(poll.getDelay());
    }
    return millis > 0 ? clock.instant().plusMillis(millis) : null;
  }

  /** Hears of looks that found nothing new: a server of files or mail answered all the same. */
  private final class Looks extends DefaultPollingConsumerPollStrategy {
    private final String route;

    Looks(String route) {
      this.route = route;
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int found) {
      if (found == 0 && !failing.contains(route)) {
        health.source(route).succeeded();
      }
    }
  }

  /** Hears of failures before an exchange began; those of exchanges are heard of when done. */
  private final class Quiet implements ExceptionHandler {
    private final Route route;

    Quiet(Route route) {
      this.route = route;
    }

    @Override
    public void handleException(Throwable failure) {
      handleException(null, null, failure);
    }

    @Override
    public void handleException(String message, Throwable failure) {
      handleException(message, null, failure);
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable failure) {
      if (exchange == null && watched(route)) {
        failed(route, failure);
      }
    }
  }
}
