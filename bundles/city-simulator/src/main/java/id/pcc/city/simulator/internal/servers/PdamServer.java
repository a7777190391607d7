package id.pcc.city.simulator.internal.servers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pcc.city.simulator.internal.domain.Stage;
import id.pcc.city.simulator.internal.domain.WaterCompany;
import id.pcc.city.simulator.internal.domain.WaterCompany.Begun;
import id.pcc.city.simulator.internal.domain.WaterCompany.Measurement;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The water company: views of its database, and over HTTP the switch to its reserve. */
public final class PdamServer implements SimulatedServer {
  private static final Logger LOG = LoggerFactory.getLogger(PdamServer.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final WaterCompany company;
  private final ZoneId zone;
  private final Database database;
  private final Clerk clerk = new Clerk("pdam");
  private volatile long written = Long.MIN_VALUE;

  /**
   * @param port of the database; 0 takes any that is free
   */
  public PdamServer(int port, Stage stage, ZoneId zone) throws IOException {
    this.zone = zone;
    company = new WaterCompany(stage, Chapter.read("pdam", WaterCompany.Day.class), zone);
    database =
        new Database(
            "pdam",
            port,
            "CREATE TABLE air_baku (intake VARCHAR(10), waktu TIMESTAMP, nama VARCHAR(60),"
                + " salinitas DOUBLE PRECISION, debit DOUBLE PRECISION, lintang DOUBLE PRECISION,"
                + " bujur DOUBLE PRECISION, PRIMARY KEY (intake, waktu))",
            "CREATE TABLE gangguan (nomor VARCHAR(20) PRIMARY KEY, mulai TIMESTAMP,"
                + " diperbarui TIMESTAMP, kelurahan VARCHAR(20), sebab VARCHAR(200),"
                + " pelanggan INTEGER, status VARCHAR(20), lintang DOUBLE PRECISION,"
                + " bujur DOUBLE PRECISION)",
            "CREATE VIEW v_air_baku AS SELECT * FROM air_baku",
            "CREATE VIEW v_gangguan AS SELECT * FROM gangguan",
            "CREATE USER pcc PASSWORD 'simulasi'",
            "GRANT SELECT ON v_air_baku TO pcc",
            "GRANT SELECT ON v_gangguan TO pcc");
    clerk.begin(this::look);
  }

  @Override
  public String name() {
    return "pdam";
  }

  @Override
  public List<String> places() {
    return List.of(database.address(), "/perintah");
  }

  @Override
  public Optional<Answer> answer(Question question) throws IOException {
    if (!question.path().equals("/perintah") || question.reads()) {
      return Optional.empty();
    }
    try {
      Map<String, Object> order =
          JSON.readValue(question.body(), new TypeReference<LinkedHashMap<String, Object>>() {});
      Map<String, Object> receipt = company.told(order);
      written = Long.MIN_VALUE;
      return Optional.of(Answer.json(receipt));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("JSON: " + e.getOriginalMessage());
    }
  }

  @Override
  public void jumped() {
    look();
  }

  private synchronized void look() {
    long tick = company.tick();
    if (tick == written) {
      return;
    }
    written = tick;
    try {
      for (Measurement m : company.measurements()) {
        database.execute(
            "MERGE INTO air_baku VALUES (?, ?, ?, ?, ?, ?, ?)",
            m.intake().code(),
            local(m.at()),
            m.intake().name(),
            m.salinity(),
            m.flow(),
            m.intake().latitude(),
            m.intake().longitude());
      }
      for (Begun begun : company.outages()) {
        database.execute(
            "MERGE INTO gangguan VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            begun.number(),
            local(begun.from()),
            local(begun.changed()),
            begun.outage().kelurahan(),
            begun.outage().cause(),
            begun.outage().customers(),
            begun.over() ? "SELESAI" : "BERLANGSUNG",
            begun.outage().latitude(),
            begun.outage().longitude());
      }
    } catch (SQLException | RuntimeException e) {
      LOG.warn("PDAM wrote nothing down", e);
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
