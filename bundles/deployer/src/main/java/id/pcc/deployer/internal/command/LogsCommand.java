package id.pcc.deployer.internal.command;

import id.pcc.api.Name;
import id.pcc.deployer.internal.domain.LogLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code pcc:logs <department>}: the newest lines of the log that are of a department. */
@Service
@Command(
    scope = "pcc",
    name = "logs",
    description = "Baris log satu departemen / the log lines of one department")
public final class LogsCommand implements Action {

  @Argument(name = "department", description = "its name, such as dlh", required = true)
  @Completion(DepartmentNames.class)
  private String name;

  @Option(name = "-n", description = "how many lines")
  private int most = 50;

  @Override
  public Object execute() throws IOException {
    LogLines lines = new LogLines(Name.check("department", name), Math.max(1, most));
    Path folder = Path.of(System.getProperty("karaf.log", "log"));
    // The file before the newest one too: the newest may just have begun.
    try (Stream<Path> older = Files.list(folder)) {
      Optional<Path> before =
          older
              .filter(file -> file.getFileName().toString().startsWith("karaf.log."))
              .max(Comparator.comparing(file -> file.toFile().lastModified()));
      if (before.isPresent()) {
        read(before.get(), lines);
      }
    }
    read(folder.resolve("karaf.log"), lines);
    lines.kept().forEach(System.out::println);
    if (lines.kept().isEmpty()) {
      System.out.println("Tidak ada baris log / no log lines: " + name);
    }
    return null;
  }

  private static void read(Path file, LogLines lines) throws IOException {
    if (Files.exists(file)) {
      try (BufferedReader reader =
          // A line may be cut anywhere: what is no UTF-8 is replaced, and not refused.
          new BufferedReader(
              new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          lines.add(line);
        }
      }
    }
  }
}
