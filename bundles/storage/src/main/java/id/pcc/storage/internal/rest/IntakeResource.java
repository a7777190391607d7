package id.pcc.storage.internal.rest;

import id.pcc.storage.Tally;
import id.pcc.storage.Tally.Counts;
import id.pcc.storage.Tally.Queue;
import id.pcc.web.Problem;
import id.pcc.web.Summary;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.ws.rs.GET;
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

/** {@code /api/datasets/{department}/intake}: what became of every record of a department. */
@Component(service = IntakeResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=pcc)")
@Path("datasets/{department}/intake")
@Produces(MediaType.APPLICATION_JSON)
public final class IntakeResource {
  private final Tally tally;

  @Activate
  public IntakeResource(@Reference Tally tally) {
    this.tally = tally;
  }

  @Summary(
      "The department's records since the start (received = accepted + unchanged + quarantined +"
          + " refused + queued) and how full its queue is. Refused are those that were sent back:"
          + " their sender keeps them.")
  @GET
  public Map<String, Object> get(
      @PathParam("department") String department, @Context SecurityContext security) {
    Access access = Access.of(security);
    if (!access.rights().views() && !access.rights().reads(department)) {
      throw Problem.forbidden("To see what came in takes the role viewer.");
    }
    Counts counts = tally.counts().getOrDefault(department, new Counts(0, 0, 0, 0, 0, 0));
    Queue queue = tally.queues().get(department);
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("received", counts.received());
    view.put("accepted", counts.accepted());
    view.put("unchanged", counts.unchanged());
    view.put("quarantined", counts.quarantined());
    view.put("refused", counts.refused());
    view.put("queued", counts.queued());
    view.put("reconciles", counts.reconciles());
    view.put("queue", queue == null ? 0.0 : queue.level());
    return view;
  }
}
