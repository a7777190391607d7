package id.pcc.connect.internal.connector;

import id.pcc.connect.internal.connector.ConnectorRoutes.One;
import id.pcc.connect.internal.http.HttpGuard;
import id.pcc.connect.internal.http.RefusedException;
import id.pcc.mapping.format.DocumentException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * Asks for alerts: the one at an address, or each that an index there names and that was not read
 * yet. One that cannot be had or read keeps no other from being read, but is told.
 */
final class CapConnector {
  private static final String ITEMS = "PccItems";
  private static final String ITEM = "PccItem";
  private static final String TAKEN = "PccTaken";
  private static final String FAILURE = "PccFailure";
  private static final String ENDED = "PccEnded";

  private final One one;
  private final HttpConnector http;
  private final Set<Map<String, Object>> read = new HashSet<>();

  CapConnector(One one) {
    this.one = one;
    this.http = new HttpConnector(one);
  }

  void add() {
    var loop =
        one.builder()
            .from(one.timer())
            .routeId(one.connector().name())
            .onException(
                DocumentException.class, HttpOperationFailedException.class, RefusedException.class)
            .onWhen(e -> e.getProperty(ENDED) == null)
            .continued(true)
            .end()
            .process(http::begin)
            .loopDoWhile(e -> e.getProperty(HttpConnector.NEXT) != null && !e.isRouteStop())
            .process(this::ask)
            .to(http.endpoint())
            .filter(e -> e.getProperty(Exchange.EXCEPTION_CAUGHT) == null)
            .unmarshal(one.format())
            .end()
            .process(this::turn);
    one.store(loop).end().process(this::end);
  }

  private void ask(Exchange exchange) throws RefusedException {
    exchange.removeProperty(Exchange.EXCEPTION_CAUGHT);
    // What is unchanged would end the round, and with it all that comes after it.
    exchange.setProperty(HttpGuard.SOURCE, exchange.getProperty(HttpConnector.NEXT));
    http.ask(exchange);
  }

  /** What was read becomes rows, or what is to be read next. */
  @SuppressWarnings("unchecked")
  private void turn(Exchange exchange) {
    Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    Map<String, Object> item = exchange.getProperty(ITEM, Map.class);
    List<Map<String, Object>> rows = List.of();
    if (failure != null) {
      exchange.setProperty(FAILURE, failure);
    } else {
      rows = exchange.getMessage().getBody(Rows.class).all();
    }
    Queue<Map<String, Object>> items = exchange.getProperty(ITEMS, Queue.class);
    boolean index = item == null && rows.stream().anyMatch(row -> !row.containsKey("identifier"));
    if (index) {
      items = new ArrayDeque<>();
      read.retainAll(rows);
      for (Map<String, Object> row : rows) {
        // The listing of a folder does not say whether a file is another one now.
        if (!row.containsKey("guid") || !read.contains(row)) {
          items.add(row);
        }
      }
      exchange.setProperty(ITEMS, items);
      rows = List.of();
    }
    taken(exchange);
    exchange.setProperty(TAKEN, failure instanceof HttpOperationFailedException ? null : item);
    Map<String, Object> next = items == null ? null : items.poll();
    exchange.setProperty(ITEM, next);
    exchange.setProperty(HttpConnector.NEXT, next == null ? null : next.get("link"));
    exchange.getMessage().setBody(new Rows(rows, null));
  }

  /** The alert before this one is stored, so it need not be read again. */
  @SuppressWarnings("unchecked")
  private void taken(Exchange exchange) {
    Map<String, Object> item = exchange.getProperty(TAKEN, Map.class);
    if (item != null) {
      read.add(item);
    }
  }

  private void end(Exchange exchange) throws Exception {
    taken(exchange);
    Exception failure = exchange.getProperty(FAILURE, Exception.class);
    if (failure != null) {
      exchange.setProperty(ENDED, true);
      throw failure;
    }
  }
}
