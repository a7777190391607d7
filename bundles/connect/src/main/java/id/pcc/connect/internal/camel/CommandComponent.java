package id.pcc.connect.internal.camel;

import id.pcc.api.command.Command;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/**
 * {@code command:<name>}: where a route begins that carries out a command of the department. Body
 * and headers stand in {@link Command}.
 */
final class CommandComponent extends DefaultComponent {
  private final String department;
  private final Set<String> declared = new TreeSet<>();
  private final Map<String, CommandConsumer> consumers = new ConcurrentHashMap<>();

  CommandComponent(String department, List<Command> commands) {
    this.department = department;
    commands.forEach(command -> declared.add(command.name()));
  }

  /** The beginning of a command's route; {@code null} while none runs. */
  CommandConsumer consumer(String command) {
    return consumers.get(command);
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
    if (!declared.contains(remaining)) {
      throw new IllegalArgumentException(
          "command:"
              + remaining
              + ": "
              + department
              + (declared.isEmpty()
                  ? " declares no commands"
                  : " declares " + String.join(", ", declared)));
    }
    return new CommandEndpoint(uri, remaining);
  }

  /** A command of the department. */
  final class CommandEndpoint extends DefaultEndpoint {
    private final String command;

    CommandEndpoint(String uri, String command) {
      super(uri, CommandComponent.this);
      this.command = command;
    }

    @Override
    public Producer createProducer() {
      throw new UnsupportedOperationException(
          "command: is where orders come from; routes give none");
    }

    @Override
    public Consumer createConsumer(Processor processor) {
      return new CommandConsumer(this, processor);
    }
  }

  /** The beginning of a command's route. */
  final class CommandConsumer extends DefaultConsumer {
    private final String command;

    CommandConsumer(CommandEndpoint endpoint, Processor processor) {
      super(endpoint, processor);
      this.command = endpoint.command;
    }

    @Override
    protected void doStart() throws Exception {
      super.doStart();
      if (consumers.putIfAbsent(command, this) != null) {
        throw new IllegalStateException("command:" + command + ": two routes carry it out");
      }
    }

    @Override
    protected void doStop() throws Exception {
      consumers.remove(command, this);
      super.doStop();
    }
  }
}
