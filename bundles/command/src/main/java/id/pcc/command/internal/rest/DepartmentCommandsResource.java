package id.pcc.command.internal.rest;

import id.pcc.command.CommandState;
import id.pcc.command.Commands.Asked;
import id.pcc.command.Commands.Wish;
import id.pcc.command.internal.CommandDesk;
import id.pcc.command.internal.CommandJson;
import id.pcc.connect.Connection;
import id.pcc.web.Problem;
import id.pcc.web.Summary;
import java.net.URI;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/departments/{department}/commands}: what a department can be told. */
@Component(service = DepartmentCommandsResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=pcc)")
@Path("departments/{department}/commands")
@Produces(MediaType.APPLICATION_JSON)
public final class DepartmentCommandsResource {
  private static final int RECENT = 20;

  private final CommandDesk desk;

  @Activate
  public DepartmentCommandsResource(@Reference CommandDesk desk) {
    this.desk = desk;
  }

  /**
   * What a person sends to ask for a command.
   *
   * @param command its name
   * @param parameters by the names that the command declares
   */
  public record Wanted(String command, Map<String, Object> parameters) {}

  @Summary("What the department can be told to do, and the commands it was asked for last.")
  @GET
  public Map<String, Object> list(
      @PathParam("department") String department, @Context SecurityContext security) {
    Answers.require(security, "viewer");
    Connection connection = Answers.of(() -> desk.department(department));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(
        "items",
        connection.commands().stream()
            .map(command -> CommandJson.of(command, desk.ready(department, command.name())))
            .toList());
    answer.put("next", null);
    answer.put(
        "recent",
        desk.list(EnumSet.allOf(CommandState.class), department, Long.MAX_VALUE, RECENT).stream()
            .map(CommandJson::of)
            .toList());
    return answer;
  }

  @Summary(
      "Asks for a command; it is sent at once, or when a second person has approved it. The same"
          + " Idempotency-Key again answers with the first request and sends nothing.")
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response ask(
      @PathParam("department") String department,
      @HeaderParam("Idempotency-Key") String key,
      Wanted wanted,
      @Context SecurityContext security) {
    Answers.require(security, "operator");
    if (wanted == null || wanted.command() == null) {
      throw Problem.badRequest("Kirim command dan parameters. / Send command and parameters.");
    }
    if (key != null && !key.matches("[\\x21-\\x7e]{1,200}")) {
      throw Problem.badRequest("The header Idempotency-Key has 1 to 200 visible characters.");
    }
    String actor = security.getUserPrincipal().getName();
    Asked asked =
        Answers.of(
            () ->
                desk.ask(new Wish(department, wanted.command(), wanted.parameters(), key, actor)));
    Map<String, Object> json = CommandJson.of(asked.command());
    return asked.repeated()
        ? Response.ok(json).build()
        : Response.created(URI.create("commands/" + asked.command().id())).entity(json).build();
  }
}
