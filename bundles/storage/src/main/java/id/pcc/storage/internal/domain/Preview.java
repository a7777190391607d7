package id.pcc.storage.internal.domain;

import id.pcc.api.LocalText;
import id.pcc.api.dataset.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a repair would do.
 *
 * @param number how many rows are selected
 * @param accepted how many would be stored, or are stored already
 * @param refused how many would still be refused
 * @param examples some that would be stored
 * @param reasons why the others would not, the most frequent first
 */
public record Preview(
    long number, long accepted, long refused, List<Example> examples, List<Reason> reasons) {
  private static final int MOST_EXAMPLES = 5;
  private static final int MOST_REASONS = 20;
  private static final int LONGEST_RAW = 20_000;

  /**
   * A row before and after.
   *
   * @param id its number in quarantine
   * @param before as it came, cut off where it is very long
   * @param after {@code null} when it is no record
   */
  public record Example(long id, String before, Map<String, Object> after) {}

  /**
   * Rows that would be refused for one reason.
   *
   * @param reason of one of them, in English
   * @param code of the fault; empty when it has none
   * @param text the reason in both languages
   */
  public record Reason(
      String field, String reason, String code, LocalText text, long rows, Example example) {
    private Reason and(long more) {
      return new Reason(field, reason, code, text, rows + more, example);
    }
  }

  /** Adds up rows. */
  public static final class Sum {
    private record Kind(String field, String kind) {}

    private final List<Example> examples = new ArrayList<>();
    private final Map<Kind, Reason> reasons = new LinkedHashMap<>();
    private long accepted;
    private long refused;

    /**
     * Adds a row.
     *
     * @param refusal why it would be refused; {@code null} when it would not
     */
    public void add(long id, String before, Map<String, Object> after, Refusal refusal) {
      String cut = before.length() > LONGEST_RAW ? before.substring(0, LONGEST_RAW) + "…" : before;
      Example example = new Example(id, cut, after);
      if (refusal == null) {
        accepted++;
        if (examples.size() < MOST_EXAMPLES) {
          examples.add(example);
        }
        return;
      }
      refused++;
      Fault fault = refusal.fault();
      reasons.merge(
          new Kind(refusal.field(), ReasonKind.of(fault)),
          new Reason(refusal.field(), fault.reason(), fault.code(), fault.text(), 1, example),
          (a, b) -> a.and(b.rows()));
    }

    /** The sum. */
    public Preview preview() {
      List<Reason> most =
          reasons.values().stream()
              .sorted((a, b) -> Long.compare(b.rows(), a.rows()))
              .limit(MOST_REASONS)
              .toList();
      return new Preview(accepted + refused, accepted, refused, List.copyOf(examples), most);
    }
  }
}
