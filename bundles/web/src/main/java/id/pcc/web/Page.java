package id.pcc.web;

import java.util.List;

/**
 * A page of a list.
 *
 * @param items the items
 * @param next the opaque cursor of the next page; {@code null} on the last
 */
public record Page<T>(List<T> items, String next) {
  /** A list that fits one page. */
  public static <T> Page<T> all(List<T> items) {
    return new Page<>(items, null);
  }
}
