package id.pcc.city.simulator.internal.domain;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Waste that lorries collect in the morning, but not where water stands in the street. */
public final class WasteSites {
  private static final int STEP = 10;
  private static final int DAY = 24 * 60;
  private static final int COLLECTED = 8;

  /**
   * The day.
   *
   * @param hourly percent by which a site fills in an hour
   */
  public record Day(List<Site> sites, double hourly) {}

  /** A site: how full it was at midnight in percent, and when its lorry comes. */
  public record Site(
      String code,
      String name,
      String kelurahan,
      double latitude,
      double longitude,
      double evening,
      String collected) {}

  private final Stage stage;
  private final Day day;
  private final Water water;
  private final Receipts receipts;

  public WasteSites(Stage stage, Script script, Day day, ZoneId zone) {
    this.stage = stage;
    this.day = day;
    this.water = new Water(script);
    this.receipts = new Receipts("DLH", stage, zone);
  }

  /** How full each site is, as observations of the SensorThings API (OGC 18-088). */
  public List<Map<String, Object>> observations() {
    double position = Math.floor(stage.position() / STEP) * STEP;
    List<Map<String, Object>> observations = new ArrayList<>();
    for (Site site : day.sites()) {
      Map<String, Object> thing =
          Map.of("name", site.name(), "properties", Map.of("kode", site.code()));
      Map<String, Object> point =
          Map.of("type", "Point", "coordinates", List.of(site.longitude(), site.latitude()));
      Map<String, Object> observation = new LinkedHashMap<>();
      observation.put("@iot.id", site.code() + "-" + Math.round(position));
      observation.put("phenomenonTime", stage.when(position).toString());
      observation.put("result", Math.round(filled(site, position)));
      observation.put("Datastream", Map.of("name", "Terisi", "Thing", thing));
      observation.put("FeatureOfInterest", Map.of("name", site.name(), "feature", point));
      observations.add(observation);
    }
    return observations;
  }

  private double filled(Site site, double position) {
    double midnight = Math.floor(position / DAY) * DAY;
    double comes = midnight + LocalTime.parse(site.collected()).toSecondOfDay() / 60.0;
    while (comes < midnight + DAY && water.floods(site.kelurahan(), comes)) {
      comes += STEP;
    }
    double hours = (position - midnight) / 60;
    return position < comes
        ? Math.min(100, site.evening() + day.hourly() * hours)
        : Math.min(100, COLLECTED + day.hourly() * (position - comes) / 60);
  }

  /**
   * Issues an advisory; an order that comes again is answered as the first time.
   *
   * @throws IllegalArgumentException when it says nothing
   */
  public Map<String, Object> advise(Map<String, Object> order) {
    return receipts.once(
        order,
        () -> {
          Receipts.text(order, "judul");
          Receipts.text(order, "isi");
        });
  }
}
