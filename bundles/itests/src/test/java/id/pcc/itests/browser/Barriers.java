package id.pcc.itests.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.Set;
import java.util.stream.Collectors;

/** What keeps somebody from using a page, as axe finds it. */
final class Barriers {
  private Barriers() {}

  /** The serious and critical ones, each with where it is. */
  static Set<String> of(Page page) {
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
}
