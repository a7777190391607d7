package id.pcc.command.internal;

import id.pcc.api.LocalText;
import id.pcc.api.command.Command;
import id.pcc.api.command.Parameter;
import id.pcc.command.IssuedCommand;
import id.pcc.command.Step;
import id.pcc.command.Told;
import id.pcc.web.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Commands as the interface and the live feed show them. */
public final class CommandJson {
  private CommandJson() {}

  /**
   * What a department can be told.
   *
   * @param ready whether it can carry that out now
   */
  public static Map<String, Object> of(Command command, boolean ready) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", command.name());
    json.put("title", text(command.title()));
    json.put("timeToLive", command.timeToLive().toString());
    json.put("fourEyes", command.fourEyes());
    json.put("ready", ready);
    json.put("parameters", command.parameters().stream().map(CommandJson::parameter).toList());
    return json;
  }

  private static Map<String, Object> parameter(Parameter parameter) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", parameter.name());
    json.put("title", text(parameter.field().description()));
    json.put("type", parameter.field().type().name().toLowerCase(Locale.ROOT));
    json.put("unit", parameter.field().unit());
    json.put("required", parameter.required());
    json.put("least", parameter.least());
    json.put("most", parameter.most());
    json.put(
        "codes",
        parameter.field().codes().stream()
            .map(code -> Map.of("value", code.value(), "title", text(code.title())))
            .toList());
    return json;
  }

  /** A command that somebody asked for. */
  public static Map<String, Object> of(IssuedCommand command) {
    Step last = command.last();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", command.id());
    json.put("department", command.department());
    json.put("command", command.command());
    json.put("title", text(command.title()));
    json.put("parameters", command.parameters());
    json.put("told", command.told().stream().map(CommandJson::told).toList());
    json.put("fourEyes", command.fourEyes());
    json.put("state", command.state().wire());
    json.put("ending", last.ending() == null ? null : last.ending().wire());
    json.put("reason", text(last.reason()));
    json.put("askedBy", command.askedBy());
    json.put("asker", command.asker());
    json.put("askedAt", Json.time(command.askedAt()));
    json.put("notAfter", Json.time(command.notAfter()));
    json.put("approvedBy", command.approvedBy().orElse(null));
    json.put("proof", last.proof());
    json.put("proofAt", last.proof() == null ? null : Json.time(last.at()));
    json.put("history", command.steps().stream().map(CommandJson::step).toList());
    return json;
  }

  private static Map<String, Object> told(Told told) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", told.name());
    json.put("title", text(told.title()));
    json.put("value", text(told.value()));
    json.put("unit", told.unit());
    return json;
  }

  private static Map<String, Object> step(Step step) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", Json.time(step.at()));
    json.put("by", step.actor());
    json.put("from", step.from() == null ? null : step.from().wire());
    json.put("to", step.to().wire());
    json.put("ending", step.ending() == null ? null : step.ending().wire());
    json.put("reason", text(step.reason()));
    json.put("proof", step.proof());
    return json;
  }

  private static Map<String, Object> text(LocalText text) {
    if (text == null) {
      return null;
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", text.id());
    json.put("en", text.en());
    return json;
  }
}
