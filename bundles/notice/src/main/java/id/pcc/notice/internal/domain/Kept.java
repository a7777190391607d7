package id.pcc.notice.internal.domain;

import id.pcc.api.LocalText;
import id.pcc.api.notice.Notice;
import id.pcc.api.notice.Severity;
import id.pcc.notice.Notices.Raised;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A notice as it is kept, and how it changes. A notice is open until it is settled or expires; an
 * open one of the same source and fingerprint takes in what is raised again.
 *
 * @param acknowledgedSeverity how bad it was when it was acknowledged; {@code null} when nobody has
 */
public record Kept(Raised raised, Severity acknowledgedSeverity) {
  private static final int LONGEST_TITLE = 500;
  private static final int LONGEST_TEXT = 8_000;
  private static final int MOST_KELURAHAN = 100;

  /** A notice that is raised for the first time; it has no number yet. */
  public static Kept first(String source, Notice notice, Instant now) {
    return new Kept(new Raised(0, source, fitting(notice), 1, now, now, null, null, null), null);
  }

  /**
   * Takes in a repetition: it says what is now. That it was acknowledged still holds, unless it has
   * become worse than what was acknowledged.
   */
  public Kept again(Notice notice, Instant now) {
    boolean worse =
        acknowledgedSeverity != null && notice.severity().compareTo(acknowledgedSeverity) < 0;
    return new Kept(
        new Raised(
            raised.id(),
            raised.source(),
            fitting(notice),
            raised.times() + 1,
            raised.firstAt(),
            now,
            worse ? null : raised.acknowledgedBy(),
            worse ? null : raised.acknowledgedAt(),
            null),
        worse ? null : acknowledgedSeverity);
  }

  /** Acknowledges it; the first who does counts. */
  public Kept acknowledged(String actor, Instant now) {
    return raised.acknowledgedBy() != null
        ? this
        : new Kept(copy(actor, now, raised.settledAt()), raised.notice().severity());
  }

  /** Settles it. */
  public Kept settled(Instant now) {
    return new Kept(
        copy(raised.acknowledgedBy(), raised.acknowledgedAt(), now), acknowledgedSeverity);
  }

  /** This notice under the number that it was given. */
  public Kept numbered(long id) {
    return new Kept(
        new Raised(
            id,
            raised.source(),
            raised.notice(),
            raised.times(),
            raised.firstAt(),
            raised.lastAt(),
            raised.acknowledgedBy(),
            raised.acknowledgedAt(),
            raised.settledAt()),
        acknowledgedSeverity);
  }

  /** Where it is in its life: {@code open, acknowledged, settled} or {@code expired}. */
  public static String state(Raised raised, Instant now) {
    if (raised.settledAt() != null) {
      return "settled";
    }
    if (expired(raised, now)) {
      return "expired";
    }
    return raised.acknowledgedBy() == null ? "open" : "acknowledged";
  }

  /** Whether it no longer matters by itself. */
  public static boolean expired(Raised raised, Instant now) {
    Instant expires = raised.notice().expires();
    return expires != null && !now.isBefore(expires);
  }

  private Raised copy(String by, Instant byAt, Instant settledAt) {
    return new Raised(
        raised.id(),
        raised.source(),
        raised.notice(),
        raised.times(),
        raised.firstAt(),
        raised.lastAt(),
        by,
        byAt,
        settledAt);
  }

  /**
   * What a source sends may be longer than what a screen or a column takes: a warning is cut, not
   * lost.
   */
  private static Notice fitting(Notice notice) {
    List<String> kelurahan = new ArrayList<>();
    for (String code : notice.place().kelurahan()) {
      if (kelurahan.size() < MOST_KELURAHAN && code.matches("[0-9A-Za-z.-]{1,16}")) {
        kelurahan.add(code);
      }
    }
    return new Notice(
        notice.fingerprint(),
        notice.severity(),
        fitting(notice.title(), LONGEST_TITLE),
        fitting(notice.text(), LONGEST_TEXT),
        millis(notice.at()),
        notice.expires() == null ? null : millis(notice.expires()),
        new Notice.Place(kelurahan, notice.place().longitude(), notice.place().latitude()),
        notice.exercise());
  }

  private static LocalText fitting(LocalText text, int longest) {
    return new LocalText(fitting(text.id(), longest), fitting(text.en(), longest));
  }

  private static String fitting(String text, int longest) {
    String clean = text.replace("\u0000", "");
    if (clean.length() <= longest) {
      return clean;
    }
    int end = longest - 1;
    return clean.substring(0, Character.isHighSurrogate(clean.charAt(end - 1)) ? end - 1 : end)
        + "…";
  }

  private static Instant millis(Instant instant) {
    return Instant.ofEpochMilli(instant.toEpochMilli());
  }
}
