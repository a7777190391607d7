package id.pcc.departments.kominfo;

import static id.pcc.api.LocalText.of;

import id.pcc.api.Department;
import id.pcc.api.DepartmentContext;
import id.pcc.api.LocalText;
import id.pcc.api.command.NotCarriedOutException;
import id.pcc.api.notice.Notice;
import id.pcc.api.notice.Notice.Place;
import id.pcc.api.notice.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Component;

/**
 * Communications (Dinas Komunikasi dan Informatika): what citizens report, by Open311, and whether
 * the servers of the city answer. Many reports of one kelurahan within the hour are told as one.
 */
@Component(service = Department.class)
public final class Kominfo extends RouteBuilder implements Department {
  private static final Set<String> SERVERS =
      Set.of("server_laporan", "server_portal", "server_dishub");

  /** A proof has at most 4,000 characters, and the answer is in it too. */
  private static final int LONGEST_CAP = 3_300;

  private final Map<String, Integer> silent = new HashMap<>();
  private final Set<String> told = new HashSet<>();
  private DepartmentContext context;

  @Override
  public void start(DepartmentContext given) {
    context = given;
    silent.clear();
    told.clear();
  }

  @Override
  @SuppressWarnings("unchecked")
  public void configure() {
    from("direct:laporan")
        .routeId("laporan_warga")
        .setProperty("records", body())
        .to("pcc:kominfo/laporan")
        .process(e -> count(e.getProperty("records", List.class)));

    for (String server : SERVERS) {
      from("direct:" + server)
          .routeId("keadaan_" + server)
          .setProperty("records", body())
          .to("pcc:kominfo/layanan")
          .process(e -> e.getProperty("records", List.class).forEach(r -> server((Map<?, ?>) r)));
    }
    // What citizens report arrives without it; only warnings need somebody who spreads them.
    if (!context.configuration().getOrDefault("warnings", "").isBlank()) {
      warn();
    }
  }

  /** Sends a public warning; with the receipt the message itself is kept as proof. */
  private void warn() {
    from("command:peringatan")
        .routeId("siarkan_peringatan")
        .process(e -> e.getMessage().setBody(warning(e)))
        .setProperty("cap", body())
        .removeHeaders("Pcc*")
        .setHeader(Exchange.CONTENT_TYPE, constant("application/cap+xml; charset=utf-8"))
        .to("{{warnings}}")
        .convertBodyTo(String.class)
        .setBody(e -> Map.of("jawaban", e.getMessage().getBody(), "cap", e.getProperty("cap")));
  }

  private String warning(Exchange exchange) throws NotCarriedOutException {
    Map<String, String> settings = context.configuration();
    PublicWarning warning =
        new PublicWarning(context.city(), settings.get("cap_sender"), settings.get("cap_status"));
    String order = exchange.getMessage().getHeader("PccOrder", String.class);
    Map<?, ?> told = exchange.getMessage().getBody(Map.class);
    String cap = warning.of(order, told, context.clock().instant());
    if (cap.length() > LONGEST_CAP) {
      throw new NotCarriedOutException(
          of(
              "Peringatan terlalu panjang untuk disimpan utuh sebagai bukti; persingkat.",
              "The warning is too long to be kept whole as proof; shorten it."));
    }
    return cap;
  }

  /** Tells of each kelurahan from which many open reports came within the hour. */
  private void count(List<Map<String, Object>> reports) {
    Instant since = context.clock().instant().minus(Duration.ofHours(1));
    Map<String, List<Map<String, Object>>> open = new TreeMap<>();
    for (Map<String, Object> report : reports) {
      if ("BUKA".equals(report.get("status"))
          && report.get("diterima") instanceof Instant at
          && at.isAfter(since)
          && report.get("kelurahan") instanceof String kelurahan) {
        open.computeIfAbsent(kelurahan, k -> new ArrayList<>()).add(report);
      }
    }
    int many = Integer.parseInt(context.configuration().get("laporan_banyak"));
    open.values().removeIf(some -> some.size() < many);
    Set<String> over = new HashSet<>(told);
    over.removeAll(open.keySet());
    over.forEach(kelurahan -> context.settle("laporan:" + kelurahan));
    told.clear();
    told.addAll(open.keySet());
    open.forEach(this::tell);
  }

  private void tell(String kelurahan, List<Map<String, Object>> reports) {
    Map<String, Object> first = reports.get(0);
    Place place = Place.of(first.get("lokasi"), context.city());
    String where = context.city().find(kelurahan).map(k -> k.name()).orElse(kelurahan);
    String what = reports.size() + ", " + where;
    tell(
        "laporan:" + kelurahan,
        Severity.MODERATE,
        of("Laporan warga menumpuk: " + what, "Many citizen reports: " + what),
        of(
            "Terakhir: " + first.get("jenis") + ". Teruskan kepada SKPD yang menangani.",
            "Latest: " + first.get("jenis") + ". Forward them to the agency in charge."),
        new Place(List.of(kelurahan), place.longitude(), place.latitude()));
  }

  /** One probe that is not answered may be chance; so many in a row are not. */
  private void server(Map<?, ?> probe) {
    String name = String.valueOf(probe.get("server"));
    if ("AKTIF".equals(probe.get("status"))) {
      silent.remove(name);
      context.settle("server:" + name);
    } else if (silent.merge(name, 1, Integer::sum)
        >= Integer.parseInt(context.configuration().get("server_putus_kali"))) {
      tell(
          "server:" + name,
          Severity.MODERATE,
          of("Server tidak menjawab: " + name, "Server does not answer: " + name),
          of("Periksa server dan jaringannya.", "Check the server and its network."),
          Place.NONE);
    }
  }

  private void tell(
      String fingerprint, Severity how, LocalText title, LocalText text, Place place) {
    context.raise(Notice.of(fingerprint, how, title, text, context.clock().instant(), place));
  }
}
