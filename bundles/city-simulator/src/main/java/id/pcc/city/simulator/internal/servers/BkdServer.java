package id.pcc.city.simulator.internal.servers;

import id.pcc.city.simulator.internal.domain.RevenueOffice;
import id.pcc.city.simulator.internal.domain.RevenueOffice.Desk;
import id.pcc.city.simulator.internal.domain.RevenueOffice.Revenue;
import id.pcc.city.simulator.internal.domain.Script;
import id.pcc.city.simulator.internal.domain.Stage;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The finance agency: views of its database, and nothing over HTTP. */
public final class BkdServer implements SimulatedServer {
  private static final Logger LOG = LoggerFactory.getLogger(BkdServer.class);

  private final RevenueOffice office;
  private final ZoneId zone;
  private final Database database;
  private final Clerk clerk = new Clerk("bkd");
  private long written = Long.MIN_VALUE;

  /**
   * @param port of the database; 0 takes any that is free
   */
  public BkdServer(int port, Stage stage, Script script, ZoneId zone) throws IOException {
    this.zone = zone;
    office = new RevenueOffice(stage, script, Chapter.read("bkd", RevenueOffice.Day.class), zone);
    database =
        new Database(
            "bkd",
            port,
            "CREATE TABLE penerimaan (pajak VARCHAR(20), diperbarui TIMESTAMP, tahun INTEGER,"
                + " target BIGINT, rencana BIGINT, realisasi BIGINT, hari_ini BIGINT,"
                + " PRIMARY KEY (pajak, diperbarui))",
            "CREATE TABLE loket (kode VARCHAR(10) PRIMARY KEY, diperbarui TIMESTAMP,"
                + " nama VARCHAR(60), kelurahan VARCHAR(20), transaksi INTEGER,"
                + " status VARCHAR(20), lintang DOUBLE PRECISION, bujur DOUBLE PRECISION)",
            "CREATE VIEW v_penerimaan AS SELECT * FROM penerimaan",
            "CREATE VIEW v_loket AS SELECT * FROM loket",
            "CREATE USER pcc PASSWORD 'simulasi'",
            "GRANT SELECT ON v_penerimaan TO pcc",
            "GRANT SELECT ON v_loket TO pcc");
    clerk.begin(this::look);
  }

  @Override
  public String name() {
    return "bkd";
  }

  @Override
  public List<String> places() {
    return List.of(database.address());
  }

  @Override
  public Optional<Answer> answer(Question question) {
    return Optional.empty();
  }

  @Override
  public void jumped() {
    look();
  }

  private synchronized void look() {
    long tick = office.tick();
    if (tick == written) {
      return;
    }
    try {
      for (Revenue r : office.revenue()) {
        database.execute(
            "MERGE INTO penerimaan VALUES (?, ?, ?, ?, ?, ?, ?)",
            r.tax().code(),
            local(r.at()),
            r.year(),
            r.tax().target(),
            r.tax().plan(),
            r.received(),
            r.today());
      }
      for (Desk desk : office.desks()) {
        database.execute(
            "MERGE INTO loket VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            desk.counter().code(),
            local(desk.at()),
            desk.counter().name(),
            desk.counter().kelurahan(),
            desk.payments(),
            desk.state(),
            desk.counter().latitude(),
            desk.counter().longitude());
      }
      written = tick;
    } catch (SQLException | RuntimeException e) {
      LOG.warn("BKD wrote nothing down", e);
    }
  }

  private LocalDateTime local(Instant at) {
    return LocalDateTime.ofInstant(at, zone);
  }

  @Override
  public void switched(boolean down) {
    try {
      if (down) {
        database.shut();
      } else {
        database.open();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    clerk.close();
    database.close();
  }
}
