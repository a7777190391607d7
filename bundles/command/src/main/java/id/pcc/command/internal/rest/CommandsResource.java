package id.pcc.command.internal.rest;

import id.pcc.command.CommandState;
import id.pcc.command.IssuedCommand;
import id.pcc.command.internal.CommandDesk;
import id.pcc.command.internal.CommandJson;
import id.pcc.web.Page;
import id.pcc.web.Problem;
import id.pcc.web.Summary;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/commands}: the commands that were asked for, and what became of them. */
@Component(service = CommandsResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=pcc)")
@Path("commands")
@Produces(MediaType.APPLICATION_JSON)
public final class CommandsResource {
  private static final int MOST = 500;
  private static final int LONGEST_REASON = 500;

  private final CommandDesk desk;

  @Activate
  public CommandsResource(@Reference CommandDesk desk) {
    this.desk = desk;
  }

  /**
   * What a second person says.
   *
   * @param approve yes or no
   * @param reason why; needed for a no
   */
  public record Approval(Boolean approve, String reason) {}

  @Summary(
      "Commands, newest first; state is all, open (requested, approved, sent), or one or more of"
          + " requested, approved, sent, confirmed, failed, expired with commas between.")
  @GET
  public Page<Map<String, Object>> list(
      @QueryParam("state") @DefaultValue("all") String state,
      @QueryParam("department") String department,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") String cursor,
      @Context SecurityContext security) {
    Answers.require(security, "viewer");
    if (limit < 1 || limit > MOST) {
      throw Problem.parameter("limit", "1 to " + MOST);
    }
    List<IssuedCommand> found = desk.list(states(state), department, position(cursor), limit);
    return new Page<>(
        found.stream().map(CommandJson::of).toList(),
        found.size() < limit ? null : Long.toString(found.get(found.size() - 1).number()));
  }

  @Summary("One command with its history and its proof.")
  @GET
  @Path("{id}")
  public Map<String, Object> get(@PathParam("id") String id, @Context SecurityContext security) {
    Answers.require(security, "viewer");
    return Answers.of(() -> CommandJson.of(desk.find(id).orElseThrow(() -> CommandDesk.none(id))));
  }

  @Summary("A second person approves a command, which is sent then, or rejects it with a reason.")
  @POST
  @Path("{id}/approval")
  @Consumes(MediaType.APPLICATION_JSON)
  public Map<String, Object> approval(
      @PathParam("id") String id, Approval approval, @Context SecurityContext security) {
    Answers.require(security, "supervisor");
    if (approval == null || approval.approve() == null) {
      throw Problem.badRequest(
          "Kirim approve: true, atau false dengan reason. / Send approve: true, or false with a"
              + " reason.");
    }
    String actor = security.getUserPrincipal().getName();
    if (approval.approve()) {
      return Answers.of(() -> CommandJson.of(desk.approve(id, actor)));
    }
    String reason = approval.reason() == null ? "" : approval.reason().strip();
    if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
      throw Problem.of(
              422,
              "Not as declared",
              "Alasan penolakan diperlukan. / The reason of a rejection is needed.")
          .with(List.of(new Problem.Fault("/reason", "1 to " + LONGEST_REASON + " characters")));
    }
    return Answers.of(() -> CommandJson.of(desk.reject(id, actor, reason)));
  }

  @Summary("Who asked takes a command back that was not sent yet.")
  @POST
  @Path("{id}/withdrawal")
  public Map<String, Object> withdrawal(
      @PathParam("id") String id, @Context SecurityContext security) {
    Answers.require(security, "operator");
    String actor = security.getUserPrincipal().getName();
    return Answers.of(() -> CommandJson.of(desk.withdraw(id, actor)));
  }

  private static Set<CommandState> states(String wanted) {
    if (wanted.equals("all")) {
      return EnumSet.allOf(CommandState.class);
    }
    if (wanted.equals("open")) {
      return EnumSet.allOf(CommandState.class).stream()
          .filter(CommandState::open)
          .collect(Collectors.toSet());
    }
    Set<CommandState> states = EnumSet.noneOf(CommandState.class);
    for (String state : wanted.split(",")) {
      states.add(
          CommandState.of(state)
              .orElseThrow(
                  () ->
                      Problem.parameter(
                          "state",
                          "all, open, or of requested, approved, sent, confirmed, failed,"
                              + " expired")));
    }
    return states;
  }

  private static long position(String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return Long.MAX_VALUE;
    }
    try {
      long position = Long.parseLong(cursor);
      if (position > 0) {
        return position;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw Problem.parameter("cursor", "not one that this list gave");
  }
}
