package id.pcc.city.simulator.internal.servers;

import id.pcc.city.simulator.internal.domain.Script;
import id.pcc.city.simulator.internal.domain.Stage;
import id.pcc.city.simulator.internal.domain.TradeOffice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The trade agency: tables of prices on an SFTP server, and over HTTP market operations. */
public final class DiskumdagServer implements SimulatedServer {
  private static final Logger LOG = LoggerFactory.getLogger(DiskumdagServer.class);

  private final TradeOffice office;
  private final FileServer files;
  private final Clerk clerk = new Clerk("diskumdag");
  private volatile long written = Long.MIN_VALUE;

  /**
   * @param port of the SFTP server; 0 takes any that is free
   * @param key where its host key is kept; {@code null} for a new one
   */
  public DiskumdagServer(int port, Path key, Stage stage, Script script, ZoneId zone)
      throws IOException {
    office = new TradeOffice(stage, script, Chapter.read("diskumdag", TradeOffice.Day.class), zone);
    files = new FileServer(port, "harga", "pcc", "simulasi", key);
    clerk.begin(this::look);
  }

  @Override
  public String name() {
    return "diskumdag";
  }

  @Override
  public List<String> places() {
    return List.of(files.address(), "/operasi");
  }

  @Override
  public String hostKey() {
    return files.hostKey();
  }

  @Override
  public Optional<Answer> answer(Question question) {
    if (!question.path().equals("/operasi") || question.reads()) {
      return Optional.empty();
    }
    Answer receipt = Answer.json(office.sell(question.order()));
    written = Long.MIN_VALUE;
    look();
    return Optional.of(receipt);
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
    written = tick;
    try {
      files.put("harga-" + System.currentTimeMillis() + ".csv", office.prices());
      files.put("pasar.csv", office.markets());
      files.tidy("harga-");
    } catch (IOException | RuntimeException e) {
      LOG.warn("Diskumdag wrote nothing down", e);
    }
  }

  @Override
  public void switched(boolean down) {
    try {
      if (down) {
        files.shut();
      } else {
        files.open();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    clerk.close();
    files.close();
  }
}
