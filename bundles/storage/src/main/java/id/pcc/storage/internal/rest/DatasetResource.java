package id.pcc.storage.internal.rest;

import id.pcc.storage.Catalogue;
import id.pcc.storage.Catalogue.Entry;
import id.pcc.web.Page;
import java.util.List;
import java.util.Map;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
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

  @Activate
  public DatasetResource(@Reference Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The datasets that the one who asks may read, by name. */
  @GET
  public Page<Map<String, Object>> list(
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") @DefaultValue("") String cursor,
      @Context SecurityContext security) {
    Access access = Access.of(security);
    List<Entry> found =
        catalogue.entries().stream()
            .filter(access::reads)
            .filter(entry -> entry.id().toString().compareTo(cursor) > 0)
            .limit(Lists.limit(limit) + 1L)
            .toList();
    boolean more = found.size() > limit;
    List<Entry> page = more ? found.subList(0, limit) : found;
    return new Page<>(
        page.stream().map(this::view).toList(), more ? page.get(limit - 1).id().toString() : null);
  }

  /** One dataset. */
  @GET
  @Path("{department}/{dataset}")
  public Map<String, Object> get(
      @PathParam("department") String department,
      @PathParam("dataset") String dataset,
      @Context SecurityContext security) {
    return view(Access.of(security).toRead(catalogue, department, dataset));
  }

  private Map<String, Object> view(Entry entry) {
    return DatasetView.of(entry, Stored.answer(() -> catalogue.volume(entry.id())));
  }
}
