package id.pcc.city.simulator.internal.domain;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The social agency's workbooks: its shelters, and the aid that they have. */
public final class ReliefOffice {
  private static final int STEP = 10;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss");

  private final Stage stage;
  private final Relief relief;
  private final ZoneId zone;
  private final Curve people;
  private final Receipts receipts;
  private final Map<String, Integer> sent = new ConcurrentHashMap<>();

  public ReliefOffice(Stage stage, Script script, ZoneId zone) {
    this.receipts = new Receipts("DINSOS", stage, zone);
    this.stage = stage;
    this.relief = script.relief();
    this.zone = zone;
    this.people = new Curve(relief.people());
  }

  /** The sheet of shelters, its title first. */
  public List<List<Object>> shelters() {
    List<List<Object>> rows = new ArrayList<>();
    rows.add(List.of("DATA POSKO PENGUNGSIAN KOTA PONTIANAK (SIMULASI)"));
    rows.add(List.of());
    rows.add(
        List.of(
            "Kode",
            "Nama Posko",
            "Kelurahan",
            "Kapasitas",
            "Pengungsi",
            "Balita",
            "Lansia",
            "Lintang",
            "Bujur",
            "Diperbarui"));
    for (Script.Place shelter : relief.shelters()) {
      long in = in(shelter);
      rows.add(
          List.of(
              shelter.code(),
              shelter.name(),
              shelter.name().replaceFirst(".* di ", ""),
              relief.capacity(),
              in,
              Math.round(in * 0.11),
              Math.round(in * 0.09),
              shelter.latitude(),
              shelter.longitude(),
              time()));
    }
    return rows;
  }

  /** The sheet of aid, its title first. */
  public List<List<Object>> aid() {
    List<List<Object>> rows = new ArrayList<>();
    rows.add(List.of("BANTUAN DI POSKO PENGUNGSIAN (SIMULASI)"));
    rows.add(List.of());
    rows.add(List.of("Kode", "Barang", "Stok", "Tersalur", "Diperbarui"));
    for (Script.Place shelter : relief.shelters()) {
      for (Map.Entry<String, Integer> item : relief.aid().entrySet()) {
        long wanted = Math.round(in(shelter) * relief.each().get(item.getKey()));
        int all = item.getValue() + sent.getOrDefault(shelter.code() + " " + item.getKey(), 0);
        long given = Math.min(all, wanted);
        rows.add(List.of(shelter.code(), item.getKey(), all - given, given, time()));
      }
    }
    return rows;
  }

  private double position() {
    return Math.floor(stage.position() / STEP) * STEP;
  }

  private long in(Script.Place shelter) {
    return Math.min(relief.capacity(), Math.round(people.at(position()) * shelter.factor()));
  }

  private String time() {
    return TIME.format(LocalDateTime.ofInstant(stage.when(position()), zone));
  }

  /**
   * Sends aid to a shelter.
   *
   * @param order {@code id, posko, barang, jumlah}
   * @return the receipt
   * @throws IllegalArgumentException when the order is wrong
   */
  public Map<String, Object> send(Map<String, Object> order) {
    return receipts.once(
        order,
        () -> {
          String item = Receipts.text(order, "barang");
          if (!relief.aid().containsKey(item)) {
            throw Receipts.unknown("barang", item);
          }
          String shelter = Receipts.place(order, "posko", relief.shelters()).code();
          sent.merge(shelter + " " + item, Receipts.whole(order, "jumlah"), Integer::sum);
        });
  }
}
