package id.pcc.security.internal.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import id.pcc.security.internal.AuditChain;
import id.pcc.security.internal.domain.AuditCheck;
import id.pcc.security.internal.domain.AuditEntry;
import id.pcc.web.Page;
import id.pcc.web.Problem;
import id.pcc.web.Summary;
import java.time.Instant;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
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

/** {@code /api/audit}: who did what, when, from where; for supervisors. */
@Component(service = AuditResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=pcc)")
@Path("audit")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditResource {
  private static final int MOST = 1_000;

  private final AuditChain audit;

  @Activate
  public AuditResource(@Reference AuditChain audit) {
    this.audit = audit;
  }

  /** An entry. */
  public record Item(
      long seq,
      Instant at,
      String actor,
      String action,
      String object,
      @JsonRawValue String details,
      String address,
      String hash) {
    static Item of(AuditEntry entry) {
      return new Item(
          entry.seq(),
          entry.at(),
          entry.actor(),
          entry.action(),
          entry.object(),
          entry.details(),
          entry.address(),
          entry.hash());
    }
  }

  @Summary("The entries, newest first.")
  @GET
  public Page<Item> list(
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") String cursor,
      @Context SecurityContext security) {
    Roles.require(security, "supervisor");
    if (limit < 1 || limit > MOST) {
      throw Problem.parameter("limit", "1 to " + MOST);
    }
    var entries = audit.newest(before(cursor), limit);
    long last = entries.isEmpty() ? 1 : entries.get(entries.size() - 1).seq();
    return new Page<>(
        entries.stream().map(Item::of).toList(), last > 1 ? Long.toString(last) : null);
  }

  @Summary("Walks the chain.")
  @GET
  @Path("verify")
  public AuditCheck.Result verify(@Context SecurityContext security) {
    Roles.require(security, "supervisor");
    return audit.verify();
  }

  private static long before(String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return 0;
    }
    try {
      long before = Long.parseLong(cursor);
      if (before > 0) {
        return before;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw Problem.parameter("cursor", "not one that this list gave");
  }
}
