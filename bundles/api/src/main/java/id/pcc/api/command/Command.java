package id.pcc.api.command;

import id.pcc.api.LocalText;
import id.pcc.api.Name;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Something that a department can be told to do.
 *
 * <p>The department carries it out by a Camel route of its own, {@code from("command:<name>")}, in
 * Java or YAML. The body is a map of the parameters that were told, checked: texts, {@code Long},
 * {@code Double}, {@code Boolean}, and times as RFC 3339 texts in UTC. Two headers tell more:
 *
 * <ul>
 *   <li>{@code PccOrder}: the number of this order, never given twice; send it along, so that the
 *       department's server recognises a repetition
 *   <li>{@code PccNotAfter}: the RFC 3339 time at and after which it must not be carried out; the
 *       platform begins nothing then, and sends no HTTP request then
 * </ul>
 *
 * <p>Who asked, as in the audit, is the exchange property {@code PccAskedBy}: it leaves the command
 * center only where a route says so. A redirect of an order's HTTP request is not followed.
 *
 * <p>What the route ends with (a text, or a map or list as JSON) is the proof of delivery and is
 * kept. A failure is a failure: nothing is tried again. Throw {@link NotCarriedOutException} where
 * it is certain that nothing was done.
 *
 * @param name by the rule of {@link Name}
 * @param title what people call it
 * @param parameters what it needs, each with type, unit, codes and limits
 * @param timeToLive how long after the request it may still be carried out; never later
 * @param fourEyes whether a second person must approve it
 */
public record Command(
    String name,
    LocalText title,
    List<Parameter> parameters,
    Duration timeToLive,
    boolean fourEyes) {
  public Command {
    Name.check("command", name);
    Objects.requireNonNull(title, "title");
    parameters = List.copyOf(parameters);
    Objects.requireNonNull(timeToLive, "command " + name + ": the time to live is missing");
    if (timeToLive.isNegative() || timeToLive.isZero()) {
      throw new IllegalArgumentException("command " + name + ": the time to live must be positive");
    }
    Set<String> names = new HashSet<>();
    for (Parameter parameter : parameters) {
      if (!names.add(parameter.name())) {
        throw new IllegalArgumentException(
            "command " + name + ": parameter " + parameter.name() + " stands there twice");
      }
    }
  }

  /** The parameter of that name. */
  public Optional<Parameter> parameter(String parameter) {
    return parameters.stream().filter(p -> p.name().equals(parameter)).findFirst();
  }
}
