package id.pcc.storage.internal.rest;

import id.pcc.storage.ReferenceTable;
import id.pcc.storage.ReferenceTable.Row;
import id.pcc.storage.References;
import id.pcc.storage.References.Edition;
import id.pcc.storage.internal.json.DeclarationJson;
import id.pcc.storage.internal.json.Json;
import id.pcc.storage.internal.json.ReferenceJson;
import id.pcc.web.Act;
import id.pcc.web.Page;
import id.pcc.web.Problem;
import id.pcc.web.Summary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/references}: the reference codes of the catalogue. */
@Component(service = ReferenceResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=pcc)")
@Path("references")
@Produces(MediaType.APPLICATION_JSON)
public final class ReferenceResource {
  private static final int LONGEST_BODY = 4 << 20;

  private final References references;

  @Activate
  public ReferenceResource(@Reference References references) {
    this.references = references;
  }

  @Summary("The tables of reference codes, by name, without their rows.")
  @GET
  public Page<Map<String, Object>> list() {
    return Page.all(references.tables().stream().map(ReferenceResource::head).toList());
  }

  @Summary(
      value = "One table of reference codes with its rows.",
      query = {"version: an older version of it", "format: csv for a table, else JSON"})
  @GET
  @Path("{name}")
  @Produces(MediaType.WILDCARD)
  public Response get(
      @PathParam("name") String name,
      @QueryParam("version") Integer version,
      @QueryParam("format") @DefaultValue("json") String format) {
    Edition edition =
        version == null
            ? present(name)
            : Stored.answer(() -> references.version(name, version))
                .orElseThrow(
                    () -> Problem.notFound("There is no version " + version + " of " + name + "."));
    return switch (format) {
      case "json" -> Response.ok(view(edition), MediaType.APPLICATION_JSON_TYPE).build();
      case "csv" ->
          Response.ok(
                  ReferenceFile.write(edition.table()),
                  new MediaType("text", "csv").withCharset("utf-8"))
              .header(
                  HttpHeaders.CONTENT_DISPOSITION,
                  "attachment; filename=\"" + edition.table().name() + ".csv\"")
              .build();
      default -> throw Problem.parameter("format", "json or csv");
    };
  }

  @Summary("The versions of a table, newest first, also of one that was deleted.")
  @GET
  @Path("{name}/versions")
  public Page<References.Made> versions(@PathParam("name") String name) {
    List<References.Made> versions = Stored.answer(() -> references.versions(name));
    if (versions.isEmpty()) {
      present(name);
    }
    return Page.all(versions);
  }

  @Summary(
      value = "What other systems call the same.",
      query = {
        "from: the system that the code is of, such as kemendagri or bps; without it a code of any"
            + " system, or a name, of which letters count only",
        "code: the code or name"
      })
  @GET
  @Path("{name}/crosswalk")
  public Map<String, Object> crosswalk(
      @PathParam("name") String name,
      @QueryParam("from") @DefaultValue("") String from,
      @QueryParam("code") @DefaultValue("") String code) {
    Edition edition = present(name);
    if (code.isBlank() || code.length() > ReferenceTable.LONGEST_TITLE) {
      throw Problem.parameter("code", "a code or a name was expected");
    }
    if (!from.isEmpty() && !edition.table().systems().contains(from)) {
      throw Problem.parameter(
          "from", "one of " + String.join(", ", edition.table().systems()) + " was expected");
    }
    List<Row> found = references.find(name, from.isEmpty() ? null : from, code);
    if (found.size() > 1) {
      throw Problem.conflict(
          "Several rows of "
              + name
              + " have that name: "
              + found.stream().map(Row::code).collect(Collectors.joining(", "))
              + "; ask by a code.");
    }
    if (found.isEmpty()) {
      throw Problem.notFound(
          "\""
              + code
              + "\" is no code"
              + (from.isEmpty() ? " or name" : " of " + from)
              + " in the"
              + " table "
              + name
              + ".");
    }
    Row row = found.get(0);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("table", name);
    answer.put("version", edition.version());
    answer.put("code", row.code());
    answer.put("title", DeclarationJson.text(row.title()));
    answer.put("parent", row.parent());
    answer.put("codes", edition.table().codes(row));
    return answer;
  }

  @Summary("Puts a table in force: a new one, or a new version of one.")
  @PUT
  @Path("{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Map<String, Object> put(
      @PathParam("name") String name,
      InputStream body,
      @Context SecurityContext security,
      @Context HttpServletRequest request)
      throws IOException {
    requireWalidata(security);
    byte[] bytes = body.readNBytes(LONGEST_BODY + 1);
    if (bytes.length > LONGEST_BODY) {
      throw Problem.of(
          413, "Too large", "A table of reference codes has at most " + LONGEST_BODY + " bytes.");
    }
    Map<String, Object> sent =
        Stored.answer(() -> Json.readObject(new String(bytes, StandardCharsets.UTF_8)));
    int seen = sent.get("version") instanceof Integer version ? version : 0;
    ReferenceTable table = Stored.answer(() -> ReferenceJson.read(name, sent));
    references.table(name).ifPresent(ReferenceResource::refuseOwned);
    String by = security.getUserPrincipal().getName();
    Edition kept =
        Stored.answer(() -> references.keep(table, seen, by))
            .orElseThrow(() -> changed(name, seen));
    Act.detail(request, "version", kept.version());
    Act.detail(request, "rows", kept.table().rows().size());
    return view(kept);
  }

  @Summary(
      value =
          "Deletes a table that nothing uses. Its versions are kept: with version 0 it is put in"
              + " force again.",
      query = "version: the version that was looked at")
  @DELETE
  @Path("{name}")
  public References.Made delete(
      @PathParam("name") String name,
      @QueryParam("version") Integer version,
      @Context SecurityContext security,
      @Context HttpServletRequest request) {
    requireWalidata(security);
    if (version == null) {
      throw Problem.parameter("version", "the version that was looked at was expected");
    }
    refuseOwned(present(name));
    List<String> users = references.users(name);
    if (!users.isEmpty()) {
      throw Problem.conflict(
          "The table "
              + name
              + " is used by "
              + String.join(", ", users)
              + "; let them do without it first.");
    }
    References.Made made =
        Stored.answer(() -> references.delete(name, version, security.getUserPrincipal().getName()))
            .orElseThrow(() -> changed(name, version));
    Act.detail(request, "version", made.version());
    return made;
  }

  private static void requireWalidata(SecurityContext security) {
    if (!Access.of(security).rights().approves()) {
      throw Problem.forbidden("To keep reference codes takes the role walidata.");
    }
  }

  private static void refuseOwned(Edition present) {
    if (!present.owner().isEmpty()) {
      throw Problem.conflict(
          "The table "
              + present.table().name()
              + " comes from the configuration of "
              + present.owner()
              + "; change it there.");
    }
  }

  private static Problem changed(String name, int seen) {
    return Problem.conflict(
        "The table " + name + " is no longer version " + seen + "; look at it again.");
  }

  private Edition present(String name) {
    return references
        .table(name)
        .orElseThrow(
            () ->
                Problem.notFound(
                    "There is no table of reference codes named "
                        + name
                        + "; GET /api/references lists all."));
  }

  private static Map<String, Object> head(Edition edition) {
    Map<String, Object> view = ReferenceJson.head(edition.table());
    put(view, edition);
    return view;
  }

  private static Map<String, Object> view(Edition edition) {
    Map<String, Object> view = ReferenceJson.of(edition.table());
    put(view, edition);
    return view;
  }

  private static void put(Map<String, Object> view, Edition edition) {
    view.put("systems", edition.table().systems());
    view.put("count", edition.table().rows().size());
    view.put("version", edition.version());
    view.put("owner", edition.owner());
    view.put("by", edition.by());
    view.put("at", edition.at());
  }
}
