package id.pcc.city.simulator.internal.domain;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/** Spans of the scripted day: from a time, which belongs to the span, to one that does not. */
final class Spans {
  private Spans() {}

  /** When the span of that name began that holds now, if one does. */
  static Optional<Instant> now(List<Script.Span> spans, String what, Stage stage) {
    return at(spans, what, Stage.time(stage.position()))
        .map(span -> stage.when(stage.today(LocalTime.parse(span.from()))));
  }

  /** The span of that name that holds a time of day. */
  static Optional<Script.Span> at(List<Script.Span> spans, String what, LocalTime time) {
    return spans.stream()
        .filter(span -> span.what().equals(what))
        .filter(span -> !time.isBefore(LocalTime.parse(span.from())))
        .filter(span -> time.isBefore(LocalTime.parse(span.to())))
        .findFirst();
  }
}
