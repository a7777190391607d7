package id.pcc.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import id.pcc.itests.Api;
import id.pcc.itests.Await;
import id.pcc.itests.FixtureBundles;
import id.pcc.itests.process.CommandCenter;
import id.pcc.itests.process.Notes;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The console as people see it in Chromium. */
class ConsoleIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static CommandCenter center;
  private static Browsers browsers;
  private static Page signedIn;

  @BeforeAll
  static void start() {
    browsers = Browsers.start();
    center = CommandCenter.shared();
    Notes.bring(center);
    Api admin = center.admin();
    for (String dataset : List.of("dlh/ispu", "bpbd/peringatan", "dishub/lalu_lintas")) {
      Await.until(
          dataset + " has records",
          SOON,
          () -> admin.get("/api/datasets/" + dataset).json().path("rows").asInt() > 0);
    }
    signedIn = browsers.page(1600, 1000);
    signIn(signedIn);
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

  @Test
  void a_wrong_password_is_said_and_the_right_one_opens_the_page_asked_for() {
    Page page = browsers.page(1280, 800);
    page.navigate(url("/console/departments"));
    page.waitForURL(Pattern.compile(".*/login/.*"));
    page.getByLabel("Nama pengguna").fill("admin");
    page.locator("#password").fill("bukan-kata-sandinya");
    button(page, "Masuk").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("salah");

    page.locator("#password").fill(CommandCenter.PASSWORD);
    button(page, "Masuk").click();

    page.waitForURL(Pattern.compile(".*/console/departments"));
    assertThat(page.locator("h1")).containsText("Perangkat daerah");
    page.context().close();
  }

  @Test
  void the_overview_shows_the_city_and_who_delivers() throws IOException {
    Page page = open("/console/");
    assertThat(page.locator("pcc-map-panel canvas").first()).isVisible();
    assertThat(page.locator("pcc-map-panel .layers .entry").first()).isVisible();
    assertThat(page.locator(".readouts .readout").first()).isVisible();
    assertThat(page.locator(".connection[data-state=live]")).isVisible();
    assertTrue(inked(page, "pcc-map-panel canvas"), "something is drawn on the map");
    picture(page, "overview");
  }

  @Test
  void a_dataset_shows_its_table_its_chart_and_its_fields() {
    Page page = open("/console/data/dlh/ispu");
    assertThat(page.locator("pcc-record-table tbody tr").first()).isVisible();
    page.locator("#tab-chart").click();
    assertThat(page.locator("pcc-chart-panel canvas").first()).isVisible();
    page.locator("#tab-fields").click();
    assertThat(page.locator("#tab-panel")).containsText("pm25");
    picture(page, "dataset");
  }

  @Test
  void a_walidata_makes_a_dataset_official_and_takes_it_back() {
    Page page = open("/console/data/uji/catatan?tab=fields");
    Locator banner = page.locator("pcc-approval .banner").first();
    assertThat(banner).containsText("masih draf");
    page.onceDialog(Dialog::accept);
    button(page, "Setujui").click();
    assertThat(banner).containsText("disetujui admin");
    page.onceDialog(Dialog::accept);
    button(page, "Tarik persetujuan").click();
    assertThat(banner).containsText("masih draf");
  }

  @Test
  void a_walidata_hears_what_a_dataset_lacks_before_making_it_official() {
    Page page = open("/console/data/uji/laporan?tab=fields");
    assertThat(page.locator("pcc-approval .missing")).containsText("Standar data yang diikuti");
    List<String> asked = new ArrayList<>();
    page.onceDialog(
        dialog -> {
          asked.add(dialog.message());
          dialog.dismiss();
        });
    button(page, "Setujui").click();
    assertTrue(asked.get(0).contains("Lisensi belum disebut"), asked.toString());
    assertThat(page.locator("pcc-approval .banner").first()).containsText("masih draf");
  }

  @Test
  void a_table_of_reference_codes_is_written_read_from_a_file_and_taken_back() {
    Page page = open("/console/references");
    assertThat(page.locator("tbody")).containsText("Kelurahan");
    button(page, "Tambah tabel").click();
    Locator form = page.locator(".reference-form");
    form.locator("input").nth(0).fill("pasar_layar");
    form.locator("input").nth(1).fill("Pasar kota");
    form.locator("input").nth(3).fill("Diskumdag");
    page.locator("tbody input").nth(0).fill("P1");
    page.locator("tbody input").nth(1).fill("Flamboyan");
    button(page, "Simpan").click();
    assertThat(page.locator("h1")).hasText("Pasar kota");
    assertThat(page.locator("tbody")).containsText("Flamboyan");

    button(page, "Ubah").click();
    page.locator("input[type=file]")
        .setInputFiles(
            new FilePayload(
                "pasar.csv",
                "text/csv",
                "code;title_id;bps\nP1;Flamboyan;1\nP2;Mawar;2\n"
                    .getBytes(StandardCharsets.UTF_8)));
    assertThat(page.locator("tbody tr")).hasCount(2);
    button(page, "Simpan").click();
    assertThat(page.locator("tbody")).containsText("Mawar");
    picture(page, "reference");

    page.locator(".versions a").last().click();
    assertThat(page.locator(".banner").first()).containsText("Ini versi 1");
    button(page, "Pakai lagi versi ini").click();
    button(page, "Simpan").click();
    assertThat(page.locator(".versions").last()).containsText("Versi 3: 1 baris");

    page.onceDialog(Dialog::accept);
    button(page, "Hapus tabel").click();
    assertThat(page.locator(".banner").first()).containsText("dihapus oleh admin");
    assertThat(page.locator(".versions").last()).containsText("Versi 4: dihapus");
    picture(page, "reference-deleted");
    button(page, "Pakai lagi versi ini").click();
    assertThat(page.locator(".versions").last()).containsText("Versi 5: 1 baris");
    assertThat(page.locator("tbody")).containsText("Flamboyan");
  }

  @Test
  void a_code_stands_beside_its_title_and_a_filter_offers_the_titles() {
    Api admin = center.admin();
    String path = "/api/datasets/uji/laporan/records";
    for (int i = 0; i < 2; i++) {
      Map<String, Object> report =
          Map.of(
              "nomor",
              500 + i,
              "waktu",
              "2026-11-24T10:00:00+07:00",
              "kelurahan",
              i == 0 ? "61.71.02.1003" : "61.71.01.1006 61.71.01.1005",
              "pelapor",
              "Nama Warga");
      assertEquals(200, admin.post(path, List.of(report)).status());
    }
    Page page = open("/console/data/uji/laporan");
    Locator rows = page.locator("pcc-record-table tbody");
    assertThat(rows).containsText("Saigon 61.71.02.1003");
    assertThat(rows).containsText("Akcaya, Kota Baru");
    page.getByLabel("Kolom").selectOption("kelurahan");
    page.getByLabel("Adalah").selectOption(new SelectOption().setLabel("Kota Baru"));
    assertThat(rows).not().containsText("Saigon");
    assertThat(rows).containsText("Akcaya, Kota Baru");
    picture(page, "reference-filter");
  }

  @Test
  void an_operator_sees_no_persons_and_no_restricted_dataset_and_the_feed_goes_on() {
    Map<String, Object> report =
        Map.of("nomor", 700, "waktu", "2026-11-24T10:00:00+07:00", "pelapor", "Nama Warga");
    assertEquals(
        200, center.admin().post("/api/datasets/uji/laporan/records", List.of(report)).status());
    Api.Answer account =
        center
            .admin()
            .post("/api/accounts", Map.of("user", "layar", "name", "Layar", "role", "operator"));
    Page page = browsers.page(1280, 800);
    signIn(page, "layar", account.json().path("password").asText());
    page.navigate(url("/console/data/uji/laporan"));
    assertThat(page.locator("pcc-record-table tbody")).containsText("disamarkan");
    assertThat(page.locator("pcc-record-table tbody")).not().containsText("Nama Warga");

    page.navigate(url("/console/data/uji/pasien"));

    assertThat(page.locator("main")).containsText("tidak ada di konsol ini");
    assertThat(page.locator(".connection[data-state=live]")).isVisible();
    page.context().close();
  }

  @Test
  void an_account_is_added_and_shut_again() {
    Page page = open("/console/accounts");
    button(page, "Tambah akun").first().click();
    page.getByLabel("Nama pengguna").fill("rahma");
    page.getByLabel("Nama", new Page.GetByLabelOptions().setExact(true)).fill("Siti Rahma");
    page.locator("#account-form select[name=role]").selectOption("viewer");
    page.locator("#account-form button.main").click();
    Locator secret = page.locator(".secret input");
    assertThat(secret).not().hasValue("");
    String password = secret.inputValue();
    assertEquals(204, signInStatus("rahma", password));
    button(page, "Selesai").click();
    Locator row = page.locator("tr", new Page.LocatorOptions().setHasText("Siti Rahma"));
    assertThat(row).containsText("Pengamat");
    page.onceDialog(Dialog::accept);
    row.getByText("Nonaktifkan").click();
    assertThat(row).containsText("Dinonaktifkan");
    assertEquals(401, signInStatus("rahma", password));
  }

  @ParameterizedTest
  @CsvSource({"CSV, csv, stasiun", "GeoJSON, geojson, FeatureCollection"})
  void a_dataset_is_downloaded(String name, String extension, String content) throws IOException {
    Page page = open("/console/data/dlh/ispu");
    page.locator(".download > button").click();
    Download download =
        page.waitForDownload(
            () ->
                page.locator(".download .menu a")
                    .filter(new Locator.FilterOptions().setHasText(name))
                    .first()
                    .click());
    assertNull(download.failure());
    assertTrue(download.suggestedFilename().endsWith("." + extension));
    assertTrue(Files.readString(download.path()).contains(content));
  }

  @Test
  void a_new_record_appears_without_a_reload() {
    Page page = open("/console/data/uji/catatan");
    assertThat(page.locator("pcc-record-table")).isVisible();
    page.evaluate("() => { window.loadedOnce = true; }");
    assertThat(page.locator(".connection[data-state=live]")).isVisible();
    int number = 880_000 + Notes.next();

    var answer = center.admin().post(Notes.PATH + "/records", List.of(Notes.good(number)));

    assertEquals(200, answer.status(), answer.toString());
    assertThat(page.locator("pcc-record-table tbody"))
        .containsText(Pattern.compile(digits(number)));
    assertEquals(true, page.evaluate("() => window.loadedOnce"));
  }

  @Test
  void the_departments_show_how_they_are() {
    Page page = open("/console/departments");
    for (String department : List.of("bpbd", "dlh", "dishub", "uji")) {
      assertThat(page.locator(".department-table")).containsText(department);
    }
    page.locator(".department-table a[href$='/dlh']").click();
    assertThat(page.locator("h1")).containsText("Lingkungan Hidup");
    assertThat(page.locator(".department-grid")).containsText("dlh/ispu");
  }

  @Test
  void a_department_is_uploaded_looked_at_deployed_and_returned_to() throws IOException {
    Path jars = Path.of(System.getProperty("pcc.work"), "process", "console");
    Path first = FixtureBundles.pasar(jars);
    Path next = FixtureBundles.pasarWithStock(jars);
    Path text = Files.writeString(jars.resolve("bukan.jar"), "Selamat pagi");
    Api admin = center.admin();
    try {
      Page page = open("/console/departments");
      Locator panel = page.locator("pcc-deploy");
      panel.locator("input[type=file]").setInputFiles(text);
      assertThat(panel.locator(".deploy-seen")).containsText("bukan jar yang utuh");
      assertThat(button(page, "Pasang")).hasCount(0);
      picture(page, "deploy-unfit");
      button(page, "Batal").click();
      panel.locator("input[type=file]").setInputFiles(first);
      assertThat(panel.locator(".deploy-seen")).containsText("Dinas Pasar");
      picture(page, "deploy-seen");
      button(page, "Pasang").click();
      assertThat(panel.locator(".banner.good")).containsText("pasar 1.0.0 berjalan");

      page = open("/console/departments/pasar");
      panel = page.locator("pcc-deploy");
      panel.locator("input[type=file]").setInputFiles(next);
      assertThat(panel).containsText("SHA-256");
      button(page, "Pasang").click();
      assertThat(panel.locator(".banner.good")).containsText("pasar 2.0.0 berjalan");
      picture(page, "deploy-history");
      page.onceDialog(Dialog::accept);
      button(page, "Kembali ke versi ini").first().click();
      assertThat(panel.locator(".banner.good")).containsText("pasar 1.0.0 berjalan");
    } finally {
      admin.send("DELETE", "/api/departments/pasar", null, BodyPublishers.noBody());
    }
  }

  @Test
  void a_notice_is_acknowledged_and_the_audit_knows_by_whom() {
    Api admin = center.admin();
    Await.until(
        "a notice waits",
        SOON,
        () -> admin.get("/api/notices").body().contains("\"acknowledgedBy\":null"));
    Page page = open("/console/notices");
    Locator waiting =
        page.locator("main article.notice:not([data-seen])")
            .filter(new Locator.FilterOptions().setHas(page.getByRole(AriaRole.BUTTON)));
    assertThat(waiting.first()).isVisible();
    String title = waiting.first().locator("h3").innerText();

    waiting.first().getByRole(AriaRole.BUTTON).click();

    Await.until(
        "the notice \"" + title + "\" is acknowledged",
        SOON,
        () ->
            admin.get("/api/notices?state=all").body().contains("\"acknowledgedBy\":\"")
                || admin.get("/api/notices").body().contains("\"acknowledgedBy\":\""));
    assertTrue(admin.get("/api/audit?limit=100").body().contains("acknowledge"));
  }

  @Test
  void language_and_theme_are_switched_and_remembered() {
    Page page = browsers.page(1600, 1000);
    signIn(page);
    page.navigate(url("/console/departments"));
    assertThat(page.locator("h1")).containsText("Perangkat daerah");

    button(page, "EN").click();

    assertThat(page.locator("h1")).containsText("Departments");
    String before = page.locator("html").getAttribute("data-theme");
    page.getByLabel(Pattern.compile("^Theme")).click();
    Await.until(
        "the theme changes",
        SOON,
        () -> !String.valueOf(page.locator("html").getAttribute("data-theme")).equals(before));
    String after = page.locator("html").getAttribute("data-theme");
    page.reload();
    assertThat(page.locator("h1")).containsText("Departments");
    assertEquals(after, page.locator("html").getAttribute("data-theme"));
    page.context().close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/login/",
        "/console/",
        "/console/departments",
        "/console/departments/dlh",
        "/console/data",
        "/console/data/dlh/ispu",
        "/console/data/dlh/ispu?tab=chart",
        "/console/data/dlh/ispu?tab=fields",
        "/console/data/dlh/ispu?tab=quality",
        "/console/data/uji/catatan?tab=quarantine",
        "/console/data/uji/laporan?tab=fields",
        "/console/references",
        "/console/references/kelurahan",
        "/console/notices",
        "/console/commands",
        "/console/wall",
        "/console/audit",
        "/console/keys",
        "/console/accounts",
        "/console/import",
        "/console/nothing-here"
      })
  void a_page_has_no_serious_barrier_in_either_theme(String path) {
    Page page = path.startsWith("/login/") ? browsers.page(1600, 1000) : signedIn;
    for (String theme : List.of("dark", "light")) {
      page.addInitScript("try { localStorage.setItem('pcc.theme', '" + theme + "'); } catch {}");
      page.navigate(url(path));
      assertThat(page.locator("h1").first()).isAttached();
      assertThat(page.locator(".skeleton")).hasCount(0);
      assertThat(page.locator("html")).hasAttribute("data-theme", theme);
      assertEquals(Set.of(), Barriers.of(page), path + " in " + theme);
    }
    if (page != signedIn) {
      page.context().close();
    }
  }

  private static void signIn(Page page) {
    signIn(page, "admin", CommandCenter.PASSWORD);
  }

  private static void signIn(Page page, String user, String password) {
    page.navigate(url("/console/"));
    page.waitForURL(Pattern.compile(".*/login/.*"));
    page.getByLabel("Nama pengguna").fill(user);
    page.locator("#password").fill(password);
    button(page, "Masuk").click();
    page.waitForURL(Pattern.compile(".*/console/.*"));
  }

  private static int signInStatus(String user, String password) {
    return new Api(center.base())
        .post("/api/session", Map.of("user", user, "password", password))
        .status();
  }

  private static Page open(String path) {
    signedIn.navigate(url(path));
    return signedIn;
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static String url(String path) {
    return center.base() + path;
  }

  /** A number as people write it: with or without separators of thousands. */
  private static String digits(int number) {
    String text = String.valueOf(number);
    return text.substring(0, text.length() - 3) + "[.,]?" + text.substring(text.length() - 3);
  }

  /** Whether a canvas has more than one colour. */
  private static boolean inked(Page page, String selector) {
    page.waitForFunction(
        """
        selector => {
          for (const canvas of document.querySelectorAll(selector)) {
            const context = canvas.getContext('2d');
            if (!context || !canvas.width || !canvas.height) continue;
            const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
            for (let i = 4; i < data.length; i += 4) {
              if (data[i] !== data[0] || data[i + 1] !== data[1] || data[i + 3] !== data[3]) {
                return true;
              }
            }
          }
          return false;
        }
        """,
        selector);
    return true;
  }

  private static void picture(Page page, String name) {
    Path file = Path.of(System.getProperty("pcc.work"), "pictures", name + ".png");
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }
}
