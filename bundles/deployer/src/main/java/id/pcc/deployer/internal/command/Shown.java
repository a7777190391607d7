package id.pcc.deployer.internal.command;

import id.pcc.api.LocalText;
import id.pcc.deployer.Deployment;
import id.pcc.web.Json;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Deployments as the operations console shows them. */
final class Shown {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private Shown() {}

  static String line(Deployment d) {
    return String.format(
        "%5d  %s  %-12s %-18s %-12s %s, %s",
        d.id(),
        TIME.format(d.begun().atZone(Json.ZONE)),
        d.department().isEmpty() ? "-" : d.department(),
        d.version(),
        d.result().name().toLowerCase(Locale.ROOT),
        d.actor(),
        d.source());
  }

  /** Prints how a deployment ended. */
  static void end(Deployment d) {
    System.out.println(line(d));
    if (d.reason() != null) {
      sentence(d.reason());
    }
  }

  static void sentence(LocalText text) {
    System.out.println("  " + text.id());
    if (!text.en().equals(text.id())) {
      System.out.println("  " + text.en());
    }
  }
}
