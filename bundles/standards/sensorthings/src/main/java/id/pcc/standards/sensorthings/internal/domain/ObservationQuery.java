package id.pcc.standards.sensorthings.internal.domain;

import id.pcc.standards.sensorthings.internal.domain.Condition.And;
import id.pcc.standards.sensorthings.internal.domain.Condition.Compare;
import id.pcc.standards.sensorthings.internal.domain.Condition.Literal;
import id.pcc.standards.sensorthings.internal.domain.Condition.Property;
import id.pcc.standards.sensorthings.internal.domain.Source.Stream;
import id.pcc.storage.Records.Comparison;
import id.pcc.storage.Records.Filter;
import id.pcc.storage.Records.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is asked of the observations of a stream, in the words of the store: bounds of time and of
 * the result, so that the database's indexes serve it.
 *
 * @param skip how many observations are left out before the first
 */
public record ObservationQuery(Query records, int skip) {
  /** The observation at a time. */
  static ObservationQuery at(Stream stream, Instant time) {
    Reading reading = new Reading(stream);
    reading.from = time;
    reading.to = time.plusMillis(1);
    return new ObservationQuery(reading.query(true, 1, null), 0);
  }

  /**
   * What options ask for.
   *
   * @throws NotServed when they ask for what the store has no index for
   */
  public static ObservationQuery of(Stream stream, Options options) {
    Reading reading = new Reading(stream);
    if (options.filter() != null) {
      reading.read(options.filter());
    }
    boolean descending = true;
    if (!options.orderBy().isEmpty()) {
      if (!isTime(options.orderBy().get(0))) {
        throw new NotServed("$orderby: observations are ordered by phenomenonTime only");
      }
      descending = options.orderBy().get(1).equals("desc");
    }
    return new ObservationQuery(
        reading.query(descending, Math.max(1, options.top()), options.token()), options.skip());
  }

  private static boolean isTime(String property) {
    return property.equals("phenomenonTime") || property.equals("resultTime");
  }

  private static final class Reading {
    private final Stream stream;
    private final List<Filter> filters = new ArrayList<>();
    private Instant from;
    private Instant to;

    private Reading(Stream stream) {
      this.stream = stream;
      Source source = stream.thing().source();
      filters.add(new Filter(source.key(), Comparison.EQ, stream.thing().name()));
      // Records that have no value of this measure are no observations of it.
      String least =
          switch (stream.measure().type()) {
            case INTEGER -> Long.toString(Long.MIN_VALUE);
            default -> Double.toString(-Double.MAX_VALUE);
          };
      filters.add(new Filter(stream.measure().name(), Comparison.GTE, least));
    }

    private Query query(boolean descending, int limit, String token) {
      return new Query(
          stream.thing().source().id(), filters, from, to, null, false, descending, limit, token);
    }

    private void read(Condition condition) {
      if (condition instanceof And and) {
        and.all().forEach(this::read);
      } else if (condition instanceof Compare compare
          && compare.left() instanceof Property property
          && compare.right() instanceof Literal literal) {
        if (isTime(property.path()) && literal.value() instanceof Instant bound) {
          time(compare.by(), bound);
          return;
        }
        if (property.path().equals("result") && literal.value() instanceof Number number) {
          filters.add(new Filter(stream.measure().name(), comparison(compare.by()), text(number)));
          return;
        }
        throw notServed();
      } else {
        throw notServed();
      }
    }

    private String text(Number number) {
      double value = number.doubleValue();
      return value == Math.rint(value) && Math.abs(value) < 1e15
          ? Long.toString((long) value)
          : Double.toString(value);
    }

    private static NotServed notServed() {
      return new NotServed(
          "$filter: of observations phenomenonTime and result can be compared with values, joined"
              + " by and");
    }

    private static Comparison comparison(String by) {
      return switch (by) {
        case "eq" -> Comparison.EQ;
        case "gt" -> Comparison.GT;
        case "ge" -> Comparison.GTE;
        case "lt" -> Comparison.LT;
        case "le" -> Comparison.LTE;
        default -> throw notServed();
      };
    }

    private void time(String by, Instant bound) {
      switch (by) {
        case "eq" -> {
          after(bound);
          before(bound.plusMillis(1));
        }
        case "gt" -> after(bound.plusMillis(1));
        case "ge" -> after(bound);
        case "lt" -> before(bound);
        case "le" -> before(bound.plusMillis(1));
        default -> throw notServed();
      }
    }

    private void after(Instant bound) {
      from = from == null || bound.isAfter(from) ? bound : from;
    }

    private void before(Instant bound) {
      to = to == null || bound.isBefore(to) ? bound : to;
    }
  }
}
