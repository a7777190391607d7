package id.pcc.deployer.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogLinesTest {
  private static final String AT = "2026-11-26T18:00:00.000+07:00 ";

  private static List<String> kept(int most, String... lines) {
    LogLines kept = new LogLines("dlh", most);
    for (String line : lines) {
      kept.add(line);
    }
    return kept.kept();
  }

  @Test
  void lines_of_the_bundle_its_threads_and_its_host_are_kept_and_no_others() {
    String own = AT + "INFO  i.p.d.d.Dlh [id.pcc.departments.dlh Thread-3] - membaca";
    String route = AT + "WARN  o.a.c [id.pcc.camel pcc-dlh-4-ispu] - failed";
    String start = AT + "WARN  i.p.c.i.X [id.pcc.connect pcc-start-dlh] - slow";
    String host = AT + "INFO  i.p.c.i.H [id.pcc.connect pcc-x] - dlh: runs";
    String lane =
        AT + "INFO  i.p.c.i.H [id.pcc.connect pcc-department-id.pcc.departments.dlh] - begins";
    String other = AT + "INFO  i.p.d.d.D [id.pcc.departments.dlhk pcc-dlhk-1-a] - dlhk: runs";
    assertEquals(
        List.of(own, route, start, host, lane), kept(9, own, other, route, start, host, lane));
  }

  @Test
  void a_stack_goes_with_its_line() {
    String line = AT + "WARN  x [id.pcc.departments.dlh t] - gagal";
    String other = AT + "WARN  x [id.pcc.web t] - gagal";
    assertEquals(
        List.of(line, "java.io.IOException", "\tat x"),
        kept(9, other, "\tat y", line, "java.io.IOException", "\tat x", other, "\tat z"));
  }

  @Test
  void the_newest_are_kept() {
    String[] lines = new String[5];
    for (int i = 0; i < 5; i++) {
      lines[i] = AT + "INFO x [id.pcc.departments.dlh t] - " + i;
    }
    assertEquals(List.of(lines[3], lines[4]), kept(2, lines));
  }
}
