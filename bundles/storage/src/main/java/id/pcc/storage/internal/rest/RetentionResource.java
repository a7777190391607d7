package id.pcc.storage.internal.rest;

import id.pcc.api.dataset.Retention;
import id.pcc.storage.Catalogue;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Keeping;
import id.pcc.storage.Keeping.Rule;
import id.pcc.web.Act;
import id.pcc.web.Problem;
import id.pcc.web.Summary;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/datasets/{department}/{dataset}/retention}: for how long it is kept. */
@Component(service = RetentionResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=pcc)")
@Path("datasets/{department}/{dataset}/retention")
@Produces(MediaType.APPLICATION_JSON)
public final class RetentionResource {
  private final Catalogue catalogue;
  private final Keeping keeping;

  @Activate
  public RetentionResource(@Reference Catalogue catalogue, @Reference Keeping keeping) {
    this.catalogue = catalogue;
    this.keeping = keeping;
  }

  /** Lengths of time by ISO 8601, such as {@code P90D}; {@code null} for ever. */
  public record Lengths(String raw, String hour, String day) {}

  /** What holds, who said so where it is not the declaration, and from when records are there. */
  public record View(Lengths retention, String setBy, Instant keptFrom) {}

  @Summary("For how long the dataset is kept.")
  @GET
  public View get(
      @PathParam("department") String department,
      @PathParam("dataset") String dataset,
      @Context SecurityContext security) {
    DatasetId id = Access.of(security).toRead(catalogue, department, dataset).id();
    return view(keeping.rule(id));
  }

  @Summary("Keeps the dataset for another time than it declares.")
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public View keep(
      @PathParam("department") String department,
      @PathParam("dataset") String dataset,
      Lengths lengths,
      @Context SecurityContext security,
      @Context HttpServletRequest request) {
    DatasetId id = Access.of(security).toRule(catalogue, department, dataset).id();
    if (lengths == null) {
      throw Problem.badRequest("Send raw, hour and day, such as {\"raw\": \"P90D\"}.");
    }
    String by = security.getUserPrincipal().getName();
    Retention retention = retention(lengths);
    Act.detail(request, "retention", lengths.toString());
    return view(Stored.answer(() -> keeping.keep(id, retention, by)));
  }

  @Summary("Goes by the declaration again.")
  @DELETE
  public View forget(
      @PathParam("department") String department,
      @PathParam("dataset") String dataset,
      @Context SecurityContext security) {
    DatasetId id = Access.of(security).toRule(catalogue, department, dataset).id();
    return view(Stored.answer(() -> keeping.keep(id, null, null)));
  }

  private static Retention retention(Lengths lengths) {
    try {
      return new Retention(
          length("raw", lengths.raw()),
          length("hour", lengths.hour()),
          length("day", lengths.day()));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(e.getMessage());
    }
  }

  private static Duration length(String name, String text) {
    try {
      return text == null ? null : Duration.parse(text);
    } catch (DateTimeException e) {
      throw Problem.badRequest(
          name + ": a length of time such as P90D was expected, and \"" + text + "\" came");
    }
  }

  private static View view(Rule rule) {
    Retention kept = rule.retention();
    return new View(
        new Lengths(text(kept.raw()), text(kept.hour()), text(kept.day())),
        rule.setBy(),
        rule.keptFrom());
  }

  private static String text(Duration length) {
    return length == null ? null : length.toString();
  }
}
