package id.pcc.storage.internal.sql;

import id.pcc.api.LocalText;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.DeliveryException;
import id.pcc.api.dataset.DeliveryException.Reason;
import id.pcc.api.dataset.Fault;
import id.pcc.api.dataset.RecordBatch;
import id.pcc.api.dataset.Rejection;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Trial;
import id.pcc.storage.internal.domain.CheckedRecord;
import id.pcc.storage.internal.domain.GeoJson;
import id.pcc.storage.internal.domain.RecordCheck;
import id.pcc.storage.internal.domain.Refusal;
import id.pcc.storage.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks batches, so that only what fits its dataset waits to be committed. */
public final class Intake implements Trial {
  private static final int LONGEST_RAW = 1_000_000;
  private static final int LONGEST_KEY = 200;
  private static final int BYTES_OF_A_VALUE = 48;

  private final SqlCatalogue catalogue;
  private final Retentions retentions;
  private final SqlReferences references;
  private final Clock clock;

  /** Checks against the declarations of a catalogue and its reference codes. */
  public Intake(
      SqlCatalogue catalogue, Retentions retentions, SqlReferences references, Clock clock) {
    this.catalogue = catalogue;
    this.retentions = retentions;
    this.references = references;
    this.clock = clock;
  }

  /**
   * A batch, checked record by record.
   *
   * @throws DeliveryException when there is no such dataset, or the key is too long
   */
  public Delivery check(String department, RecordBatch batch) {
    return check(department, batch, clock.millis());
  }

  /**
   * A batch that came at some time, checked record by record.
   *
   * @param received when it came, in milliseconds UTC
   */
  public Delivery check(String department, RecordBatch batch, long received) {
    TableLayout table = table(department, batch.dataset());
    String key = batch.idempotencyKey();
    if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
      throw new DeliveryException(
          Reason.KEY_REUSED,
          "an idempotency key has 1 to " + LONGEST_KEY + " characters",
          Duration.ZERO);
    }
    Delivery.Origin origin = new Delivery.Origin(batch.source(), batch.route(), null);
    return check(table, batch.records(), List.of(), key, origin, received);
  }

  @Override
  public String refusal(String department, Dataset dataset) {
    return catalogue.refusal(new DatasetId(department, dataset.name()), dataset);
  }

  @Override
  public List<Tried> check(String department, Dataset dataset, List<Map<String, Object>> records) {
    DatasetId id = new DatasetId(department, dataset.name());
    Optional<TableLayout> table = catalogue.table(id);
    long least = table.isPresent() ? retentions.least(id) : Long.MIN_VALUE;
    RecordCheck check = new RecordCheck(dataset, new GeoJson(Json::read), references::index);
    List<Tried> tried = new ArrayList<>(records.size());
    for (Map<String, Object> record : records) {
      try {
        CheckedRecord checked = check.check(record);
        if (checked.time() != null && checked.time() < least) {
          throw tooOld(table.orElseThrow(), least);
        }
        tried.add(Tried.stored(RowMap.raw(dataset, checked)));
      } catch (Refusal refusal) {
        tried.add(new Tried(record, refusal.field(), refusal.fault()));
      }
    }
    return tried;
  }

  /** Records that were in quarantine, checked again; the good ones leave it when committed. */
  Delivery checkAgain(TableLayout table, List<Map<String, Object>> records, List<Long> kept) {
    Delivery.Origin origin = new Delivery.Origin("quarantine", null, null);
    return check(table, records, kept, null, origin, clock.millis());
  }

  /**
   * The table of a dataset.
   *
   * @throws DeliveryException when there is none
   */
  public TableLayout table(String department, String dataset) {
    try {
      Optional<TableLayout> table = catalogue.table(new DatasetId(department, dataset));
      return table.orElseThrow(
          () ->
              unknown(
                  "there is no dataset "
                      + department
                      + "/"
                      + dataset
                      + ": its department's bundle must declare it first"));
    } catch (IllegalArgumentException e) {
      throw unknown(e.getMessage());
    }
  }

  private static DeliveryException unknown(String why) {
    return new DeliveryException(Reason.UNKNOWN_DATASET, why, Duration.ZERO);
  }

  private Delivery check(
      TableLayout table,
      List<Map<String, Object>> records,
      List<Long> kept,
      String key,
      Delivery.Origin origin,
      long received) {
    RecordCheck check =
        new RecordCheck(table.dataset(), new GeoJson(Json::read), references::index);
    List<CheckedRecord> good = new ArrayList<>(records.size());
    List<Delivery.Refused> bad = new ArrayList<>();
    List<Long> released = new ArrayList<>();
    long least = retentions.least(table.id());
    long weight = 0;
    for (int i = 0; i < records.size(); i++) {
      Map<String, Object> record = records.get(i);
      try {
        CheckedRecord checked = check.check(record == null ? Map.of() : record);
        if (checked.time() != null && checked.time() < least) {
          throw tooOld(table, least);
        }
        good.add(checked);
        weight += weight(checked);
        if (!kept.isEmpty()) {
          released.add(kept.get(i));
        }
      } catch (Refusal refusal) {
        Delivery.Refused refused = refused(i, refusal, Json.write(record));
        bad.add(refused);
        weight += 2L * refused.raw().length();
      }
    }
    String digest = key == null ? null : digest(table.id() + " " + Json.canonical(records));
    return new Delivery(
        table, good, bad, key, digest, origin, received, weight, released, Delivery.Tally.NONE);
  }

  private static Refusal tooOld(TableLayout table, long least) {
    return new Refusal(
        table.time().name(),
        Fault.of(
            "time.too_old",
            LocalText.of(
                "{dataset} menyimpan rekaman sejak {least}, dan yang ini lebih lama",
                "{dataset} keeps records from {least} on, and this one is older"),
            "dataset",
            table.id().toString(),
            "least",
            Json.time(Instant.ofEpochMilli(least))));
  }

  private static long weight(CheckedRecord record) {
    long weight = (long) BYTES_OF_A_VALUE * (record.values().length + 2);
    for (Object value : record.values()) {
      if (value instanceof String text) {
        weight += 2L * text.length();
      }
    }
    return weight;
  }

  private static Delivery.Refused refused(long index, Refusal refusal, String raw) {
    return refused(new Rejection(index, refusal.field(), refusal.fault()), raw);
  }

  /** What is kept of something refused. */
  static Delivery.Refused refused(Rejection rejection, String raw) {
    boolean cut = raw.length() > LONGEST_RAW;
    String clean = raw.indexOf('\0') < 0 ? raw : raw.replace('\0', '\uFFFD');
    return new Delivery.Refused(
        rejection, cut ? clean.substring(0, LONGEST_RAW) : clean, cut, digest(raw));
  }

  /** The SHA-256 of a text, in hexadecimal digits. */
  static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
