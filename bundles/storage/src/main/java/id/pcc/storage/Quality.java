package id.pcc.storage;

import java.time.LocalDate;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** How good the data of a dataset is, day by day, as it came in. */
@ProviderType
public interface Quality {
  /**
   * The days on which something came, oldest first. The last ten seconds may be missing, and are
   * lost when the process is killed: these are statistics.
   *
   * @param from the first day
   */
  List<Day> days(DatasetId dataset, LocalDate from);

  /**
   * A day of the city.
   *
   * @param accepted records that were new or replaced an older one
   * @param unchanged records that were there already
   * @param quarantined records that were refused
   * @param expected values that the accepted records could have had, keys and times left out
   * @param present values that they had
   * @param timed accepted records that can be late: with a time, of a dataset with a frequency
   * @param timely of those the ones that came within twice the frequency after their time
   */
  record Day(
      LocalDate day,
      long accepted,
      long unchanged,
      long quarantined,
      long expected,
      long present,
      long timed,
      long timely) {
    /** The share of values that are present, 0 to 1; {@code null} when none was expected. */
    public Double completeness() {
      return share(present, expected);
    }

    /** The share of records that were not refused, 0 to 1. */
    public Double validity() {
      return share(accepted + unchanged, accepted + unchanged + quarantined);
    }

    /** The share of records that came in time, 0 to 1; {@code null} when none can be late. */
    public Double timeliness() {
      return share(timely, timed);
    }

    /** The share of records that were there already, 0 to 1. */
    public Double duplicates() {
      return share(unchanged, accepted + unchanged + quarantined);
    }

    private static Double share(long part, long whole) {
      return whole == 0 ? null : (double) part / whole;
    }
  }
}
