package id.pcc.standards.sensorthings.internal.domain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Names of entities: their parts, each with its length before it, as one word for addresses. */
public final class EntityId {
  private EntityId() {}

  /** The name of those parts. */
  public static String of(String... parts) {
    StringBuilder text = new StringBuilder();
    for (String part : parts) {
      text.append(part.length()).append(':').append(part);
    }
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The parts of a name; empty when it has not so many. */
  public static Optional<List<String>> parts(String id, int number) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(id), StandardCharsets.UTF_8);
      List<String> parts = new ArrayList<>();
      int at = 0;
      while (at < text.length()) {
        int colon = text.indexOf(':', at);
        int end = colon + 1 + Integer.parseInt(text.substring(at, colon));
        parts.add(text.substring(colon + 1, end));
        at = end;
      }
      return parts.size() == number ? Optional.of(parts) : Optional.empty();
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }
}
