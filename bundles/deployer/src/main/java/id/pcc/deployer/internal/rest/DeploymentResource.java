package id.pcc.deployer.internal.rest;

import id.pcc.deployer.Deployer.Offered;
import id.pcc.deployer.Deployment;
import id.pcc.deployer.DeploymentException;
import id.pcc.deployer.Looked;
import id.pcc.deployer.internal.DeploymentDesk;
import id.pcc.deployer.internal.Uploads;
import id.pcc.deployer.internal.Uploads.Upload;
import id.pcc.deployer.internal.rest.Answers.Item;
import id.pcc.deployer.internal.rest.Answers.Text;
import id.pcc.web.Act;
import id.pcc.web.Page;
import id.pcc.web.Problem;
import id.pcc.web.Summary;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
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

/** {@code /api/deployments}: the history of departments' versions, for administrators. */
@Component(service = DeploymentResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=pcc)")
@Path("deployments")
@Produces(MediaType.APPLICATION_JSON)
public final class DeploymentResource {
  private final DeploymentDesk desk;
  private final Uploads uploads = new Uploads(Clock.systemUTC());

  @Activate
  public DeploymentResource(@Reference DeploymentDesk desk) {
    this.desk = desk;
  }

  /** A finding of the inspection. */
  public record Found(String rule, Text sentence) {}

  /**
   * A jar that was looked at.
   *
   * @param fits whether nothing keeps it from being deployed but trust
   * @param trust {@code signed, allowed, ask} or {@code refused}
   */
  public record Seen(
      String upload,
      String name,
      String department,
      Text title,
      String version,
      String sha256,
      long bytes,
      boolean fits,
      String trust,
      Text trustReason,
      List<Found> findings) {
    static Seen of(Upload upload) {
      Looked looked = upload.looked();
      var inspected = looked.inspected();
      return new Seen(
          upload.id(),
          upload.name(),
          inspected.department(),
          inspected.declaration() == null ? null : Text.of(inspected.declaration().title()),
          inspected.version(),
          inspected.sha256(),
          inspected.bytes(),
          inspected.fits(),
          looked.trust().state().name().toLowerCase(Locale.ROOT),
          Text.of(looked.trust().sentence()),
          inspected.findings().stream()
              .map(f -> new Found(f.rule(), Text.of(f.sentence())))
              .toList());
    }
  }

  @Summary("The newest deployments, of one department or of all.")
  @GET
  public Page<Item> list(
      @QueryParam("department") @DefaultValue("") String department,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @Context SecurityContext security) {
    Answers.admin(security);
    if (limit < 1 || limit > 500) {
      throw Problem.parameter("limit", "1 to 500 is expected, but it is " + limit);
    }
    return Page.all(desk.history(department, limit).stream().map(Item::of).toList());
  }

  @Summary(
      "Deploys the jar of a department that is sent. 422 when it does not fit, 409 when it did"
          + " not become healthy and the one before runs again.")
  @POST
  @Consumes({"application/java-archive", MediaType.APPLICATION_OCTET_STREAM})
  public Item deploy(
      InputStream body,
      @QueryParam("name") @DefaultValue("department.jar") String name,
      @QueryParam("trust") boolean trust,
      @Context HttpServletRequest request,
      @Context SecurityContext security)
      throws IOException {
    Answers.admin(security);
    java.nio.file.Path file = received(body);
    try {
      return go(file, name, trust, request, security);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  @Summary("Looks at the jar of a department that is sent, and keeps it for a quarter of an hour.")
  @POST
  @Path("uploads")
  @Consumes({"application/java-archive", MediaType.APPLICATION_OCTET_STREAM})
  public Seen look(
      InputStream body,
      @QueryParam("name") @DefaultValue("department.jar") String name,
      @Context HttpServletRequest request,
      @Context SecurityContext security)
      throws IOException {
    Answers.admin(security);
    java.nio.file.Path file = received(body);
    Upload upload = uploads.add(shown(name), file, desk.look(file));
    Act.detail(request, "sha256", upload.looked().inspected().sha256());
    return Seen.of(upload);
  }

  @Summary("Deploys a jar that was looked at.")
  @POST
  @Path("uploads/{upload}/deploy")
  public Item deployUpload(
      @PathParam("upload") String id,
      @QueryParam("trust") boolean trust,
      @Context HttpServletRequest request,
      @Context SecurityContext security)
      throws IOException {
    Answers.admin(security);
    Upload upload;
    try {
      upload = uploads.take(id);
    } catch (DeploymentException e) {
      throw Answers.problem(e);
    }
    try {
      return go(upload.file(), upload.name(), trust, request, security);
    } finally {
      Files.deleteIfExists(upload.file());
    }
  }

  @Summary("Throws a jar away that was looked at.")
  @DELETE
  @Path("uploads/{upload}")
  public void discard(@PathParam("upload") String id, @Context SecurityContext security)
      throws IOException {
    Answers.admin(security);
    try {
      Files.deleteIfExists(uploads.take(id).file());
    } catch (DeploymentException e) {
      throw Answers.problem(e);
    }
  }

  @Summary("Puts an earlier version back in place. 409 when it did not become healthy.")
  @POST
  @Path("{id}/return")
  public Item returnTo(
      @PathParam("id") long id,
      @Context HttpServletRequest request,
      @Context SecurityContext security)
      throws IOException {
    Answers.admin(security);
    try {
      Deployment ended = desk.returnTo(id, security.getUserPrincipal().getName());
      detail(request, ended);
      return Answers.done(ended);
    } catch (DeploymentException e) {
      throw Answers.problem(e);
    }
  }

  private Item go(
      java.nio.file.Path file,
      String name,
      boolean trust,
      HttpServletRequest request,
      SecurityContext security)
      throws IOException {
    try {
      String actor = security.getUserPrincipal().getName();
      Deployment ended = desk.deploy(file, new Offered("upload " + shown(name), actor, trust));
      detail(request, ended);
      return Answers.done(ended);
    } catch (DeploymentException e) {
      throw Answers.problem(e);
    }
  }

  private static void detail(HttpServletRequest request, Deployment ended) {
    Act.detail(request, "department", ended.department());
    Act.detail(request, "version", ended.version());
    Act.detail(request, "sha256", ended.sha256());
    Act.detail(request, "result", ended.result().name().toLowerCase(Locale.ROOT));
  }

  /** The body in a file of its own, within its limit. */
  private java.nio.file.Path received(InputStream body) throws IOException {
    java.nio.file.Path file = desk.incoming();
    boolean whole = false;
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      long left = DeploymentDesk.LARGEST;
      int read;
      while (body != null && (read = body.read(buffer)) >= 0) {
        left -= read;
        if (left < 0) {
          long most = DeploymentDesk.LARGEST >> 20;
          throw Problem.of(
              413,
              "Too large",
              "Jar lebih besar dari " + most + " MB. / The jar is larger than " + most + " MB.");
        }
        out.write(buffer, 0, read);
      }
      whole = true;
    } finally {
      if (!whole) {
        Files.deleteIfExists(file);
      }
    }
    return file;
  }

  /** A file's name as it may be kept: without a path, and not endless. */
  private static String shown(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String plain = last.replaceAll("\\p{Cntrl}", "?");
    return plain.length() > 200 ? plain.substring(0, 200) : plain;
  }
}
