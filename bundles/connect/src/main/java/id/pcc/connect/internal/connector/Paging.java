package id.pcc.connect.internal.connector;

import java.util.Objects;

/**
 * How a document continues in others.
 *
 * @param kind in which way
 * @param parameter the parameter of the address that says where to go on; empty when links do
 * @param first its first value
 * @param sizeParameter the parameter that says how many rows to send; empty when there is none
 * @param size how many rows a full page has: one with fewer is the last
 * @param next where in the document the address of the next page stands, as a JSON pointer; empty
 *     for the {@code Link} header (RFC 8288)
 * @param most after how many pages something must be wrong
 */
public record Paging(
    Kind kind,
    String parameter,
    long first,
    String sizeParameter,
    long size,
    String next,
    int most) {
  /** The usual most pages. */
  public static final int MOST = 1_000;

  /** In which way documents continue. */
  public enum Kind {
    /** Pages are counted. */
    PAGE,
    /** Rows are counted. */
    OFFSET,
    /** The document, or its {@code Link} header, names the next one. */
    LINK
  }

  public Paging {
    Objects.requireNonNull(kind, "kind");
    if (kind != Kind.LINK && (parameter.isEmpty() || size < 1)) {
      throw new IllegalArgumentException("a parameter and a size from 1 are expected");
    }
    if (most < 1 || most > 100_000) {
      throw new IllegalArgumentException("most: 1 to 100000 pages are expected");
    }
  }

  static Paging along(String pointer) {
    return new Paging(Kind.LINK, "", 0, "", 0, pointer, MOST);
  }

  static Paging by(Kind kind, String parameter, long first, String sizeParameter, long size) {
    return new Paging(kind, parameter, first, sizeParameter, size, "", MOST);
  }

  /** The value of the parameter on a page, counted from 0. */
  long value(int page) {
    return kind == Kind.PAGE ? first + page : first + page * size;
  }
}
