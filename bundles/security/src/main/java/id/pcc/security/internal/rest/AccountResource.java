package id.pcc.security.internal.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.pcc.security.internal.People;
import id.pcc.security.internal.domain.Account;
import id.pcc.security.internal.domain.Role;
import id.pcc.web.Page;
import id.pcc.web.Problem;
import id.pcc.web.Summary;
import java.net.URI;
import java.time.Instant;
import java.util.function.Supplier;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
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

/** {@code /api/accounts}: the accounts of people, for administrators. */
@Component(service = AccountResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=pcc)")
@Path("accounts")
@Produces(MediaType.APPLICATION_JSON)
public final class AccountResource {
  private final People people;

  @Activate
  public AccountResource(@Reference People people) {
    this.people = people;
  }

  /** What a client sends for a new account. */
  public record Wanted(String user, String name, String role, String department) {}

  /** What a client sends to change an account; what is absent stays. */
  public record Change(String name, String role, String department, Boolean disabled) {}

  /**
   * An account.
   *
   * @param password the password that it was given, in the answer that gives it, never again
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Item(
      String user,
      String name,
      String role,
      String department,
      boolean disabled,
      boolean passwordDue,
      Instant created,
      Instant changed,
      String password) {
    static Item of(Account account, String password) {
      return new Item(
          account.user(),
          account.name(),
          account.role().wire(),
          account.department(),
          account.disabled(),
          account.passwordDue(),
          account.created(),
          account.changed(),
          password);
    }
  }

  @Summary("All accounts.")
  @GET
  public Page<Item> list(@Context SecurityContext security) {
    Roles.require(security, "admin");
    return Page.all(people.list().stream().map(account -> Item.of(account, null)).toList());
  }

  @Summary("Adds an account; the answer holds its password.")
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(Wanted wanted, @Context SecurityContext security) {
    Roles.require(security, "admin");
    if (wanted == null || wanted.user() == null || wanted.role() == null) {
      throw Problem.badRequest("Send user, name and role.");
    }
    String name = wanted.name() == null ? wanted.user() : wanted.name();
    var given =
        understood(
            () ->
                people.create(
                    wanted.user(),
                    name,
                    role(wanted.role()),
                    wanted.department(),
                    actor(security)));
    return Response.created(URI.create("accounts/" + wanted.user()))
        .entity(Item.of(given.account(), given.password()))
        .build();
  }

  @Summary("Changes name, role or whether it is disabled.")
  @PATCH
  @Path("{user}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Item change(
      @PathParam("user") String user, Change change, @Context SecurityContext security) {
    Roles.require(security, "admin");
    String actor = actor(security);
    if (change != null && change.name() != null) {
      understood(() -> people.rename(user, change.name(), actor));
    }
    if (change != null && change.role() != null) {
      understood(() -> people.changeRole(user, role(change.role()), change.department(), actor));
    }
    if (change != null && change.disabled() != null) {
      people.disable(user, change.disabled(), actor);
    }
    return people
        .find(user)
        .map(account -> Item.of(account, null))
        .orElseThrow(() -> Problem.notFound("There is no account " + user + "."));
  }

  @Summary("Gives an account a new password; the answer holds it.")
  @POST
  @Path("{user}/password")
  public Item resetPassword(@PathParam("user") String user, @Context SecurityContext security) {
    Roles.require(security, "admin");
    var given = people.resetPassword(user, actor(security));
    return Item.of(given.account(), given.password());
  }

  private static Role role(String name) {
    return Role.of(name)
        .orElseThrow(
            () ->
                Problem.badRequest(
                    "role is admin, supervisor, operator, walidata, viewer or department (with its"
                        + " department)."));
  }

  private static <T> T understood(Supplier<T> act) {
    try {
      return act.get();
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(e.getMessage());
    }
  }

  private static String actor(SecurityContext security) {
    return security.getUserPrincipal().getName();
  }
}
