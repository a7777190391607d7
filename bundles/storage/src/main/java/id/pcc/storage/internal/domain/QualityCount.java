package id.pcc.storage.internal.domain;

import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Field;
import java.time.Duration;
import java.util.List;

/** Counts what makes the quality of a dataset on a day; see {@link id.pcc.storage.Quality.Day}. */
public final class QualityCount {
  private long accepted;
  private long unchanged;
  private long quarantined;
  private long expected;
  private long present;
  private long timed;
  private long timely;

  /** The counts, in the order of the table's columns. */
  public synchronized long[] values() {
    return new long[] {accepted, unchanged, quarantined, expected, present, timed, timely};
  }

  /** These counts and others. */
  public QualityCount plus(QualityCount other) {
    long[] more = other.values();
    synchronized (this) {
      accepted += more[0];
      unchanged += more[1];
      quarantined += more[2];
      expected += more[3];
      present += more[4];
      timed += more[5];
      timely += more[6];
    }
    return this;
  }

  /**
   * Counts a delivery.
   *
   * @param changed its records that were new or replaced an older one
   * @param received when it came, in milliseconds UTC
   */
  public void add(
      Dataset dataset,
      List<CheckedRecord> changed,
      long received,
      long nowAccepted,
      long nowUnchanged,
      long nowQuarantined) {
    List<Field> fields = dataset.fields();
    Duration frequency = dataset.frequency();
    long late = frequency == null ? 0 : received - 2 * frequency.toMillis();
    long could = 0;
    long had = 0;
    long dated = 0;
    long inTime = 0;
    for (CheckedRecord record : changed) {
      for (int i = 0; i < record.values().length && i < fields.size(); i++) {
        if (fields.get(i).optional()) {
          could++;
          had += record.values()[i] == null ? 0 : 1;
        }
      }
      if (frequency != null && record.time() != null) {
        dated++;
        inTime += record.time() >= late ? 1 : 0;
      }
    }
    synchronized (this) {
      accepted += nowAccepted;
      unchanged += nowUnchanged;
      quarantined += nowQuarantined;
      expected += could;
      present += had;
      timed += dated;
      timely += inTime;
    }
  }
}
