package id.pcc.city.simulator.internal.servers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pcc.city.simulator.internal.domain.PublicWorks;
import id.pcc.city.simulator.internal.domain.Stage;
import java.io.IOException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Public works: levels, pumps and gates on a broker of its own, which also takes orders ({@code
 * pupr/perintah}) and answers them ({@code pupr/jawaban/<id>}); road works as JSON and street
 * lights by SensorThings over HTTP.
 */
public final class PuprServer implements SimulatedServer {
  private static final Logger LOG = LoggerFactory.getLogger(PuprServer.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PublicWorks works;
  private final Broker broker;
  private final Clerk clerk = new Clerk("pupr");
  private long published = Long.MIN_VALUE;

  /**
   * @param port of the broker; 0 takes any that is free
   */
  public PuprServer(int port, Stage stage, ZoneId zone) throws IOException {
    works = new PublicWorks(stage, Chapter.read("pupr", PublicWorks.Day.class), zone);
    broker = new Broker(port, "pcc", "simulasi", this::heard);
    broker.open();
    clerk.begin(this::look);
  }

  @Override
  public String name() {
    return "pupr";
  }

  @Override
  public List<String> places() {
    return List.of("tcp://127.0.0.1:" + broker.port(), "/pekerjaan.json", "/v1.1/Observations");
  }

  @Override
  public Optional<Answer> answer(Question question) {
    return switch (question.path()) {
      case "/pekerjaan.json" -> Optional.of(Answer.json(Map.of("pekerjaan", works.works())));
      case "/v1.1/Observations" -> Optional.of(Answer.json(Map.of("value", works.observations())));
      default -> Optional.empty();
    };
  }

  private void look() {
    long tick = works.tick();
    if (tick != published) {
      published = tick;
      publish();
    }
  }

  private void publish() {
    try {
      for (Map<String, Object> level : works.levels()) {
        broker.publish("pupr/saluran/" + level.get("kode"), JSON.writeValueAsString(level), true);
      }
      for (Map<String, Object> machine : works.machines()) {
        broker.publish("pupr/alat/" + machine.get("kode"), JSON.writeValueAsString(machine), true);
      }
    } catch (JsonProcessingException | RuntimeException e) {
      LOG.warn("PUPR did not publish", e);
    }
  }

  private void heard(String topic, String text) {
    if (!topic.equals("pupr/perintah")) {
      return;
    }
    clerk.act(
        () -> {
          try {
            Map<String, Object> receipt =
                works.told(
                    JSON.readValue(text, new TypeReference<LinkedHashMap<String, Object>>() {}));
            broker.publish(
                "pupr/jawaban/" + receipt.get("id"), JSON.writeValueAsString(receipt), false);
            publish();
          } catch (JsonProcessingException | RuntimeException e) {
            LOG.warn("PUPR was told what is no order", e);
          }
        });
  }

  @Override
  public void switched(boolean down) {
    try {
      if (down) {
        broker.close();
      } else {
        broker.open();
        published = Long.MIN_VALUE;
      }
    } catch (IOException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    clerk.close();
    broker.close();
  }
}
