package id.pcc.deployer.internal.rest;

import id.pcc.deployer.Deployer;
import id.pcc.deployer.DeploymentException;
import id.pcc.deployer.internal.rest.Answers.Item;
import id.pcc.deployer.internal.rest.Answers.Text;
import id.pcc.web.Page;
import id.pcc.web.Summary;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
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

/** What is done with a department's bundle, at {@code /api/departments/{department}}. */
@Component(service = DepartmentActResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=pcc)")
@Path("departments")
@Produces(MediaType.APPLICATION_JSON)
public final class DepartmentActResource {
  private final Deployer deployer;

  @Activate
  public DepartmentActResource(@Reference Deployer deployer) {
    this.deployer = deployer;
  }

  @Summary("Takes a department away; its data remain.")
  @DELETE
  @Path("{department}")
  public Item remove(
      @PathParam("department") String department, @Context SecurityContext security) {
    Answers.admin(security);
    try {
      return Item.of(deployer.remove(department, security.getUserPrincipal().getName()));
    } catch (DeploymentException e) {
      throw Answers.problem(e);
    }
  }

  @Summary("Stops a department and starts it again.")
  @POST
  @Path("{department}/restart")
  public void restart(
      @PathParam("department") String department, @Context SecurityContext security) {
    act(security, actor -> deployer.restart(department, actor));
  }

  @Summary("Stops a department until it is enabled.")
  @POST
  @Path("{department}/disable")
  public void disable(
      @PathParam("department") String department, @Context SecurityContext security) {
    act(security, actor -> deployer.disable(department, actor));
  }

  @Summary("Starts a department that was disabled.")
  @POST
  @Path("{department}/enable")
  public void enable(
      @PathParam("department") String department, @Context SecurityContext security) {
    act(security, actor -> deployer.enable(department, actor));
  }

  @Summary("Why a department is not as it should be, and what to do.")
  @GET
  @Path("{department}/doctor")
  public Page<Text> doctor(
      @PathParam("department") String department, @Context SecurityContext security) {
    Answers.admin(security);
    try {
      return Page.all(deployer.doctor(department).stream().map(Text::of).toList());
    } catch (DeploymentException e) {
      throw Answers.problem(e);
    }
  }

  private static void act(SecurityContext security, java.util.function.Consumer<String> act) {
    Answers.admin(security);
    try {
      act.accept(security.getUserPrincipal().getName());
    } catch (DeploymentException e) {
      throw Answers.problem(e);
    }
  }
}
