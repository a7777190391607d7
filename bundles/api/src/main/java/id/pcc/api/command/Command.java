package id.pcc.api.command;

import id.pcc.api.LocalText;
import id.pcc.api.Name;
import id.pcc.api.dataset.Field;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Something that a department can be told to do.
 *
 * @param name by the rule of {@link Name}
 * @param title what people call it
 * @param parameters what it needs, each with type, unit and codes
 * @param timeToLive how long after the request it may still be carried out; never later
 * @param fourEyes whether a second person must approve it
 */
public record Command(
    String name, LocalText title, List<Field> parameters, Duration timeToLive, boolean fourEyes) {
  public Command {
    Name.check("command", name);
    Objects.requireNonNull(title, "title");
    parameters = List.copyOf(parameters);
    if (timeToLive.isNegative() || timeToLive.isZero()) {
      throw new IllegalArgumentException("command " + name + ": the time to live must be positive");
    }
  }
}
