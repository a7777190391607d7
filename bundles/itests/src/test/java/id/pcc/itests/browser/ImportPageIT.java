package id.pcc.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import id.pcc.itests.process.CommandCenter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A person brings a file, corrects what was guessed, and loads it. */
class ImportPageIT {
  private static final String FILE =
      "LAPORAN GENANGAN KOTA;;;;;\n;;;;;\n"
          + "Kode Titik;Tanggal;Jam;Tinggi (cm);Bujur;Lintang\n"
          + IntStream.range(10, 40)
              .mapToObj(
                  i ->
                      "G"
                          + i
                          + ";24/11/2026;06."
                          + i
                          + ";1.2"
                          + i
                          + ",5;109,3"
                          + i
                          + "1;-0,0"
                          + i
                          + "2\n")
              .collect(Collectors.joining())
          + "G99;24/11/2026;06.59;rusak;109,3401;0,0011\n";

  private static CommandCenter center;
  private static Browsers browsers;
  private static Page page;

  @BeforeAll
  static void start() {
    browsers = Browsers.start();
    center = CommandCenter.shared();
    page = browsers.page(1280, 900);
    page.navigate(center.base() + "/console/import");
    page.waitForURL(Pattern.compile(".*/login/.*"));
    page.getByLabel("Nama pengguna").fill("admin");
    page.locator("#password").fill(CommandCenter.PASSWORD);
    button("Masuk").click();
    page.waitForURL(Pattern.compile(".*/console/import$"));
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

  private static Locator constant(String field) {
    return page.getByLabel("Isi tetap: " + field, new Page.GetByLabelOptions().setExact(true));
  }

  private static void bring(String name, String content) {
    page.navigate(center.base() + "/console/import");
    page.locator("#import-file")
        .setInputFiles(new FilePayload(name, "text/csv", content.getBytes(StandardCharsets.UTF_8)));
  }

  private static void discard() {
    page.onceDialog(Dialog::accept);
    button("Hapus berkas").click();
    page.waitForURL(Pattern.compile(".*/console/import$"));
  }

  @Test
  void a_file_becomes_a_dataset_whose_refused_row_is_in_quarantine() {
    bring("genangan.csv", FILE);
    page.waitForURL(Pattern.compile(".*/import/[0-9a-f]{16}"));
    assertThat(page.locator("h1")).hasText("genangan.csv");
    Locator rows = page.locator(".import-columns tbody tr");
    assertThat(rows).hasCount(4);
    assertThat(rows.nth(1)).containsText("waktu");
    assertThat(rows.nth(1).locator("select").nth(1)).hasValue("Jam");
    assertThat(rows.nth(2)).containsText("tidak cocok: rusak");
    assertThat(rows.nth(3).locator("select").nth(1)).hasValue("Lintang");
    assertThat(button("Lihat pratinjau")).isDisabled();
    page.getByLabel("Perangkat daerah").fill("pupr");
    page.getByLabel("Judul (Indonesia)").fill("Tinggi genangan");
    button("Lihat pratinjau").click();
    assertThat(page.locator("#import-preview")).containsText("30 akan disimpan");
    Locator refused = page.locator(".import-preview tr.refused");
    assertThat(refused).hasCount(1);
    assertThat(refused).containsText("seharusnya bilangan dengan koma desimal");
    assertThat(refused).containsText("yang datang \"rusak\"");
    assertThat(page.locator(".import-preview tbody tr").first()).containsText("rusak");
    pictures("import");

    button("Muat ke dataset").click();
    assertThat(page.locator("#import-load .mark")).containsText("Selesai");
    assertThat(page.locator("#import-load")).containsText("30 disimpan");
    assertThat(page.locator("#import-load")).containsText("1 masuk karantina");
    assertThat(page.locator("#import-load progress")).hasJSProperty("value", 1);
    page.screenshot(new Page.ScreenshotOptions().setPath(file("import-loaded")).setFullPage(true));
    button("Muat lagi").click();
    assertThat(page.locator("#import-load")).containsText("30 sudah ada");

    page.locator("#import-load a").first().click();
    page.waitForURL(Pattern.compile(".*/data/pupr/genangan"));
    assertThat(page.locator("h1")).hasText("Tinggi genangan");
    assertThat(page.locator("pcc-record-table tbody tr").first()).isVisible();
    page.goBack();
    discard();
    assertThat(page.locator("pcc-imports .drop-zone button")).isVisible();
    assertThat(page.locator("pcc-imports")).not().containsText("genangan.csv");
  }

  /** What people see, in both themes and on two screens, without barriers. */
  private static void pictures(String name) {
    for (String theme : List.of("light", "dark")) {
      page.evaluate("theme => document.documentElement.dataset.theme = theme", theme);
      for (int width : List.of(1280, 1920)) {
        page.setViewportSize(width, 900);
        Path file = file(name + "-" + theme + "-" + width);
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
        page.locator("main").evaluate("main => main.scrollTo(0, 0)");
        page.screenshot(
            new Page.ScreenshotOptions().setPath(file(name + "-top-" + theme + "-" + width)));
        page.locator("#import-preview").scrollIntoViewIfNeeded();
      }
      assertEquals(Set.of(), barriers(), theme);
    }
    page.setViewportSize(1280, 900);
  }

  private static Set<String> barriers() {
    return new AxeBuilder(page)
        .analyze().getViolations().stream()
            .filter(v -> Set.of("serious", "critical").contains(v.getImpact()))
            .map(v -> v.getId() + ": " + v.getHelp() + " at " + v.getNodes().get(0).getTarget())
            .collect(Collectors.toSet());
  }

  private static Path file(String name) {
    return Path.of(System.getProperty("pcc.work"), "pictures", name + ".png");
  }

  @Test
  void a_file_that_is_dropped_is_taken_and_fills_a_dataset_that_is_there() {
    page.navigate(center.base() + "/console/import");
    assertThat(page.locator(".drop-zone")).containsText("256 MB");
    Object transfer =
        page.evaluateHandle(
            "() => { const data = new DataTransfer();"
                + " data.items.add(new File(['waktu;stasiun;pm25\\n2026-11-24 06:30;A;1,5\\n'],"
                + " 'jatuh.csv')); return data; }");
    page.locator(".drop-zone").dispatchEvent("drop", Map.of("dataTransfer", transfer));
    page.waitForURL(Pattern.compile(".*/import/[0-9a-f]{16}"));
    assertThat(page.locator("h1")).hasText("jatuh.csv");
    button("Dataset yang ada").click();
    page.locator(".import-form select").selectOption("dlh/ispu");
    Locator time =
        page.locator(".import-columns tr", new Page.LocatorOptions().setHasText("wajib")).last();
    assertThat(time).isVisible();
    assertThat(page.locator(".import-columns tr:has(b:text-is('pm25')) select").first())
        .hasValue("pm25");
    assertEquals(Set.of(), barriers());
    discard();
  }

  @Test
  void constants_translated_values_and_a_zone_are_set_by_keyboard_and_the_preview_follows() {
    StringBuilder file = new StringBuilder("Kode Pompa;Kondisi;Waktu Periksa\n");
    for (int i = 10; i < 22; i++) {
      file.append("P%d;%s;24/11/2026 06.%d\n".formatted(i, i % 2 == 0 ? "B" : "RR", i));
    }
    bring("pompa.csv", file.toString());
    page.waitForURL(Pattern.compile(".*/import/[0-9a-f]{16}"));
    page.getByLabel("Perangkat daerah").fill("pupr");
    page.getByLabel("Judul (Indonesia)").fill("Kondisi pompa");
    button("Lihat pratinjau").click();
    Locator preview = page.locator(".import-preview tbody");
    assertThat(preview.locator("tr").first()).containsText("06:10");

    page.getByLabel("Zona waktu: waktu_periksa").focus();
    page.keyboard().type("WITA");
    page.keyboard().press("Tab");
    assertThat(preview.locator("tr").first()).containsText("05:10");

    button("Terjemahkan nilai: kondisi").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator(".codes-row")).containsText("RR");
    page.getByLabel("B menjadi").fill("baik");
    page.keyboard().press("Tab");
    assertThat(preview.locator("tr").first()).containsText("baik");
    page.getByLabel("Nilai lain di berkas: kondisi").fill("RB");
    page.keyboard().press("Enter");
    assertThat(page.getByLabel("RB menjadi")).isFocused();
    page.keyboard().type("rusak berat");
    page.keyboard().press("Tab");
    assertThat(button("Terjemahkan nilai: kondisi")).containsText("2 nilai diterjemahkan");

    button("Tambah kolom dengan isi tetap").focus();
    page.keyboard().press("Enter");
    assertThat(constant("isi_1")).isFocused();
    page.keyboard().type("APBD 2026");
    page.keyboard().press("Tab");
    assertThat(preview.locator("tr").first()).containsText("APBD 2026");
    page.getByLabel("Nama kolom dataset: isi_1").fill("sumber_dana");
    page.keyboard().press("Tab");
    assertThat(page.locator(".import-preview thead")).containsText("sumber_dana");
    pictures("import-rules");

    button("Muat ke dataset").click();
    assertThat(page.locator("#import-load .mark")).containsText("Selesai");
    page.reload();
    assertThat(button("Terjemahkan nilai: kondisi")).containsText("2 nilai diterjemahkan");
    assertThat(constant("sumber_dana")).hasValue("APBD 2026");
    assertThat(page.getByLabel("Zona waktu: waktu_periksa")).hasValue("Asia/Makassar");
    discard();
  }

  @Test
  void what_is_no_table_is_said_in_both_languages() {
    bring("surat.pdf", "%PDF-1.7");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("bukan tabel");
    assertThat(page.locator(".drop-zone button")).isVisible();
    page.screenshot(new Page.ScreenshotOptions().setPath(file("import-refused")));
  }
}
