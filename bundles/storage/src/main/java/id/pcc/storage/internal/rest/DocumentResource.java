package id.pcc.storage.internal.rest;

import id.pcc.storage.Quarantine;
import id.pcc.storage.Quarantine.Kept;
import id.pcc.web.Page;
import id.pcc.web.Problem;
import id.pcc.web.Summary;
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

/**
 * {@code /api/datasets/{department}/quarantine}: whole documents that could not be read, and so
 * belong to none of the department's datasets.
 */
@Component(service = DocumentResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=pcc)")
@Path("datasets/{department}/quarantine")
@Produces(MediaType.APPLICATION_JSON)
public final class DocumentResource {
  private final Quarantine quarantine;

  @Activate
  public DocumentResource(@Reference Quarantine quarantine) {
    this.quarantine = quarantine;
  }

  @Summary("The documents of the department, oldest first.")
  @GET
  public Page<Kept> list(
      @PathParam("department") String department,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") String cursor,
      @Context SecurityContext security) {
    if (!Access.of(security).rights().reads(department)) {
      throw Problem.forbidden(
          "To see the documents of " + department + " takes the role supervisor or its key.");
    }
    long after = Lists.after(cursor);
    int most = Lists.limit(limit);
    return Lists.page(Stored.answer(() -> quarantine.documents(department, after, most)), most);
  }
}
