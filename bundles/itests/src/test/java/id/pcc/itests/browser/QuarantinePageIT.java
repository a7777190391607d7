package id.pcc.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import id.pcc.itests.Api;
import id.pcc.itests.process.CommandCenter;
import id.pcc.itests.process.Notes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a data officer does with rows that were refused, in Chromium. */
class QuarantinePageIT {
  private static CommandCenter center;
  private static Browsers browsers;
  private static Api api;
  private static Page page;

  @BeforeAll
  static void start() {
    browsers = Browsers.start();
    center = CommandCenter.shared();
    Notes.bring(center);
    api = center.admin();
    page = browsers.page(1280, 900);
    page.navigate(url("/console/"));
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

  private static int refused(String mark, String... values) {
    List<Map<String, Object>> rows = new ArrayList<>();
    int first = Notes.next();
    int number = first;
    for (String value : values) {
      Map<String, Object> row = Notes.with(number, "nilai", value);
      row.put("keterangan", mark);
      rows.add(row);
      number = Notes.next();
    }
    api.post(Notes.PATH + "/records", rows);
    return first;
  }

  private static void openQuarantine(String mark) {
    page.navigate(url("/console/data/uji/catatan?tab=quarantine"));
    page.getByLabel("Teks di sebab atau baris").fill(mark);
    page.getByLabel("Teks di sebab atau baris").press("Enter");
    assertThat(page.locator("pcc-quarantine .rows tbody tr").first()).containsText(mark);
  }

  @Test
  void a_fault_is_repaired_from_the_summary_to_the_lineage_of_the_record() {
    String mark = "halaman-" + Notes.next();
    int number = refused(mark, "1.250,5", "2.000,25", "banyak");
    openQuarantine(mark);
    Locator faults = page.locator("pcc-quarantine .faults tbody tr");
    assertThat(faults).hasCount(1);
    assertThat(faults.first()).containsText("nilai");

    faults.first().getByText("Perbaiki").click();
    Locator dialog = page.locator("pcc-repair dialog");
    assertThat(dialog.locator(".step select").first()).hasValue("number");
    dialog.getByText("Lihat hasilnya").click();
    assertThat(dialog.locator(".seen")).containsText("2 dari 3 baris akan diterima");
    assertThat(dialog.locator(".seen")).containsText("banyak");
    picture("repair");
    assertEquals(Set.of(), barriers());
    page.onceDialog(Dialog::accept);
    dialog.getByText("Terapkan dan simpan 2").click();
    assertThat(dialog).containsText("2 disimpan");
    dialog.getByText("Tutup").click();

    assertThat(page.locator("pcc-quarantine .rows tbody tr")).hasCount(1);
    page.navigate(url("/console/data/uji/catatan"));
    page.locator("pcc-record-filters select").first().selectOption("nomor");
    page.locator("pcc-record-filters .field input").last().fill("" + number);
    page.locator("pcc-record-filters .field input").last().press("Enter");
    assertThat(page.locator("pcc-record-table tbody tr")).hasCount(1);
    page.locator("pcc-record-table tbody tr button").focus();
    page.keyboard().press("Enter");
    Locator detail = page.locator("pcc-record-detail dialog");
    assertThat(detail).containsText("Diperbaiki oleh admin");
    assertThat(detail.locator(".raw-row")).containsText("1.250,5");
    assertThat(detail.locator(".raw-row .fault")).containsText("nilai");
    picture("lineage");
    assertEquals(Set.of(), barriers());
    page.keyboard().press("Escape");
    assertThat(detail).not().isVisible();
  }

  @Test
  void a_row_is_edited_by_hand() {
    String mark = "tangan-" + Notes.next();
    refused(mark, "banyak");
    openQuarantine(mark);
    page.locator("pcc-quarantine .rows tbody tr").getByText("Rincian").click();
    Locator drawer = page.locator("pcc-refused-detail dialog");
    assertThat(drawer.locator(".fault")).containsText("banyak");
    picture("refused");
    assertEquals(Set.of(), barriers());
    drawer.getByText("Ubah dengan tangan").click();
    Locator dialog = page.locator("pcc-repair dialog");
    Locator text = dialog.locator("textarea");
    text.fill(text.inputValue().replace("\"banyak\"", "12.5"));
    dialog.getByText("Lihat hasilnya").click();
    assertThat(dialog.locator(".seen")).containsText("1 dari 1");
    page.onceDialog(Dialog::accept);
    dialog.getByText("Terapkan dan simpan 1").click();
    assertThat(dialog).containsText("1 disimpan");
    dialog.getByText("Tutup").click();
    assertThat(page.locator("pcc-quarantine")).containsText("Tidak ada baris yang cocok");
  }

  @Test
  void ticked_rows_are_discarded_with_a_reason_and_their_number() {
    String mark = "buang-" + Notes.next();
    refused(mark, "x", "y");
    openQuarantine(mark);
    page.locator("pcc-quarantine .rows tbody input[type=checkbox]").first().check();
    page.locator("pcc-quarantine .rows header").getByText("Buang").click();
    Locator dialog = page.locator("pcc-discard dialog");
    assertThat(dialog).containsText("1 baris akan dihapus");
    dialog.locator("textarea").fill("baris percobaan dari uji halaman");
    dialog.locator("input").fill("2");
    dialog.locator("button.main").click();
    assertThat(dialog.locator("[role=alert]")).containsText("Ketik 1");
    assertEquals(Set.of(), barriers());
    dialog.locator("input").fill("1");
    dialog.locator("button.main").click();
    assertThat(page.locator("pcc-quarantine .rows tbody tr")).hasCount(1);
  }

  @ParameterizedTest
  @CsvSource({"dark, 1280", "light, 1280", "dark, 1920", "light, 1920"})
  void the_page_reads_well_in_both_themes(String theme, int width) {
    refused("tampilan", "1.250,5", "TIDAK ADA DATA", "12,5");
    page.setViewportSize(width, 900);
    page.addInitScript("try { localStorage.setItem('pcc.theme', '" + theme + "'); } catch {}");
    page.navigate(url("/console/data/uji/catatan?tab=quarantine"));
    assertThat(page.locator("pcc-quarantine .rows tbody tr").first()).isVisible();
    assertEquals(Set.of(), barriers());
    picture("quarantine-" + theme + "-" + width);
    page.setViewportSize(1280, 900);
  }

  @Test
  void a_department_shows_its_sum_and_the_documents_that_could_not_be_read() {
    api.post(Notes.PATH + "/records", List.of(Notes.good(Notes.next())));
    page.navigate(url("/console/departments/uji"));
    Locator intake = page.locator("pcc-intake");
    assertThat(intake).containsText("Jumlahnya cocok");
    assertThat(intake.locator("meter")).isVisible();
    assertThat(page.locator("pcc-documents")).isVisible();
    assertEquals(Set.of(), barriers());
    picture("intake");
  }

  private static Set<String> barriers() {
    return new AxeBuilder(page)
        .analyze().getViolations().stream()
            .filter(v -> Set.of("serious", "critical").contains(v.getImpact()))
            .map(
                v ->
                    v.getId()
                        + ": "
                        + v.getHelp()
                        + " at "
                        + v.getNodes().stream()
                            .map(n -> String.valueOf(n.getTarget()))
                            .limit(5)
                            .collect(Collectors.joining(" ")))
            .collect(Collectors.toSet());
  }

  private static Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static String url(String path) {
    return center.base() + path;
  }

  private static void picture(String name) {
    Path file = Path.of(System.getProperty("pcc.work"), "pictures", name + ".png");
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }
}
