package id.pcc.storage.internal.rest;

import id.pcc.storage.Catalogue;
import id.pcc.storage.Catalogue.Entry;
import id.pcc.storage.References;
import id.pcc.storage.internal.domain.Shortcoming;
import id.pcc.web.Act;
import id.pcc.web.Page;
import id.pcc.web.Problem;
import id.pcc.web.Summary;
import java.util.List;
import java.util.Map;
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
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/datasets}: the catalogue. */
@Component(service = DatasetResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=pcc)")
@Path("datasets")
@Produces(MediaType.APPLICATION_JSON)
public final class DatasetResource {
  private final Catalogue catalogue;
  private final References references;

  @Activate
  public DatasetResource(@Reference Catalogue catalogue, @Reference References references) {
    this.catalogue = catalogue;
    this.references = references;
  }

  @Summary("The datasets that the one who asks may read, by name.")
  @GET
  public Page<Map<String, Object>> list(
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") @DefaultValue("") String cursor,
      @Context SecurityContext security) {
    Access access = Access.of(security);
    List<Entry> found =
        catalogue.entries().stream()
            .filter(access.rights()::reads)
            .filter(entry -> entry.id().toString().compareTo(cursor) > 0)
            .limit(Lists.limit(limit) + 1L)
            .toList();
    boolean more = found.size() > limit;
    List<Entry> page = more ? found.subList(0, limit) : found;
    return new Page<>(
        page.stream().map(this::view).toList(), more ? page.get(limit - 1).id().toString() : null);
  }

  @Summary("One dataset.")
  @GET
  @Path("{department}/{dataset}")
  public Map<String, Object> get(
      @PathParam("department") String department,
      @PathParam("dataset") String dataset,
      @Context SecurityContext security) {
    return view(Access.of(security).toRead(catalogue, department, dataset));
  }

  /** The version that a walidata looked at. */
  public record Looked(Integer version) {}

  @Summary("Makes a version official.")
  @PUT
  @Path("{department}/{dataset}/approval")
  @Consumes(MediaType.APPLICATION_JSON)
  public Map<String, Object> approve(
      @PathParam("department") String department,
      @PathParam("dataset") String dataset,
      Looked looked,
      @Context SecurityContext security,
      @Context HttpServletRequest request) {
    Access access = Access.of(security);
    Entry entry = access.toRead(catalogue, department, dataset);
    access.toApprove();
    if (looked == null || looked.version() == null) {
      throw Problem.badRequest("Send the version that you approve.");
    }
    String by = security.getUserPrincipal().getName();
    Act.detail(request, "version", looked.version());
    return Stored.answer(() -> catalogue.approve(entry.id(), looked.version(), by))
        .map(this::view)
        .orElseThrow(
            () ->
                Problem.conflict(
                    "The declaration of "
                        + entry.id()
                        + " is no longer version "
                        + looked.version()
                        + "; look at it again."));
  }

  @Summary("Takes an approval back.")
  @DELETE
  @Path("{department}/{dataset}/approval")
  public Map<String, Object> withdraw(
      @PathParam("department") String department,
      @PathParam("dataset") String dataset,
      @Context SecurityContext security,
      @Context HttpServletRequest request) {
    Access access = Access.of(security);
    Entry entry = access.toRead(catalogue, department, dataset);
    access.toApprove();
    Act.detail(request, "version", entry.version());
    return view(Stored.answer(() -> catalogue.withdraw(entry.id())));
  }

  private Map<String, Object> view(Entry entry) {
    List<Shortcoming> missing =
        Shortcoming.of(entry.dataset(), table -> references.table(table).isPresent());
    return DatasetView.of(entry, Stored.answer(() -> catalogue.volume(entry.id())), missing);
  }
}
