package id.pcc.storage.internal.domain;

import java.util.List;

/**
 * A record that fits its dataset.
 *
 * @param values one for each field of the dataset, in its order; see {@link FieldValue}
 * @param key the values of the dataset's key, in its order
 * @param time when it holds, in milliseconds UTC; {@code null} where the dataset has no time
 * @param hash see {@link ContentHash}
 */
public record CheckedRecord(Object[] values, List<Object> key, Long time, long hash) {}
