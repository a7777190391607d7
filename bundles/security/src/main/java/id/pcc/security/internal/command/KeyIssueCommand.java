package id.pcc.security.internal.command;

import id.pcc.security.Keys;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** {@code pcc:key-issue}. */
@Service
@Command(scope = "pcc", name = "key-issue", description = "Makes an API key and prints it once")
public final class KeyIssueCommand implements Action {
  @Argument(index = 0, name = "kind", required = true, description = "department, output or person")
  @Completion(
      value = StringsCompleter.class,
      values = {"department", "output", "person"})
  private String kind;

  @Argument(
      index = 1,
      name = "scope",
      required = true,
      description = "the department (dlh), the output (led/left), or the user name")
  private String scope;

  @Option(name = "--label", description = "what people call the key; its scope when not given")
  private String label;

  @Option(name = "--days", description = "in how many days it ends; never when not given")
  private Integer days;

  @Reference private Keys keys;
  @Reference private Session session;

  @Override
  public Object execute() {
    Keys.Kind wanted =
        Stream.of(Keys.Kind.values())
            .filter(each -> each.name().equalsIgnoreCase(kind))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("kind is department, output or person"));
    Instant expires = days == null ? null : Instant.now().plus(days, ChronoUnit.DAYS);
    var issued =
        keys.issue(wanted, scope, label == null ? scope : label, expires, Actor.of(session));
    System.out.println(issued.secret());
    System.out.println("It is not shown again. A client sends it as Authorization: Bearer.");
    return null;
  }
}
