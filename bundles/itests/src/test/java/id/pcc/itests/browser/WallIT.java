package id.pcc.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import id.pcc.itests.Api;
import id.pcc.itests.Api.Answer;
import id.pcc.itests.Await;
import id.pcc.itests.process.CommandCenter;
import id.pcc.itests.process.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The wall in both of its outputs, each a page of its own that nobody touches. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WallIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final double LONG_MS = 60_000;
  private static CommandCenter center;
  private static Browsers browsers;
  private static Page left;
  private static Page right;

  @BeforeAll
  static void start() {
    browsers = Browsers.start();
    center = CommandCenter.unpack("wall", Map.of("PCC_CITY", "simulated"));
    center.person("pengawas", "admins");
    center.start();
    Api admin = center.admin();
    Await.until(
        "dlh/ispu has records",
        SOON,
        () -> admin.get("/api/datasets/dlh/ispu").json().path("rows").asInt() > 0);
    left = open(admin, "left");
    right = open(admin, "right");
  }

  @AfterAll
  static void end() {
    if (browsers != null) {
      browsers.close();
    }
    if (center != null) {
      center.close();
    }
  }

  @AfterEach
  void nothing_left_the_origin_and_nothing_was_thrown() {
    assertEquals(List.of(), browsers.strays(center.base()));
    assertEquals(List.of(), browsers.errors());
  }

  @Test
  @Order(1)
  void the_link_of_an_output_opens_it_and_leaves_no_token_in_the_address() {
    for (Page page : List.of(left, right)) {
      assertFalse(page.url().contains("token"), page.url());
      assertThat(page.locator("html")).hasAttribute("data-live", "live", slow());
      assertThat(page.locator("html")).hasAttribute("data-scene", "kota", slow());
      assertThat(page.locator(".tile").first()).isVisible();
    }
  }

  @Test
  @Order(2)
  void the_left_output_shows_the_map_and_the_right_one_the_figures() {
    assertThat(left.locator("[data-type=map] canvas").first()).isVisible();
    assertThat(left.locator("[data-type=clock]")).hasCount(0);
    for (String type :
        List.of(
            "bpbd/peringatan", "dlh/ispu", "dishub/lalu_lintas", "clock", "notices", "series")) {
      Locator tile = right.locator("[data-type='" + type + "']");
      assertThat(tile).isVisible();
      assertThat(tile).not().hasAttribute("data-state", Pattern.compile("failed|missing"), regex());
    }
    right.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of(System.getProperty("pcc.work"), "pictures", "wall-right.png")));
    left.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of(System.getProperty("pcc.work"), "pictures", "wall-left.png")));
  }

  @Test
  @Order(3)
  void every_text_of_the_wall_can_be_read_from_the_farthest_place() {
    Object small =
        right.evaluate(
            """
            () => {
              const found = [];
              const walk = (root) => {
                for (const element of root.querySelectorAll('*')) {
                  if (element.shadowRoot) walk(element.shadowRoot);
                  const own = [...element.childNodes]
                      .some((n) => n.nodeType === Node.TEXT_NODE && n.textContent.trim());
                  if (!own || !element.getClientRects().length) continue;
                  const style = getComputedStyle(element);
                  if (style.visibility !== 'hidden' && parseFloat(style.fontSize) < 31.5
                      && !/^(STYLE|SCRIPT)$/.test(element.tagName)) {
                    found.push(`${element.tagName}.${element.className}: ${style.fontSize}`
                        + ` "${element.textContent.trim().slice(0, 30)}"`);
                  }
                }
              };
              walk(document.body);
              return found.slice(0, 10);
            }
            """);
    assertEquals(List.of(), small);
  }

  @Test
  @Order(4)
  void a_new_record_is_seen_without_a_reload() {
    right.evaluate("() => { window.loadedOnce = true; }");
    String station = "Uji " + System.nanoTime() % 10_000;
    Answer answer =
        center
            .admin()
            .post(
                "/api/datasets/dlh/ispu/records",
                List.of(
                    Map.of(
                        "stasiun",
                        "UJI-1",
                        "nama",
                        station,
                        "waktu",
                        Instant.now().toString(),
                        "ispu",
                        287,
                        "kategori",
                        "SANGAT_TIDAK_SEHAT")));
    assertEquals(200, answer.status(), answer.toString());
    assertThat(right.locator("[data-type='dlh/ispu']")).containsText("287", slowText());
    assertEquals(true, right.evaluate("() => window.loadedOnce"));
  }

  @Test
  @Order(5)
  void a_scene_is_switched_on_both_outputs_and_back() {
    Api admin = center.admin();
    for (String scene : List.of("lalu-lintas", "kota")) {
      Answer answer = admin.post("/api/wall/surfaces/led/show", Map.of("scene", scene));
      assertEquals(200, answer.status(), answer.toString());
      for (Page page : List.of(left, right)) {
        assertThat(page.locator("html")).hasAttribute("data-scene", scene, slow());
        assertThat(page.locator(".stage")).hasCount(1);
      }
    }
  }

  @Test
  @Order(6)
  void the_outputs_report_that_they_are_alive() {
    Api admin = center.admin();
    for (int output = 0; output < 2; output++) {
      int index = output;
      Await.value(
          "both outputs were seen with what they show",
          Duration.ofSeconds(150),
          () -> admin.get("/api/wall/outputs").json().path("items").path(index),
          o -> o.path("scene").asText().equals("kota") && o.path("lastSeen").isTextual());
    }
  }

  @Test
  @Order(7)
  void a_department_that_stops_is_marked_and_comes_back_by_itself() throws IOException {
    Locator tile = right.locator("[data-type='dlh/ispu']");
    try (Shell admin = new Shell(center, "pengawas")) {
      admin.run("bundle:stop id.pcc.departments.dlh");
      assertThat(tile).hasAttribute("data-state", "offline", slow());
      assertThat(tile).containsText("287");
      admin.run("bundle:start id.pcc.departments.dlh");
    }
    assertThat(tile).not().hasAttribute("data-state", "offline", slow());
  }

  @Test
  @Order(8)
  void the_wall_says_that_it_is_cut_off_keeps_its_picture_and_reconnects_by_itself() {
    right.evaluate("() => { window.loadedOnce = true; }");
    center.kill();
    assertThat(right.locator("html.lost"))
        .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(LONG_MS));
    assertThat(right.locator("[data-type='dlh/ispu']")).containsText("287");
    assertThat(right.locator(".connection")).not().isEmpty();

    center.start();

    assertThat(right.locator("html")).hasAttribute("data-live", "live", slow());
    assertThat(right.locator("html.lost")).hasCount(0);
    assertThat(left.locator("html")).hasAttribute("data-live", "live", slow());
    center
        .admin()
        .post(
            "/api/datasets/dlh/ispu/records",
            List.of(
                Map.of(
                    "stasiun",
                    "UJI-1",
                    "waktu",
                    Instant.now().toString(),
                    "ispu",
                    288,
                    "kategori",
                    "SANGAT_TIDAK_SEHAT")));
    assertThat(right.locator("[data-type='dlh/ispu']")).containsText("288", slowText());
  }

  @Test
  @Order(9)
  void a_revoked_key_turns_its_output_away() {
    Api admin = center.admin();
    Answer made = admin.post("/api/wall/outputs/led/left/key", Map.of());
    Page page = browsers.page(1200, 600);
    page.navigate(center.base() + made.json().path("url").asText());
    assertThat(page.locator("pcc-wall")).isAttached();

    Answer ended =
        admin.send(
            "DELETE",
            "/api/keys/" + made.json().path("id").asText(),
            null,
            java.net.http.HttpRequest.BodyPublishers.noBody());

    assertEquals(204, ended.status(), ended.toString());
    Answer again =
        new Api(center.base()).withKey(made.json().path("key").asText()).get("/api/wall/surfaces");
    assertEquals(401, again.status());
    page.navigate(center.base() + "/wall/led/left");
    assertThat(page.locator("pcc-wall")).hasCount(0);
    page.context().close();
  }

  private static Page open(Api admin, String output) {
    Answer made = admin.post("/api/wall/outputs/led/" + output + "/key", Map.of());
    assertEquals(200, made.status(), made.toString());
    Page page = browsers.page(3600, 1600);
    page.navigate(center.base() + made.json().path("url").asText());
    return page;
  }

  private static LocatorAssertions.HasAttributeOptions slow() {
    return new LocatorAssertions.HasAttributeOptions().setTimeout(LONG_MS);
  }

  private static LocatorAssertions.HasAttributeOptions regex() {
    return new LocatorAssertions.HasAttributeOptions().setTimeout(5_000);
  }

  private static LocatorAssertions.ContainsTextOptions slowText() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(LONG_MS);
  }
}
