package id.pcc.itests.bench;

import id.pcc.itests.Api;
import id.pcc.itests.process.CommandCenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** How a command center is under load, as {@code /metrics}, the JDK and its logs say. */
final class Vitals {
  private final CommandCenter center;
  private final Api admin;

  Vitals(CommandCenter center) {
    this.center = center;
    this.admin = center.admin();
  }

  /** A value of {@code /metrics}, by its name and its labels, such as {@code outcome="refused"}. */
  double metric(String name, String... labels) {
    return admin
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + (labels.length == 0 ? " " : "{")))
        .filter(line -> Stream.of(labels).allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("/metrics has no " + name));
  }

  /** The heap that is left after a full collection, in MiB. */
  double heap() throws IOException {
    jcmd("GC.run");
    return metric("jvm_memory_heap_used_bytes") / (1 << 20);
  }

  /** The processor time that it has taken so far, in seconds. */
  double busy() {
    return center.process().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
  }

  /** The memory that the system has given to it, in MiB. */
  double resident() throws IOException {
    try (Stream<String> lines =
        Files.lines(Path.of("/proc", String.valueOf(center.process().pid()), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst()
          .orElse(0);
    }
  }

  /** The lines of everything that it has written which have that text. */
  List<String> told(String text) throws IOException {
    StringBuilder all = new StringBuilder(center.output());
    try (Stream<Path> logs = Files.list(center.logs())) {
      for (Path log : logs.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(log));
      }
    }
    return all.toString().lines().filter(line -> line.contains(text)).toList();
  }

  /** What the JDK's own tool answers to a command about the process. */
  String jcmd(String command) throws IOException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Path answer = Files.createTempFile("pcc-jcmd-", ".txt");
    try {
      Process process =
          new ProcessBuilder(tool.toString(), String.valueOf(center.process().pid()), command)
              .redirectErrorStream(true)
              .redirectOutput(answer.toFile())
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(tool + " " + command + " did not end well");
      }
      return Files.readString(answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      Files.delete(answer);
    }
  }

  /** A key of the department that is filled over HTTP. */
  String key() {
    return key("uji");
  }

  /** A key of a department. */
  String key(String department) {
    Api.Answer answer = admin.post("/api/keys", Map.of("kind", "department", "scope", department));
    if (answer.status() != 201) {
      throw new AssertionError(answer.toString());
    }
    return answer.json().path("key").asText();
  }
}
