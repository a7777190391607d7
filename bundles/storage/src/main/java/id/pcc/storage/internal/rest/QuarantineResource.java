package id.pcc.storage.internal.rest;

import id.pcc.storage.Catalogue;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Quarantine;
import id.pcc.storage.Quarantine.Kept;
import id.pcc.storage.Quarantine.Replay;
import id.pcc.web.Page;
import id.pcc.web.Summary;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
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

/** {@code /api/datasets/{department}/{dataset}/quarantine}: what was refused, and why. */
@Component(service = QuarantineResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=pcc)")
@Path("datasets/{department}/{dataset}/quarantine")
@Produces(MediaType.APPLICATION_JSON)
public final class QuarantineResource {
  private final Catalogue catalogue;
  private final Quarantine quarantine;

  @Activate
  public QuarantineResource(@Reference Catalogue catalogue, @Reference Quarantine quarantine) {
    this.catalogue = catalogue;
    this.quarantine = quarantine;
  }

  @Summary("What the dataset has in quarantine, oldest first.")
  @GET
  public Page<Kept> list(
      @PathParam("department") String department,
      @PathParam("dataset") String dataset,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") String cursor,
      @Context SecurityContext security) {
    DatasetId id = Access.of(security).toReadWhole(catalogue, department, dataset).id();
    long after = Lists.after(cursor);
    int most = Lists.limit(limit);
    return Lists.page(Stored.answer(() -> quarantine.list(id, after, most)), most);
  }

  @Summary("Tries all of it again, such as after a change of the declaration.")
  @POST
  @Path("replay")
  public Replay replay(
      @PathParam("department") String department,
      @PathParam("dataset") String dataset,
      @Context SecurityContext security) {
    return Stored.answer(
        () -> quarantine.replay(Access.of(security).toWrite(catalogue, department, dataset).id()));
  }
}
