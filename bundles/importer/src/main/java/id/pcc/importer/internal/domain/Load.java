package id.pcc.importer.internal.domain;

import id.pcc.api.LocalText;
import id.pcc.api.dataset.Fault;
import id.pcc.api.dataset.Receipt;
import id.pcc.mapping.Mapping;
import java.util.ArrayList;
import java.util.List;

/**
 * The loading of a file, as far as it has come.
 *
 * @param department into whose dataset
 * @param dataset which
 * @param trouble why it waits or ended before the end; empty when it did not
 * @param read the share of the file that was read, 0 to 1
 * @param rows rows that were settled: accepted + unchanged + quarantined + queued
 * @param queued records that are safe on the disk until the database is back
 * @param faults why records were refused, the first ones, in English
 * @param reasons the same in both languages
 * @param by who loads, as in the audit
 * @param begun when, in milliseconds UTC
 * @param ended when, in milliseconds UTC; {@code null} while it goes on
 */
public record Load(
    String department,
    String dataset,
    Mapping mapping,
    State state,
    String trouble,
    double read,
    long rows,
    long accepted,
    long unchanged,
    long quarantined,
    long queued,
    List<String> faults,
    List<LocalText> reasons,
    String by,
    long begun,
    Long ended) {
  private static final int MOST_FAULTS = 20;

  public Load {
    faults = List.copyOf(faults);
    // A load from before there were reasons in both languages has none.
    reasons =
        reasons == null
            ? faults.stream().map(fault -> Fault.said(fault).text()).toList()
            : List.copyOf(reasons);
  }

  /** A load that begins. */
  public static Load begin(
      String department, String dataset, Mapping mapping, String by, long now) {
    return new Load(
        department,
        dataset,
        mapping,
        State.RUNNING,
        "",
        0,
        0,
        0,
        0,
        0,
        0,
        List.of(),
        List.of(),
        by,
        now,
        null);
  }

  /** After a batch was settled. */
  public Load settled(Receipt receipt, double share) {
    List<String> all = new ArrayList<>(faults);
    List<LocalText> said = new ArrayList<>(reasons);
    receipt.errors().stream()
        .limit(MOST_FAULTS - Math.min(MOST_FAULTS, all.size()))
        .forEach(
            error -> {
              all.add(error.detail());
              said.add(error.text());
            });
    return new Load(
        department,
        dataset,
        mapping,
        State.RUNNING,
        "",
        share,
        rows + receipt.received(),
        accepted + receipt.accepted(),
        unchanged + receipt.unchanged(),
        quarantined + receipt.quarantined(),
        queued + receipt.queued(),
        all,
        said,
        by,
        begun,
        null);
  }

  /** In another state, for a reason. */
  public Load in(State next, String why, long now) {
    return new Load(
        department,
        dataset,
        mapping,
        next,
        why,
        next == State.DONE ? 1 : read,
        rows,
        accepted,
        unchanged,
        quarantined,
        queued,
        faults,
        reasons,
        by,
        begun,
        next.active() ? null : (Long) now);
  }
}
