package id.pcc.security.internal.command;

import id.pcc.security.Audit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.CommandSessionListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what somebody types into the Karaf console into the audit, before it is carried out. */
@Component(service = CommandSessionListener.class)
public final class CommandAudit implements CommandSessionListener {
  private static final Logger LOG = LoggerFactory.getLogger(CommandAudit.class);

  /** Commands whose arguments may be secrets: only their names are written down. */
  private static final Set<String> SECRETIVE =
      Set.of("jaas", "config", "ssh", "encryption", "shell", "*");

  private final Audit audit;

  @Activate
  public CommandAudit(@Reference Audit audit) {
    this.audit = audit;
  }

  @Override
  public void beforeExecute(CommandSession session, CharSequence line) {
    record(session, "karaf command", line, null);
  }

  @Override
  public void afterExecute(CommandSession session, CharSequence line, Exception failure) {
    record(session, "karaf command failed", line, failure);
  }

  @Override
  public void afterExecute(CommandSession session, CharSequence line, Object result) {
    // Said before it was carried out; that it went well is no news.
  }

  private void record(CommandSession session, String action, CharSequence line, Exception failure) {
    Object user = session.get("USER");
    if (user == null || line.toString().isBlank() || isStartScript(line.toString())) {
      return;
    }
    try {
      Map<String, Object> details = new LinkedHashMap<>();
      if (failure != null) {
        details.put("failure", failure.getClass().getSimpleName());
      }
      audit.append(Actor.of(user), action, shown(line.toString()), details);
    } catch (RuntimeException e) {
      // A console must stay usable while the database is away: that is when it is needed.
      LOG.error("Not in the audit: {} {} {}", Actor.of(user), action, shown(line.toString()), e);
    }
  }

  /** Whether this is what every console runs when it opens. */
  private static boolean isStartScript(String line) {
    return line.contains("\n") && startScripts().anyMatch(gist(line)::equals);
  }

  /** The words of a script: Karaf drops comments and spaces before it tells what it runs. */
  static String gist(String script) {
    return script
        .lines()
        .filter(line -> !line.strip().startsWith("//"))
        .collect(Collectors.joining())
        .replaceAll("[^A-Za-z0-9:$]", "");
  }

  private static Stream<String> startScripts() {
    Path etc = Path.of(System.getProperty("karaf.etc", "etc"));
    List<String> scripts = new ArrayList<>();
    try (var files = Files.walk(etc, 2)) {
      for (Path file : (Iterable<Path>) files.filter(CommandAudit::isScript)::iterator) {
        scripts.add(gist(Files.readString(file)));
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("The start scripts cannot be read and are written down like commands", e);
    }
    return scripts.stream();
  }

  private static boolean isScript(Path file) {
    String name = file.getFileName().toString();
    return name.equals("shell.init.script")
        || name.endsWith(".script") && file.getParent().endsWith("scripts");
  }

  /** The line as it may be kept: each of its commands, without arguments that may be secrets. */
  static String shown(String line) {
    return Stream.of(line.split("[|;\\n]"))
        .map(String::trim)
        .filter(command -> !command.isEmpty())
        .map(CommandAudit::shownCommand)
        .collect(Collectors.joining(" ; "));
  }

  private static String shownCommand(String text) {
    String command = text.split("\\s", 2)[0];
    String scope = command.contains(":") ? command.substring(0, command.indexOf(':')) : "*";
    boolean plain =
        !SECRETIVE.contains(scope) && !text.matches("(?is).*(password=|secret|token).*");
    return plain || text.equals(command) ? text : command + " …";
  }
}
