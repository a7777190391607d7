package id.pcc.api.cap;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An alert message of CAP 1.1 or 1.2.
 *
 * @param identifier unique for its sender
 * @param sender who sent it
 * @param sent when
 * @param status {@code Actual, Exercise, System, Test} or {@code Draft}
 * @param msgType {@code Alert, Update, Cancel, Ack} or {@code Error}
 * @param scope {@code Public, Restricted} or {@code Private}
 * @param references the identifiers of the messages that this one replaces or cancels
 * @param infos what it says, one per language or event
 */
public record CapAlert(
    String identifier,
    String sender,
    Instant sent,
    String status,
    String msgType,
    String scope,
    List<String> references,
    List<CapInfo> infos) {
  public CapAlert {
    references = List.copyOf(references);
    infos = List.copyOf(infos);
  }

  /** Whether this is a real message, and not an exercise, test or draft. */
  public boolean actual() {
    return "Actual".equals(status);
  }

  /**
   * This message as a record: its elements under their CAP names in lower case, such as {@code
   * msg_type}, with those of the info in the given language, {@code areas} and {@code area}. Texts
   * that the message leaves out are {@code null}.
   */
  public Map<String, Object> record(String language) {
    Map<String, Object> record = new HashMap<>();
    record.put("identifier", identifier);
    record.put("sender", sender);
    record.put("sent", sent);
    record.put("status", status);
    record.put("msg_type", msgType);
    record.put("scope", scope);
    info(language).ifPresent(info -> info.describe(record));
    record.values().removeIf(value -> value instanceof String text && text.isBlank());
    return record;
  }

  /** The info in that language (BCP 47 prefix, such as {@code id}), else the first. */
  public Optional<CapInfo> info(String language) {
    return infos.stream()
        .filter(i -> i.language().toLowerCase(Locale.ROOT).startsWith(language))
        .findFirst()
        .or(() -> infos.stream().findFirst());
  }
}
