package id.pcc.city.simulator.internal.domain;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Prices that rise while lorries are held up by the water, as tables with semicolons. A market
 * operation brings the price of a staple in a market down to its usual one.
 */
public final class TradeOffice {
  private static final int STEP = 10;
  private static final int DAY = 24 * 60;
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("dd/MM/yyyy;HH.mm.ss");

  /**
   * The day.
   *
   * @param shortage how much of its whole rise each price has, over the day
   * @param relieved kilograms of a market operation that end a shortage in one market
   * @param opens when markets open, as {@code HH:mm}
   */
  public record Day(
      List<Market> markets,
      List<Good> goods,
      Map<String, Double> shortage,
      double relieved,
      String opens,
      String closes) {}

  /** A market: how strongly it feels a shortage, and how many sell there. */
  public record Market(
      String code,
      String kelurahan,
      double latitude,
      double longitude,
      double factor,
      int traders) {}

  /** A staple; prices in rupiah a unit, and the part of it that a shortage adds. */
  public record Good(String name, String unit, double reference, double usual, double rise) {}

  private final Stage stage;
  private final Day day;
  private final ZoneId zone;
  private final Water water;
  private final Curve shortage;
  private final Receipts receipts;
  private final Map<String, Double> brought = new ConcurrentHashMap<>();

  public TradeOffice(Stage stage, Script script, Day day, ZoneId zone) {
    this.stage = stage;
    this.day = day;
    this.zone = zone;
    this.water = new Water(script);
    this.shortage = new Curve(day.shortage());
    this.receipts = new Receipts("DISKUMDAG", stage, zone);
  }

  /** The number of the interval that was surveyed last. */
  public long tick() {
    return (long) Math.floor(stage.position() / STEP);
  }

  /** The prices of all staples in all markets. */
  public String prices() {
    double position = tick() * (double) STEP;
    String time = WRITTEN.withZone(zone).format(stage.when(position));
    StringBuilder table =
        new StringBuilder("pasar;komoditas;satuan;harga;harga_acuan;tanggal;jam;lintang;bujur\n");
    for (Market market : day.markets()) {
      for (Good good : day.goods()) {
        double left = 1 - Math.min(1, brought(market, good) / day.relieved());
        double rise = good.rise() * market.factor() * shortage.at(position) * left;
        long price = Math.round(good.usual() * (1 + rise) / 100) * 100;
        table.append(market.code() + ";" + good.name() + ";" + good.unit() + ";");
        table.append(rupiah(price) + ";" + rupiah(Math.round(good.reference())) + ";" + time + ";");
        table.append(market.latitude() + ";" + market.longitude() + "\n");
      }
    }
    return table.toString();
  }

  /** How each market does. */
  public String markets() {
    double position = tick() * (double) STEP;
    String time = WRITTEN.withZone(zone).format(stage.when(position));
    StringBuilder table =
        new StringBuilder("pasar;kelurahan;pedagang;status;tanggal;jam;lintang;bujur\n");
    for (Market market : day.markets()) {
      String state = state(market, position);
      double part = state.equals("BUKA") ? 1 : state.equals("TERGENANG") ? 0.15 : 0;
      table.append(market.code() + ";" + market.kelurahan() + ";");
      table.append(Math.round(market.traders() * part) + ";" + state + ";" + time + ";");
      table.append(market.latitude() + ";" + market.longitude() + "\n");
    }
    return table.toString();
  }

  private String state(Market market, double position) {
    LocalTime now = Stage.time(position);
    boolean open =
        !now.isBefore(LocalTime.parse(day.opens())) && now.isBefore(LocalTime.parse(day.closes()));
    return !open ? "TUTUP" : water.floods(market.kelurahan(), position) ? "TERGENANG" : "BUKA";
  }

  /** Points group thousands, as people write them here. */
  private static String rupiah(long sum) {
    return "%,d".formatted(sum).replace(',', '.');
  }

  private double brought(Market market, Good good) {
    return brought.getOrDefault(key(market.code(), good.name(), stage.day()), 0.0);
  }

  private static String key(String market, String good, int day) {
    return market + " " + good.toUpperCase(java.util.Locale.ROOT).replace(' ', '_') + " " + day;
  }

  /**
   * Sells staples in a market for the day; an order that comes again is answered as the first time.
   *
   * @param order {@code id, pasar, komoditas, jumlah}, the staple by the first word of its name or
   *     by more of them, joined by {@code _}
   * @throws IllegalArgumentException when it names what there is not
   */
  public Map<String, Object> sell(Map<String, Object> order) {
    return receipts.once(
        order,
        () -> {
          String market = Receipts.text(order, "pasar");
          String staple = Receipts.text(order, "komoditas");
          int quantity = Receipts.whole(order, "jumlah");
          if (day.markets().stream().noneMatch(m -> m.code().equals(market))) {
            throw Receipts.unknown("pasar", market);
          }
          Good good =
              day.goods().stream()
                  .filter(g -> key("", g.name(), 0).strip().startsWith(staple))
                  .findFirst()
                  .orElseThrow(() -> Receipts.unknown("komoditas", staple));
          brought.merge(key(market, good.name(), stage.day()), (double) quantity, Double::sum);
        });
  }
}
