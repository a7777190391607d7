package id.pcc.storage.internal.domain;

import id.pcc.api.LocalText;
import id.pcc.api.dataset.Fault;
import java.util.regex.Pattern;

/**
 * What reasons of one fault have in common, so that ten thousand rows of it are one line: the
 * reason without the values that it quotes, its numbers and its times.
 */
public final class ReasonKind {
  /** The greatest length of a kind. */
  public static final int LONGEST = 300;

  private static final Pattern QUOTED = Pattern.compile("\".*\"", Pattern.DOTALL);
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\p{L}\\d_])[+-]?\\d(?:[\\d.:,TZ+-]*[\\dZ])?(?:[eE][+-]?\\d+)?");
  private static final Pattern TRUTH = Pattern.compile("(the truth value|nilai kebenaran) \\w+");

  private ReasonKind() {}

  /** The kind of a fault: its code, else what its sentence leaves without values. */
  public static String of(Fault fault) {
    return fault.code().isEmpty() ? of(fault.reason()) : fault.code();
  }

  /** The sentence of a fault without what differs from one row to the next. */
  public static LocalText open(Fault fault) {
    return fault.code().isEmpty()
        ? LocalText.of(of(fault.text().id()), of(fault.reason()))
        : fault.summary();
  }

  /** The kind of a reason without a code, at most {@link #LONGEST} characters. */
  public static String of(String reason) {
    String open = QUOTED.matcher(reason.replace('\0', '\uFFFD')).replaceAll("\"…\"");
    open = TRUTH.matcher(NUMBER.matcher(open).replaceAll("…")).replaceAll("$1 …");
    return open.length() > LONGEST ? open.substring(0, LONGEST - 1) + "…" : open;
  }
}
