package id.pcc.mapping.format;

import id.pcc.api.LocalText;
import id.pcc.api.dataset.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A document from outside that cannot be read; says where in it and why. */
public final class DocumentException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Fault fault;

  private DocumentException(Fault fault) {
    super(fault.reason());
    this.fault = fault;
  }

  /** The sentence for people. */
  public LocalText text() {
    return fault().text();
  }

  /** What is wrong: its code, the place and the sentence. */
  public Fault fault() {
    return fault == null ? Fault.said(getMessage()) : fault;
  }

  /**
   * A fault that has no code.
   *
   * @param place where, such as {@code alert/info[1]/sent} or {@code line 12}
   */
  public static DocumentException at(String place, String id, String en) {
    return new DocumentException(Fault.said(LocalText.of(place + ": " + id, place + ": " + en)));
  }

  /**
   * A fault.
   *
   * @param place where
   * @param code what kind, see {@link Fault#code}
   */
  public static DocumentException at(String place, String code, String id, String en) {
    return of(place, code, LocalText.of(id, en));
  }

  private static DocumentException of(
      String place, String code, LocalText sentence, Object... namesAndValues) {
    List<Object> all = new ArrayList<>(List.of("place", place));
    all.addAll(Arrays.asList(namesAndValues));
    return new DocumentException(
        Fault.of(
            code,
            LocalText.of("{place}: " + sentence.id(), "{place}: " + sentence.en()),
            all.toArray()));
  }

  /** This fault with the name of the document before it, for people who read several. */
  public DocumentException in(String document) {
    Fault said = fault();
    DocumentException named =
        new DocumentException(
            new Fault(
                said.code(),
                said.arguments(),
                LocalText.of(document + ": " + said.text().id(), document + ": " + said.reason())));
    named.initCause(this);
    return named;
  }

  /** Something required is missing. */
  public static DocumentException missing(String place) {
    return of(
        place,
        "document.missing",
        LocalText.of("wajib ada tetapi tidak ada atau kosong", "is required but missing or empty"));
  }

  /**
   * A value is not what it must be.
   *
   * @param expected words that are the same in both languages
   */
  public static DocumentException wrong(String place, String value, String expected) {
    return wrong(place, value, LocalText.name(expected));
  }

  /** A value is not what it must be. */
  public static DocumentException wrong(String place, String value, LocalText expected) {
    return of(
        place,
        "document.wrong",
        LocalText.of(
            "\"{found}\" tidak sah; seharusnya {expected_id}",
            "\"{found}\" is not valid; expected {expected}"),
        "found",
        shorten(value),
        "expected",
        expected.en(),
        "expected_id",
        expected.id());
  }

  /**
   * The document is larger than may be.
   *
   * @param limit a number with a unit that is the same in both languages
   */
  public static DocumentException tooMuch(String place, String limit) {
    return tooMuch(place, LocalText.name(limit));
  }

  /** The document is larger than may be. */
  public static DocumentException tooMuch(String place, LocalText limit) {
    return of(
        place,
        "document.too_much",
        LocalText.of("melebihi batas {limit_id}", "exceeds the limit of {limit}"),
        "limit",
        limit.en(),
        "limit_id",
        limit.id());
  }

  /** The document breaks the rules of its notation. */
  public static DocumentException malformed(String place, String notation, String detail) {
    return of(
        place,
        "document.malformed",
        LocalText.of(
            "bukan {notation} yang benar ({detail})", "is not well-formed {notation} ({detail})"),
        "notation",
        notation,
        "detail",
        shorten(detail));
  }

  private static String shorten(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() > 120 ? line.substring(0, 120) + "…" : line;
  }
}
