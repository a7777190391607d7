package id.pcc.security.internal.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.pcc.security.Keys;
import id.pcc.security.Keys.Key;
import id.pcc.security.Keys.Kind;
import id.pcc.web.Page;
import id.pcc.web.Problem;
import id.pcc.web.Summary;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
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

/** {@code /api/keys}: API keys, for administrators. */
@Component(service = KeyResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=pcc)")
@Path("keys")
@Produces(MediaType.APPLICATION_JSON)
public final class KeyResource {
  private final Keys keys;

  @Activate
  public KeyResource(@Reference Keys keys) {
    this.keys = keys;
  }

  /** What a client sends for a new key. */
  public record Wanted(String kind, String scope, String label, Instant expires) {}

  /**
   * A key.
   *
   * @param key what a client sends as {@code Authorization: Bearer}; in the answer that makes it,
   *     never again
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Item(
      String id,
      String kind,
      String scope,
      String label,
      Instant created,
      Instant expires,
      Instant lastUsed,
      String key) {
    static Item of(Key key, String secret) {
      return new Item(
          key.id(),
          key.kind().name().toLowerCase(Locale.ROOT),
          key.scope(),
          key.label(),
          key.created(),
          key.expires(),
          key.lastUsed(),
          secret);
    }
  }

  @Summary("All keys.")
  @GET
  public Page<Item> list(@Context SecurityContext security) {
    Roles.require(security, "admin");
    return Page.all(keys.list().stream().map(key -> Item.of(key, null)).toList());
  }

  @Summary("Makes a key.")
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(Wanted wanted, @Context SecurityContext security) {
    Roles.require(security, "admin");
    if (wanted == null) {
      throw Problem.badRequest("Send kind, scope and label.");
    }
    Kind kind =
        Stream.of(Kind.values())
            .filter(each -> each.name().equalsIgnoreCase(wanted.kind()))
            .findFirst()
            .orElseThrow(() -> Problem.badRequest("kind is department, output or person."));
    try {
      var issued =
          keys.issue(
              kind,
              wanted.scope(),
              wanted.label() == null ? wanted.scope() : wanted.label(),
              wanted.expires(),
              security.getUserPrincipal().getName());
      return Response.created(URI.create("keys/" + issued.key().id()))
          .entity(Item.of(issued.key(), issued.secret()))
          .build();
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(e.getMessage());
    }
  }

  @Summary("Ends a key.")
  @DELETE
  @Path("{id}")
  public void revoke(@PathParam("id") String id, @Context SecurityContext security) {
    Roles.require(security, "admin");
    if (!keys.revoke(id, security.getUserPrincipal().getName())) {
      throw Problem.notFound("There is no key " + id + ".");
    }
  }
}
