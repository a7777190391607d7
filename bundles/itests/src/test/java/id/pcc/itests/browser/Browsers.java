package id.pcc.itests.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The machine's own Chromium, and what its pages asked for. */
public final class Browsers implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-dev-shm-usage");
  private static final double TIMEOUT_MS = 30_000;

  private final Playwright playwright;
  private final Browser browser;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();

  private Browsers(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts Chromium; without one the tests are skipped, loudly. */
  public static Browsers start() {
    Optional<Path> executable = find();
    if (executable.isEmpty()) {
      System.err.println(
          "\n*** NO CHROMIUM FOUND: the browser tests are SKIPPED. Install it (Debian: apt-get"
              + " install chromium) and run again. ***\n");
    }
    Assumptions.assumeTrue(executable.isPresent(), "no Chromium in the PATH");
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(java.util.Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable.get())
                    .setArgs(ARGUMENTS));
    return new Browsers(playwright, browser);
  }

  /** A page of its own, as of somebody new, of that size. */
  public Page page(int width, int height) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale("id-ID")
                .setTimezoneId("Asia/Pontianak")
                .setAcceptDownloads(true));
    context.setDefaultTimeout(TIMEOUT_MS);
    PlaywrightAssertions.setDefaultAssertionTimeout(TIMEOUT_MS);
    context.onRequest((Request request) -> requests.add(request.url()));
    Page page = context.newPage();
    page.onPageError(error -> errors.add(page.url() + ": " + error));
    page.onConsoleMessage(
        message -> {
          if (message.text().contains("Content Security Policy")) {
            errors.add(page.url() + ": " + message.text());
          }
        });
    return page;
  }

  /** The requests so far that left the origin. */
  public List<String> strays(URI origin) {
    return requests.stream()
        .filter(url -> !url.startsWith(origin + "/"))
        .filter(url -> !url.startsWith("data:") && !url.startsWith("blob:"))
        .filter(url -> !url.startsWith("about:"))
        .toList();
  }

  /** What pages threw, and what the content security policy refused. */
  public List<String> errors() {
    return List.copyOf(errors);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  private static Optional<Path> find() {
    return NAMES.stream()
        .flatMap(
            name ->
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
