package id.pcc.notice.internal.rest;

import id.pcc.api.LocalText;
import id.pcc.api.notice.Notice;
import id.pcc.api.notice.Severity;
import id.pcc.notice.Notices.Raised;
import id.pcc.notice.internal.NoticeBoard;
import id.pcc.notice.internal.NoticeJson;
import id.pcc.web.Page;
import id.pcc.web.Problem;
import id.pcc.web.Summary;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.stream.Stream;
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
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/notices}: what people on shift should know now. */
@Component(service = NoticeResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=pcc)")
@Path("notices")
@Produces(MediaType.APPLICATION_JSON)
public final class NoticeResource {
  private static final int MOST = 500;

  private final NoticeBoard board;

  @Activate
  public NoticeResource(@Reference NoticeBoard board) {
    this.board = board;
  }

  /**
   * What a person sends to raise a notice.
   *
   * @param fingerprint what makes a repetition the same notice; of our making when absent
   */
  public record Wanted(
      String fingerprint,
      String severity,
      Text title,
      Text text,
      Instant at,
      Instant expires,
      Where place,
      boolean exercise) {}

  /** A text in both languages; the Indonesian one stands for both when there is no other. */
  public record Text(String id, String en) {}

  /** Where. */
  public record Where(List<String> kelurahan, Double longitude, Double latitude) {}

  @Summary("The notices of a state, newest first; the open ones most severe first.")
  @GET
  public Page<Map<String, Object>> list(
      @QueryParam("state") @DefaultValue("open") String state,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") String cursor,
      @Context SecurityContext security) {
    require(security, "viewer");
    if (limit < 1 || limit > MOST) {
      throw Problem.parameter("limit", "1 to " + MOST);
    }
    long from = position(cursor);
    return switch (state) {
      case "all" -> past(from == 0 ? Long.MAX_VALUE : from, limit);
      case "open" -> now(board.open(), from, limit);
      case "acknowledged" ->
          now(
              board.open().stream().filter(raised -> raised.acknowledgedBy() != null).toList(),
              from,
              limit);
      default -> throw Problem.parameter("state", "open, acknowledged or all");
    };
  }

  @Summary("One notice.")
  @GET
  @Path("{id}")
  public Map<String, Object> get(@PathParam("id") long id, @Context SecurityContext security) {
    require(security, "viewer");
    return json(board.find(id).orElseThrow(() -> none(id)));
  }

  @Summary("Raises a notice by hand.")
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response raise(Wanted wanted, @Context SecurityContext security) {
    require(security, "operator");
    Raised raised;
    try {
      raised = board.raise(NoticeBoard.BY_HAND, notice(wanted));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(e.getMessage());
    } catch (IllegalStateException e) {
      throw Problem.conflict(e.getMessage());
    }
    return Response.created(URI.create("notices/" + raised.id())).entity(json(raised)).build();
  }

  @Summary("Acknowledges a notice: somebody has seen it and cares.")
  @POST
  @Path("{id}/acknowledge")
  public Map<String, Object> acknowledge(
      @PathParam("id") long id, @Context SecurityContext security) {
    require(security, "operator");
    try {
      return json(board.acknowledge(id, security.getUserPrincipal().getName()));
    } catch (NoSuchElementException e) {
      throw none(id);
    }
  }

  @Summary("Settles a notice that was raised by hand: it no longer matters.")
  @POST
  @Path("{id}/settle")
  public Map<String, Object> settle(@PathParam("id") long id, @Context SecurityContext security) {
    require(security, "operator");
    try {
      return json(board.settle(id, security.getUserPrincipal().getName()));
    } catch (NoSuchElementException e) {
      throw none(id);
    } catch (IllegalStateException e) {
      throw Problem.conflict(e.getMessage());
    }
  }

  private Notice notice(Wanted wanted) {
    if (wanted == null || !said(wanted.title()) || !said(wanted.text())) {
      throw Problem.badRequest("Send severity, title and text.");
    }
    Severity severity =
        Stream.of(Severity.values())
            .filter(each -> each.name().equalsIgnoreCase(wanted.severity()))
            .findFirst()
            .orElseThrow(
                () ->
                    Problem.badRequest("severity is extreme, severe, moderate, minor or unknown."));
    Where where = wanted.place();
    return new Notice(
        wanted.fingerprint() == null ? UUID.randomUUID().toString() : wanted.fingerprint(),
        severity,
        text(wanted.title()),
        text(wanted.text()),
        wanted.at() == null ? board.now() : wanted.at(),
        wanted.expires(),
        where == null
            ? Notice.Place.NONE
            : new Notice.Place(
                where.kelurahan() == null ? List.of() : where.kelurahan(),
                where.longitude(),
                where.latitude()),
        wanted.exercise());
  }

  private static boolean said(Text text) {
    return text != null && text.id() != null;
  }

  private static LocalText text(Text text) {
    return LocalText.of(text.id(), text.en() == null ? text.id() : text.en());
  }

  private Page<Map<String, Object>> past(long before, int limit) {
    var items = board.before(before, limit);
    return new Page<>(
        items.stream().map(this::json).toList(),
        items.size() < limit ? null : Long.toString(items.get(items.size() - 1).id()));
  }

  private Page<Map<String, Object>> now(List<Raised> all, long skip, int limit) {
    long end = skip + limit;
    return new Page<>(
        all.stream().skip(skip).limit(limit).map(this::json).toList(),
        end < all.size() ? Long.toString(end) : null);
  }

  private static long position(String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return 0;
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

  private Map<String, Object> json(Raised raised) {
    return NoticeJson.of(raised, board.now());
  }

  private static void require(SecurityContext security, String role) {
    if (!security.isUserInRole(role)) {
      throw Problem.forbidden("Role " + role + " is needed here.");
    }
  }

  private static Problem none(long id) {
    return Problem.notFound("There is no notice " + id + ".");
  }
}
