package id.pcc.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpServer;
import id.pcc.itests.Api;
import id.pcc.itests.Await;
import id.pcc.itests.process.CommandCenter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * From nothing to rows by the form alone. The steps, with the time of each, are written to {@code
 * connector-transcript.txt}; CONTRIBUTING.md tells them.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConnectorPageIT {
  private static final Duration MOST = Duration.ofMinutes(5);
  private static final Duration SOON = Duration.ofSeconds(40);

  /** How fast somebody fills in a form: 200 signs a minute, which is slow. */
  private static final long MILLIS_A_SIGN = 300;

  private static CommandCenter center;
  private static Browsers browsers;
  private static Page page;
  private static HttpServer server;
  private static String address;
  private static final List<String> steps = new ArrayList<>();
  private static long typed;
  private static long begun;

  @BeforeAll
  static void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/kolam",
        exchange -> {
          byte[] body =
              """
              {"data": [
                {"kolam": "K1", "diukur": "2026-11-24T06:30:00+07:00", "suhu": 28.5, "ikan": 1200},
                {"kolam": "K2", "diukur": "2026-11-24T06:30:00+07:00", "suhu": "rusak", "ikan": 900},
                {"kolam": "K3", "diukur": "2026-11-24T06:31:00+07:00", "suhu": 27.9, "ikan": 450}
              ]}
              """
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    address = "http://127.0.0.1:" + server.getAddress().getPort() + "/kolam";
    browsers = Browsers.start();
    center = CommandCenter.shared();
    page = signedIn("admin", CommandCenter.PASSWORD);
  }

  private static Page signedIn(String user, String password) {
    Page page = browsers.page(1280, 900);
    page.navigate(center.base() + "/console/");
    page.waitForURL(Pattern.compile(".*/login/.*"));
    page.getByLabel("Nama pengguna").fill(user);
    page.locator("#password").fill(password);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Masuk").setExact(true))
        .click();
    page.waitForURL(Pattern.compile(".*/console/.*"));
    return page;
  }

  @AfterAll
  static void end() throws IOException {
    if (server != null) {
      server.stop(0);
    }
    if (!steps.isEmpty()) {
      Files.write(Path.of(System.getProperty("pcc.work"), "connector-transcript.txt"), steps);
    }
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
    return button(page, name);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Notes a step, and when it is done. */
  private static void step(String what) {
    steps.add("%6.1f s  %s".formatted((System.nanoTime() - begun) / 1e9, what));
  }

  private static void fill(String label, String text) {
    page.getByLabel(Pattern.compile("^\\s*" + label)).first().fill(text);
    typed += text.length();
  }

  private static void pictures(String name) {
    for (String theme : List.of("light", "dark")) {
      page.evaluate("theme => document.documentElement.dataset.theme = theme", theme);
      for (int width : List.of(1280, 1920)) {
        page.setViewportSize(width, width == 1280 ? 900 : 1080);
        page.screenshot(
            new Page.ScreenshotOptions()
                .setPath(
                    Path.of(
                        System.getProperty("pcc.work"),
                        "pictures",
                        "connector-" + name + "-" + theme + "-" + width + ".png")));
      }
      assertEquals(Set.of(), Barriers.of(page), name + " " + theme);
      page.setViewportSize(1280, 900);
      assertEquals(
          0,
          page.evaluate(
              "() => [...document.querySelectorAll('.table-wrap')]"
                  + ".filter(each => each.scrollWidth > each.clientWidth).length"),
          name + ": a table is wider than its place");
    }
    page.setViewportSize(1280, 900);
  }

  @Test
  @Order(1)
  void a_department_goes_from_nothing_to_rows_by_the_form_in_under_five_minutes() {
    page.navigate(center.base() + "/console/connectors");
    assertThat(page.locator("h1")).hasText("Konektor");
    begun = System.nanoTime();
    button("Perangkat daerah baru").click();
    fill("Nama perangkat daerah", "Dinas Perikanan");
    fill("Judul dataset", "Kolam ikan");
    step("Konektor, Perangkat daerah baru: nama Dinas Perikanan, dataset Kolam ikan");
    button("Tambah kolom").click();
    fill("Judul kolom 3", "Suhu");
    fill("Satuan 3", "°C");
    button("Tambah kolom").click();
    fill("Judul kolom 4", "Ikan");
    page.getByLabel("Jenis 4").selectOption("whole");
    step("Tambah kolom: Suhu (ukuran, °C), Ikan (jumlah); kode dan waktu sudah ada");
    long before = System.nanoTime();
    pictures("department");
    begun += System.nanoTime() - before;
    button("Buat perangkat daerah").click();
    assertThat(page.locator("form select").first()).hasValue("dinas_perikanan");
    step("Buat perangkat daerah: formulir konektornya terbuka");
    fill("Alamat", address);
    fill("Letak baris", "/data");
    step("Alamat dan letak baris /data");
    button("Coba").click();
    assertThat(page.getByText("3 baris pertama dilihat")).isVisible();
    step("Coba: baris pertama, dan tebakan kolom mana mengisi apa");
    choose("kode", "kolam");
    choose("waktu", "diukur");
    choose("suhu", "suhu");
    choose("ikan", "ikan");
    button("Coba").click();
    assertThat(page.getByText("1 akan masuk karantina")).isVisible();
    assertThat(page.locator("tbody tr", new Page.LocatorOptions().setHasText("rusak")))
        .containsText("suhu");
    assertThat(page.locator("table.preview")).not().containsText("_unreadable");
    step("Isi kolom diperiksa, Coba lagi: dua disimpan, satu akan masuk karantina dan sebabnya");
    before = System.nanoTime();
    page.locator("h2", new Page.LocatorOptions().setHasText("Pratinjau")).scrollIntoViewIfNeeded();
    pictures("preview");
    begun += System.nanoTime() - before;
    button("Simpan dan jalankan").click();
    Locator row = page.locator("tbody tr", new Page.LocatorOptions().setHasText("kolam_ikan"));
    assertThat(row.first()).isVisible();
    Await.value(
        "rows",
        SOON,
        () -> center.admin().get("/api/datasets/dinas_perikanan/kolam_ikan/records"),
        answer -> answer.json().path("items").size() == 2);
    step("Simpan dan jalankan: dua baris ada di dataset");
    Duration worked = Duration.ofNanos(System.nanoTime() - begun);
    Duration all = worked.plusMillis(typed * MILLIS_A_SIGN);
    steps.add(
        "Seluruhnya %d s, dengan %d tanda diketik selambat %d tanda per menit"
            .formatted(all.toSeconds(), typed, 60_000 / MILLIS_A_SIGN));
    assertTrue(all.compareTo(MOST) < 0, steps.toString());
  }

  /** Fills a field of the dataset from a column, when the guess was another one. */
  private static void choose(String field, String column) {
    page.getByLabel(field + " 1", new Page.GetByLabelOptions().setExact(true)).selectOption(column);
  }

  @Test
  @Order(2)
  void what_runs_and_what_fails_is_seen_in_words() {
    Api admin = center.admin();
    server.removeContext("/kolam");
    Await.value(
        "it fails",
        Duration.ofSeconds(90),
        () -> {
          // Asked at once instead of in five minutes.
          admin.post("/api/connectors/dinas_perikanan/kolam_ikan/disable", "application/json", "");
          admin.post("/api/connectors/dinas_perikanan/kolam_ikan/enable", "application/json", "");
          return admin.get("/api/connectors/dinas_perikanan/kolam_ikan");
        },
        answer -> !answer.json().path("failingSince").isNull());
    page.navigate(center.base() + "/console/connectors");
    assertThat(page.locator("tbody tr").first()).containsText("gagal");
    assertThat(page.locator("tbody tr").first()).containsText("menjawab 404");
    assertThat(
            page.getByRole(
                AriaRole.HEADING,
                new Page.GetByRoleOptions().setName("Perangkat daerah tanpa bundel")))
        .isVisible();
    pictures("list");
  }

  @Test
  @Order(3)
  void a_department_proposes_and_the_admin_decides() {
    Api admin = center.admin();
    String password =
        admin
            .post(
                "/api/accounts",
                Map.of(
                    "user",
                    "sari",
                    "name",
                    "Sari",
                    "role",
                    "department",
                    "department",
                    "dinas_perikanan"))
            .json()
            .path("password")
            .asText();
    Api sari = new Api(center.base()).signIn("sari", password);
    String document =
        "{\"protocol\":\"probe\",\"address\":\""
            + address
            + "\",\"dataset\":\"kolam_ikan\",\"every\":\"PT1M\",\"fields\":{\"kode\":\"address\",\"waktu\":\"time\"}}";
    Api.Answer trial =
        sari.post(
            "/api/connectors/dinas_perikanan/periksa/trial",
            "application/json",
            document.replace("127.0.0.1:", "127.0.0.2:"));
    assertTrue(
        trial.json().path("rows").path(0).path("error").asText().contains("not allowed"),
        trial.toString());
    Api.Answer put =
        sari.send(
            "PUT",
            "/api/connectors/dinas_perikanan/periksa",
            "application/json",
            BodyPublishers.ofString(document));
    assertEquals(200, put.status(), put.toString());
    assertEquals(false, put.json().path("enabled").asBoolean());
    assertEquals(
        403,
        sari.send(
                "PUT",
                "/api/connectors/dlh/x",
                "application/json",
                BodyPublishers.ofString(document))
            .status());
    assertEquals(
        403,
        sari.post("/api/connectors/dinas_perikanan/periksa/approval", "application/json", "")
            .status());
    page.navigate(center.base() + "/console/connectors");
    Locator wish = page.locator("tr.proposal");
    assertThat(wish).containsText("person:sari");
    assertThat(wish).containsText(address);
    pictures("proposal");
    page.onceDialog(Dialog::accept);
    wish.getByText("Setujui").click();
    assertThat(page.locator("tr.proposal")).hasCount(0);
    Api.Answer approved = admin.get("/api/connectors/dinas_perikanan/periksa");
    assertTrue(approved.json().path("enabled").asBoolean(), approved.toString());
  }

  @Test
  @Order(4)
  void what_is_removed_says_what_follows_and_can_be_brought_back() {
    page.navigate(center.base() + "/console/connectors");
    List<String> asked = new ArrayList<>();
    page.onceDialog(
        dialog -> {
          asked.add(dialog.message());
          dialog.accept();
        });
    button("Hapus dinas_perikanan").click();
    Locator undo = button("Urungkan");
    assertThat(undo).isVisible();
    assertTrue(asked.get(0).contains("beserta 2 konektornya"), asked.toString());
    assertThat(page.locator("tbody tr", new Page.LocatorOptions().setHasText("kolam_ikan")))
        .hasCount(0);
    assertEquals(404, center.admin().get("/api/departments/dinas_perikanan").status());
    assertEquals(
        200, center.admin().get("/api/datasets/dinas_perikanan/kolam_ikan/records").status());
    undo.click();
    assertThat(page.locator("tbody tr", new Page.LocatorOptions().setHasText("kolam_ikan")).first())
        .isVisible();
    page.onceDialog(Dialog::accept);
    button("Hapus dinas_perikanan").click();
    assertThat(button("Urungkan")).isVisible();
  }
}
