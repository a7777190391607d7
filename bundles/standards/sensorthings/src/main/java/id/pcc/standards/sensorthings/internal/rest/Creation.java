package id.pcc.standards.sensorthings.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.api.dataset.DeliveryException;
import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.RecordBatch;
import id.pcc.standards.sensorthings.internal.domain.Condition;
import id.pcc.standards.sensorthings.internal.domain.Source;
import id.pcc.standards.sensorthings.internal.domain.Source.Observation;
import id.pcc.standards.sensorthings.internal.domain.Source.Stream;
import id.pcc.storage.Ingest;
import id.pcc.storage.Records;
import id.pcc.storage.Records.Comparison;
import id.pcc.storage.Records.Filter;
import id.pcc.storage.Records.Query;
import id.pcc.web.Problem;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Stores an observation that a client creates: as one measure of a record of its dataset. */
final class Creation {
  private static final long PATIENCE_SECONDS = 60;

  private final Records records;
  private final Ingest ingest;
  private final Object order = new Object();

  Creation(Records records, Ingest ingest) {
    this.records = records;
    this.ingest = ingest;
  }

  /** What a client says of an observation. */
  record Asked(Instant time, Number result) {
    /**
     * Reads it.
     *
     * @throws Problem naming the member at fault
     */
    static Asked of(JsonNode body) {
      Instant time = Condition.time(body.path("phenomenonTime").asText());
      if (time == null) {
        throw Problem.badRequest("phenomenonTime: a time of RFC 3339 with offset was expected");
      }
      JsonNode result = body.path("result");
      if (!result.isNumber() || !Double.isFinite(result.doubleValue())) {
        throw Problem.badRequest("result: a number was expected");
      }
      return new Asked(time, result.numberValue());
    }
  }

  /**
   * Creates an observation; the same again changes nothing.
   *
   * @param actor who asks, for people
   * @throws Problem when it cannot be stored, or another value is there
   */
  Observation create(Stream stream, JsonNode body, String actor) {
    Asked asked = Asked.of(body);
    Instant time = asked.time();
    Number result = asked.result();
    Source source = stream.thing().source();
    String measure = stream.measure().name();
    // Measures of one time are one record: two at once must not take each other's away.
    synchronized (order) {
      Map<String, Object> record = existing(source, stream.thing().name(), time);
      Object before = record.get(measure);
      if (before instanceof Number number && number.doubleValue() != result.doubleValue()) {
        throw Problem.conflict(
            "There is an observation of " + time + " with the result " + before + " already.");
      }
      if (record.isEmpty() && stream.thing().place() != null) {
        // Without a FeatureOfInterest of its own, an observation is about the place of its thing.
        record.put(source.dataset().geometry().orElseThrow().name(), stream.thing().place());
      }
      record.put(source.key(), stream.thing().name());
      record.put(source.time(), time);
      record.put(measure, result);
      Receipt receipt =
          deliver(
              source.id().department(),
              RecordBatch.of(source.id().dataset(), List.of(record), "SensorThings, " + actor));
      if (receipt.quarantined() > 0) {
        throw Problem.of(422, "Nothing acceptable", receipt.errors().get(0).detail());
      }
    }
    return new Observation(stream, time, result);
  }

  private Map<String, Object> existing(Source source, String name, Instant time) {
    Query query =
        new Query(
            source.id(),
            List.of(new Filter(source.key(), Comparison.EQ, name)),
            time,
            time.plusMillis(1),
            null,
            false,
            true,
            1,
            null);
    Map<String, Object> record = new LinkedHashMap<>();
    records.find(query).records().stream().findFirst().ifPresent(record::putAll);
    record.keySet().removeIf(field -> field.startsWith("_"));
    return record;
  }

  private Receipt deliver(String department, RecordBatch batch) {
    try {
      return ingest
          .deliver(department, batch)
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DeliveryException refusal) {
        boolean busy = refusal.reason() == DeliveryException.Reason.BUSY;
        throw Problem.of(busy ? 429 : 503, "Not stored", refusal.getMessage())
            .retryAfter(Math.max(1, refusal.retryAfter().toSeconds()));
      }
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw Problem.of(503, "Store is slow", "It is not known yet whether it was stored.")
          .retryAfter(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.of(503, "Stopping", "The command center is stopping.").retryAfter(10);
    }
  }
}
