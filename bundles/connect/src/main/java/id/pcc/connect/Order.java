package id.pcc.connect;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A command as it goes to a department.
 *
 * @param id never given twice; the department's server recognises a repetition by it
 * @param command what to do, as the department declares it
 * @param parameters how, checked against the declaration
 * @param notAfter at and after that it must not be begun
 * @param askedBy who asked, as in the audit
 */
public record Order(
    String id, String command, Map<String, Object> parameters, Instant notAfter, String askedBy) {
  public Order {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(command, "command");
    Objects.requireNonNull(notAfter, "notAfter");
    Objects.requireNonNull(askedBy, "askedBy");
    parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }
}
