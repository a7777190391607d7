package id.pcc.mapping.format;

import id.pcc.api.LocalText;

/** A document from outside that cannot be read; says where in it and why. */
public final class DocumentException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient LocalText text;

  private DocumentException(String place, String id, String en) {
    super(place + ": " + en);
    text = LocalText.of(place + ": " + id, place + ": " + en);
  }

  /** The sentence for people. */
  public LocalText text() {
    return text == null ? LocalText.name(getMessage()) : text;
  }

  /**
   * A fault.
   *
   * @param place where, such as {@code alert/info[1]/sent} or {@code line 12}
   */
  public static DocumentException at(String place, String id, String en) {
    return new DocumentException(place, id, en);
  }

  /** This fault with the name of the document before it, for people who read several. */
  public DocumentException in(String document) {
    LocalText said = text();
    DocumentException named = new DocumentException(document, said.id(), said.en());
    named.initCause(this);
    return named;
  }

  /** Something required is missing. */
  public static DocumentException missing(String place) {
    return at(place, "wajib ada tetapi tidak ada atau kosong", "is required but missing or empty");
  }

  /** A value is not what it must be. */
  public static DocumentException wrong(String place, String value, String expected) {
    String shown = shorten(value);
    return at(
        place,
        "\"" + shown + "\" tidak sah; seharusnya " + expected,
        "\"" + shown + "\" is not valid; expected " + expected);
  }

  /** The document is larger than may be. */
  public static DocumentException tooMuch(String place, String limit) {
    return at(place, "melebihi batas " + limit, "exceeds the limit of " + limit);
  }

  /** The document breaks the rules of its notation. */
  public static DocumentException malformed(String place, String notation, String detail) {
    String shown = shorten(detail);
    return at(
        place,
        "bukan " + notation + " yang benar (" + shown + ")",
        "is not well-formed " + notation + " (" + shown + ")");
  }

  private static String shorten(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() > 120 ? line.substring(0, 120) + "…" : line;
  }
}
