package id.pcc.itests.process;

import id.pcc.itests.Api;
import id.pcc.itests.Await;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.config.keys.PublicKeyEntry;

/** The command center as a process of its own, unpacked from the archive and begun by bin/karaf. */
public final class CommandCenter implements AutoCloseable {
  /** The password of the first account. */
  public static final String PASSWORD = "Kapuas-Besar-1771";

  private static final Duration START = Duration.ofSeconds(90);
  private static CommandCenter shared;
  private static AssertionError sharedFailure;

  private final Path home;
  private final Path data;
  private final int http = Ports.free();
  private final int ssh = Ports.free();
  private final int simulator = Ports.city();
  private final Map<String, String> environment;
  private final Map<String, KeyPair> people = new HashMap<>();
  private Process process;
  private Api.Answer firstAnswer;

  private CommandCenter(Path home, Path data, Map<String, String> environment) {
    this.home = home;
    this.data = data;
    this.environment = environment;
  }

  /** The one of a simulated city that most tests share; ends with the test engine. */
  public static synchronized CommandCenter shared() {
    if (sharedFailure != null) {
      throw sharedFailure;
    }
    if (shared == null) {
      CommandCenter center = unpack("shared", Map.of("PCC_CITY", "simulated"));
      Runtime.getRuntime().addShutdownHook(new Thread(center::kill));
      center.person("pengawas", "admins");
      center.person("tamu", "viewers");
      try {
        center.start();
      } catch (AssertionError e) {
        sharedFailure = e;
        throw e;
      }
      shared = center;
    }
    return shared;
  }

  /** Ends the one that most tests share, if it was begun. */
  static synchronized void endShared() {
    if (shared != null) {
      shared.close();
      shared = null;
    }
  }

  /** A new one, not begun yet. */
  public static CommandCenter unpack(String name, Map<String, String> environment) {
    try {
      Path work = Path.of(System.getProperty("pcc.work"), "process").toAbsolutePath();
      Files.createDirectories(work);
      Path folder = Files.createTempDirectory(work, name + "-");
      Path home = Files.createDirectory(folder.resolve("home"));
      run(
          List.of(
              "tar",
              "-xzf",
              System.getProperty("pcc.archive"),
              "-C",
              home.toString(),
              "--strip-components=1"));
      return new CommandCenter(home, folder.resolve("pcc-data"), environment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets a person with a new key into the operations console; before the start. */
  public void person(String name, String group) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(3072);
      KeyPair pair = generator.generateKeyPair();
      String key = PublicKeyEntry.toString(pair.getPublic());
      Files.writeString(
          home.resolve("etc/keys.properties"),
          "\n" + name + " = " + key.substring(key.indexOf(' ') + 1) + ",_g_:" + group + "\n",
          StandardOpenOption.APPEND);
      people.put(name, pair);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key of a person. */
  public KeyPair key(String person) {
    return people.get(person);
  }

  /** Begins the process and waits until it is ready. */
  public CommandCenter start() {
    begin();
    Api stranger = new Api(base());
    Await.value(
        "the command center is ready; its output is in " + home.resolve("../output.txt"),
        START,
        () -> {
          if (!process.isAlive()) {
            throw new IllegalStateException("it ended with " + process.exitValue());
          }
          return stranger.get("/api/health");
        },
        answer -> answer.status() == 200);
    firstAnswer = stranger.get("/api/session");
    Await.value(
        "sign-in answers", START, () -> stranger.get("/api/session"), a -> a.status() == 401);
    return this;
  }

  /** What the first question after it was ready was answered. */
  public Api.Answer firstAnswer() {
    return firstAnswer;
  }

  /** Begins the process and waits for nothing. */
  public void begin() {
    ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/karaf").toString(), "server");
    Map<String, String> env = builder.environment();
    env.keySet().removeIf(name -> name.startsWith("PCC_") || name.startsWith("KARAF_"));
    env.put("PCC_HTTP_PORT", String.valueOf(http));
    env.put("PCC_SSH_PORT", String.valueOf(ssh));
    env.put("PCC_SIMULATOR_PORT", String.valueOf(simulator));
    env.put("PCC_ADMIN_PASSWORD", PASSWORD);
    env.put("PCC_DATA", data.toString());
    // The departments of the tests are not signed.
    env.put("PCC_UNSIGNED", "accept");
    env.putAll(environment);
    File output = home.resolve("../output.txt").toFile();
    try {
      process =
          builder
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the process as a failure of power would: SIGKILL, to it and what it began. */
  public void kill() {
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Ends the process as Ctrl-C does, and says how it ended. */
  public int stop() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError("it does not stop within 60 s");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Where it answers. */
  public URI base() {
    return URI.create("http://127.0.0.1:" + http);
  }

  /** Keeps a server of the simulated city up, also when the scripted day says otherwise. */
  public void keepUp(String server) {
    Api.Answer answer = new Api(city()).post("/control", Map.of("server", server, "state", "up"));
    if (answer.status() != 200) {
      throw new AssertionError(server + " cannot be kept up: " + answer);
    }
  }

  /** Where the simulated city answers, where there is one. */
  public URI city() {
    return URI.create("http://127.0.0.1:" + simulator);
  }

  /** The port of the operations console. */
  public int sshPort() {
    return ssh;
  }

  /** The process. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /** Where it stands. */
  public Path home() {
    return home;
  }

  /** A client that is signed in as the administrator. */
  public Api admin() {
    return new Api(base()).signIn("admin", PASSWORD);
  }

  /** The folder of its logs. */
  public Path logs() {
    return data.resolve("log");
  }

  /** What the process wrote. */
  public String output() throws IOException {
    return Files.readString(home.resolve("../output.txt"), StandardCharsets.UTF_8);
  }

  /** Drops a bundle into deploy/ in one step. */
  public void drop(Path jar) {
    try {
      Path beside = Files.copy(jar, home.resolve(jar.getFileName() + ".part"));
      Files.move(beside, home.resolve("deploy").resolve(jar.getFileName()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }

  private static void run(List<String> command) throws IOException {
    try {
      Process process = new ProcessBuilder(new ArrayList<>(command)).inheritIO().start();
      if (process.waitFor() != 0) {
        throw new IOException(command + " ended with " + process.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
