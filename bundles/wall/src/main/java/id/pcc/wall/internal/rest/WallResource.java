package id.pcc.wall.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.security.Keys;
import id.pcc.wall.Output;
import id.pcc.wall.Scene;
import id.pcc.wall.SceneChangedException;
import id.pcc.wall.SceneRefusedException;
import id.pcc.wall.Showing;
import id.pcc.wall.Walls;
import id.pcc.wall.internal.rest.WallViews.IssuedKey;
import id.pcc.wall.internal.rest.WallViews.OutputView;
import id.pcc.wall.internal.rest.WallViews.ShowingView;
import id.pcc.wall.internal.rest.WallViews.SurfaceView;
import id.pcc.web.Page;
import id.pcc.web.Problem;
import id.pcc.web.Summary;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
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

/** {@code /api/wall}. */
@Component(service = WallResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=pcc)")
@Path("wall")
@Produces(MediaType.APPLICATION_JSON)
public final class WallResource {
  private static final int LONGEST_LABEL = 100;

  private final Walls walls;
  private final Keys keys;
  private final Clock clock;

  /** The resource over these walls. */
  @Activate
  public WallResource(@Reference Walls walls, @Reference Keys keys) {
    this(walls, keys, Clock.systemUTC());
  }

  WallResource(Walls walls, Keys keys, Clock clock) {
    this.walls = walls;
    this.keys = keys;
    this.clock = clock;
  }

  @Summary("All surfaces.")
  @GET
  @Path("surfaces")
  public Page<SurfaceView> surfaces() {
    return Page.all(walls.surfaces().stream().map(s -> WallViews.surface(walls, s)).toList());
  }

  @Summary("One surface with its outputs and what is on.")
  @GET
  @Path("surfaces/{surface}")
  public SurfaceView surface(@PathParam("surface") String surface) {
    return walls
        .surface(surface)
        .map(s -> WallViews.surface(walls, s))
        .orElseThrow(() -> Problem.notFound("there is no surface \"" + surface + "\""));
  }

  @Summary("Shows a scene.")
  @POST
  @Path("surfaces/{surface}/show")
  @Consumes(MediaType.APPLICATION_JSON)
  public ShowingView show(
      @PathParam("surface") String surface, JsonNode body, @Context SecurityContext caller) {
    require(caller, "operator", "show a scene");
    String scene = text(body, "scene");
    if (scene == null) {
      throw Problem.badRequest("scene: the name of a scene was expected");
    }
    Instant at = time(text(body, "at"));
    Showing showing =
        answer(() -> walls.show(surface, scene, at, caller.getUserPrincipal().getName()));
    return WallViews.showing(showing);
  }

  @Summary("All scenes, or those made for a surface.")
  @GET
  @Path("scenes")
  public Page<Scene> scenes(@QueryParam("surface") String surface) {
    return Page.all(
        walls.scenes().stream()
            .filter(s -> surface == null || s.surface().equals(surface))
            .toList());
  }

  @Summary("One scene.")
  @GET
  @Path("scenes/{scene}")
  public Scene scene(@PathParam("scene") String scene) {
    return walls
        .scene(scene)
        .orElseThrow(() -> Problem.notFound("there is no scene \"" + scene + "\""));
  }

  @Summary("Keeps a scene; without a version it replaces whatever is kept.")
  @PUT
  @Path("scenes/{scene}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Scene save(
      @PathParam("scene") String name, JsonNode body, @Context SecurityContext caller) {
    require(caller, "supervisor", "change a scene");
    return answer(
        () -> {
          Scene scene = SceneDocument.read(name, body);
          boolean versioned = body.has("version");
          Scene begun =
              versioned ? scene : scene.at(walls.scene(name).map(Scene::version).orElse(0));
          return walls.save(begun, caller.getUserPrincipal().getName());
        });
  }

  @Summary("All outputs and when they were seen last.")
  @GET
  @Path("outputs")
  public Page<OutputView> outputs() {
    return Page.all(
        walls.surfaces().stream()
            .flatMap(s -> walls.outputs(s.name()).stream())
            .map(o -> WallViews.output(walls, o))
            .toList());
  }

  @Summary("Makes a key for the computer that lights an output; it is shown this once.")
  @POST
  @Path("outputs/{surface}/{output}/key")
  public IssuedKey key(
      @PathParam("surface") String surface,
      @PathParam("output") String output,
      JsonNode body,
      @Context SecurityContext caller) {
    require(caller, "supervisor", "make a key for an output");
    Output known = known(surface, output);
    String scope = known.surface() + "/" + known.name();
    String asked = text(body, "label");
    String label = asked == null || asked.isBlank() ? scope : asked;
    if (label.length() > LONGEST_LABEL) {
      throw Problem.badRequest("label: at most " + LONGEST_LABEL + " characters");
    }
    Keys.Issued issued =
        keys.issue(Keys.Kind.OUTPUT, scope, label, null, caller.getUserPrincipal().getName());
    return new IssuedKey(
        issued.key().id(), issued.secret(), "/wall/" + scope + "?token=" + issued.secret());
  }

  @Summary("An output says that it is alive.")
  @POST
  @Path("outputs/{surface}/{output}/seen")
  @Consumes(MediaType.APPLICATION_JSON)
  public void seen(
      @PathParam("surface") String surface,
      @PathParam("output") String output,
      JsonNode body,
      @Context SecurityContext caller) {
    require(caller, "viewer", "report an output");
    known(surface, output);
    if (caller.isUserInRole("output") && !caller.isUserInRole("output:" + surface + "/" + output)) {
      throw Problem.forbidden("this key is of another output than " + surface + "/" + output);
    }
    String scene = text(body, "scene");
    int version = body == null ? 0 : body.path("version").asInt(0);
    double fps = body == null ? 0 : body.path("fps").asDouble(0);
    walls.seen(surface, output, scene == null ? "" : scene, version, fps);
  }

  @Summary("The clock that outputs set themselves by: milliseconds since 1970, with a fraction.")
  @GET
  @Path("clock")
  public Map<String, Double> clock() {
    Instant now = clock.instant();
    return Map.of("now", now.getEpochSecond() * 1e3 + now.getNano() / 1_000 / 1e3);
  }

  private Output known(String surface, String output) {
    return walls.outputs(surface).stream()
        .filter(o -> o.name().equals(output))
        .findFirst()
        .orElseThrow(
            () -> Problem.notFound("there is no output \"" + surface + "/" + output + "\""));
  }

  private static <T> T answer(Supplier<T> work) {
    try {
      return work.get();
    } catch (SceneRefusedException e) {
      throw Problem.of(422, "Scene refused", e.getMessage())
          .with(e.faults().stream().map(f -> new Problem.Fault(f.pointer(), f.detail())).toList());
    } catch (SceneChangedException e) {
      throw Problem.conflict(e.getMessage());
    } catch (NoSuchElementException e) {
      throw Problem.notFound(e.getMessage());
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(e.getMessage());
    }
  }

  private static void require(SecurityContext caller, String role, String act) {
    if (!caller.isUserInRole(role)) {
      throw Problem.forbidden("to " + act + " takes the role " + role);
    }
  }

  private static String text(JsonNode body, String member) {
    if (body == null || !body.hasNonNull(member)) {
      return null;
    }
    JsonNode value = body.get(member);
    if (!value.isTextual()) {
      throw Problem.badRequest(member + ": a text was expected, and " + value + " came");
    }
    return value.asText();
  }

  private static Instant time(String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw Problem.badRequest(
          "at: a time such as 2026-11-24T10:00:00+07:00 was expected, and \"" + text + "\" came");
    }
  }
}
