package id.pcc.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import id.pcc.itests.Api;
import id.pcc.itests.Await;
import id.pcc.itests.process.CommandCenter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page of commands as people see it in Chromium. */
class CommandsConsoleIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String DISHUB = "/api/departments/dishub/commands";
  private static CommandCenter center;
  private static Browsers browsers;
  private static Api operator;
  private static Page page;

  @BeforeAll
  static void start() {
    browsers = Browsers.start();
    center = CommandCenter.shared();
    center.keepUp("dishub");
    Api admin = center.admin();
    Api.Answer made =
        admin.post(
            "/api/accounts", Map.of("user", "dewi", "name", "Dewi Anggraini", "role", "operator"));
    operator = new Api(center.base()).signIn("dewi", made.json().path("password").asText());
    Await.until(
        "dishub can be told",
        SOON,
        () -> admin.get(DISHUB).json().path("items").path(0).path("ready").asBoolean());
    page = browsers.page(1280, 900);
    page.navigate(center.base() + "/console/");
    page.waitForURL(Pattern.compile(".*/login/.*"));
    page.getByLabel("Nama pengguna").fill("admin");
    page.locator("#password").fill(CommandCenter.PASSWORD);
    button("Masuk").click();
    page.waitForURL(Pattern.compile(".*/console/.*"));
  }

  @AfterAll
  static void end() {
    if (browsers != null) {
      browsers.close();
    }
  }

  @AfterEach
  void nothing_left_the_origin_and_nothing_was_thrown() {
    assertEquals(List.of(), browsers.strays(center.base()));
    assertEquals(List.of(), browsers.errors());
  }

  private static Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static String asked(String text) {
    Api.Answer answer =
        operator.post(
            DISHUB,
            Map.of(
                "command",
                "pengeras",
                "parameters",
                Map.of("simpang", "ATCS-1", "teks", text, "volume", 70)));
    assertEquals(201, answer.status(), answer.toString());
    return answer.json().path("id").asText();
  }

  private static void open(String path) {
    page.navigate(center.base() + "/console/commands" + path);
    assertThat(page.locator(".skeleton")).hasCount(0);
  }

  @Test
  void a_request_of_somebody_else_is_seen_approved_and_proven() {
    open("");
    String id = asked("Hati-hati, genangan di simpang");
    assertThat(page.locator("nav .badge")).isVisible();
    Locator row =
        page.locator("tr", new Page.LocatorOptions().setHasText("Hati-hati, genangan di simpang"));
    assertThat(row).containsText("Menunggu persetujuan");
    page.locator(".bell").click();
    Locator notice =
        page.locator(".tray article").filter(new Locator.FilterOptions().setHasText("Menunggu"));
    assertThat(notice.first()).isVisible();
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of(System.getProperty("pcc.work"), "pictures", "commands-tray.png")));
    page.locator(".tray a[href$='" + id + "']").click();
    page.waitForURL("**/console/commands/" + id);
    assertThat(page.locator(".countdown")).containsText(Pattern.compile("9:\\d\\d|10:00"));
    assertThat(page.locator("#main")).containsText("Simpang Pajak");

    page.onceDialog(Dialog::accept);
    button("Setujui dan kirim").click();

    assertThat(page.locator(".big-state")).containsText("Dilaksanakan");
    assertThat(page.locator(".proof")).containsText("tanda_terima");
    assertThat(page.locator(".history tbody tr")).hasCount(4);
  }

  @Test
  void a_form_made_of_the_parameters_is_repeated_in_words_before_it_is_sent() {
    open("");
    page.locator(".offer", new Page.LocatorOptions().setHasText("Ganti rencana fase")).click();
    page.getByLabel("Parit Besar").check();
    page.getByLabel("Puncak sore").check();
    page.locator("input[name=menit]").fill("30");
    button("Lanjut").click();
    Locator confirm = page.locator(".confirm");
    assertThat(confirm).containsText("Dinas Perhubungan akan diperintahkan");
    assertThat(confirm).containsText("Puncak sore");
    assertThat(confirm).containsText("30 min");
    button("Kembali").click();
    assertThat(page.locator("input[name=menit]")).hasValue("30");
    button("Lanjut").click();
    button("Kirim perintah").click();
    page.waitForURL(Pattern.compile(".*/console/commands/[0-9a-f-]{36}"));
    assertThat(page.locator(".big-state")).containsText("Dilaksanakan");
  }

  @Test
  void what_the_server_refuses_is_said_at_its_field() {
    open("");
    page.locator(".offer", new Page.LocatorOptions().setHasText("pengeras suara")).click();
    page.getByLabel("Hotel Garuda").check();
    page.locator("textarea[name=teks]").fill("x");
    page.locator("input[name=volume]").fill("50");
    // As a browser that does not look itself.
    page.evaluate("() => { document.querySelector('pcc-command-form form').noValidate = true; }");
    button("Lanjut").click();
    button("Minta persetujuan").click();
    assertThat(page.locator(".fault")).containsText("5–200");
    assertThat(page.locator("textarea[name=teks]")).isFocused();
    assertThat(page.locator("textarea[name=teks]")).hasAttribute("aria-invalid", "true");
    button("Batal").click();
  }

  @Test
  void somebody_says_no_and_why() {
    String id = asked("Ini akan ditolak");
    open("/" + id);
    button("Tolak").first().click();
    page.getByLabel("Alasan").fill("terlalu malam");
    page.locator("#reject-form button.main").click();
    assertThat(page.locator(".big-state")).containsText("Ditolak");
    assertThat(page.locator(".facts").last()).containsText("terlalu malam");
  }

  @Test
  void the_pages_have_no_serious_barrier_in_either_theme_and_language() {
    String id = asked("Selamat pagi warga kota");
    for (String theme : List.of("dark", "light")) {
      page.addInitScript("try { localStorage.setItem('pcc.theme', '" + theme + "'); } catch {}");
      for (int width : List.of(1280, 1920)) {
        page.setViewportSize(width, 950);
        open("");
        assertThat(page.locator("html")).hasAttribute("data-theme", theme);
        assertThat(page.locator(".offer").first()).isVisible();
        check("commands-" + theme + "-" + width);
        page.locator(".offer", new Page.LocatorOptions().setHasText("pengeras suara")).click();
        assertThat(page.locator(".command-dialog")).isVisible();
        check("commands-form-" + theme + "-" + width);
        page.getByLabel("Hotel Garuda").check();
        page.locator("textarea[name=teks]").fill("Mohon beri jalan kepada ambulans.");
        page.locator("input[name=volume]").fill("80");
        button("Lanjut").click();
        check("commands-confirm-" + theme + "-" + width);
        button("Kembali").click();
        button("Batal").click();
        open("/" + id);
        check("command-" + theme + "-" + width);
      }
    }
    page.setViewportSize(1280, 900);
    button("EN").click();
    assertThat(page.locator(".big-state")).containsText("Waits for approval");
    check("command-english");
    button("ID").click();
    operator.post("/api/commands/" + id + "/withdrawal", Map.of());
  }

  private static void check(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of(System.getProperty("pcc.work"), "pictures", name + ".png")));
    assertEquals(Set.of(), Barriers.of(page), name);
  }
}
