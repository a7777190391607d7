package id.pcc.connect.internal.connector;

import java.util.List;
import java.util.Map;

/**
 * The rows of a document.
 *
 * @param all each a map of column to value; members within members under names such as {@code a.b}
 * @param next the address of the next document; {@code null} when the document names none
 */
public record Rows(List<Map<String, Object>> all, String next) {}
