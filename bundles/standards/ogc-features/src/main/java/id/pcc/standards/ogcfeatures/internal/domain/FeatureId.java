package id.pcc.standards.ogcfeatures.internal.domain;

import id.pcc.api.dataset.Dataset;
import id.pcc.storage.Records.Comparison;
import id.pcc.storage.Records.Filter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names a record among all of its dataset by the values of its key, as one word for addresses. */
public final class FeatureId {
  private FeatureId() {}

  /** The name of a record: each value of the key with its length before it, in base64url. */
  public static String of(Dataset dataset, Map<String, Object> record) {
    StringBuilder text = new StringBuilder();
    for (String field : dataset.key()) {
      String value = String.valueOf(record.get(field));
      text.append(value.length()).append(':').append(value);
    }
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The conditions that only the record of that name meets; empty when it is no such name. */
  public static Optional<List<Filter>> conditions(Dataset dataset, String id) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(id), StandardCharsets.UTF_8);
      List<Filter> conditions = new ArrayList<>();
      int at = 0;
      for (String field : dataset.key()) {
        int colon = text.indexOf(':', at);
        int end = colon + 1 + Integer.parseInt(text.substring(at, colon));
        conditions.add(new Filter(field, Comparison.EQ, text.substring(colon + 1, end)));
        at = end;
      }
      return at == text.length() ? Optional.of(conditions) : Optional.empty();
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }
}
