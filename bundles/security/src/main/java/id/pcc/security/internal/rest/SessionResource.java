package id.pcc.security.internal.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.pcc.security.internal.SessionCookie;
import id.pcc.security.internal.SignIn;
import id.pcc.security.internal.Visit;
import id.pcc.security.internal.domain.Identity;
import id.pcc.security.internal.domain.Token;
import id.pcc.web.Problem;
import id.pcc.web.Summary;
import java.util.List;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/session}: signing in and out, and who one is. */
@Component(service = SessionResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=pcc)")
@Path("session")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionResource {
  private final SignIn signIn;

  @Activate
  public SessionResource(@Reference SignIn signIn) {
    this.signIn = signIn;
  }

  /** What a client sends to sign in: a user and a password, or a key. */
  public record Credentials(String user, String password, String key) {}

  /** What a client sends to change its password. */
  public record Passwords(String current, String next) {}

  /**
   * Who somebody is and what they may do.
   *
   * @param department the department that they are limited to, if any
   * @param output the wall output that they are, if any
   * @param passwordDue whether their password was given by somebody else and should be changed
   * @param csrf what {@code X-PCC-CSRF} must say; with a session only
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Who(
      String user,
      String name,
      List<String> roles,
      String department,
      String output,
      boolean passwordDue,
      String csrf) {}

  @Summary("Who asks.")
  @GET
  public Who get(@Context HttpServletRequest request) {
    Identity who = Visit.of(request).identity();
    if (who == null) {
      throw Problem.of(401, "Not signed in", "Nobody is signed in here.");
    }
    String token = SessionCookie.token(request);
    boolean byKey = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
    return new Who(
        who.user(),
        who.name(),
        who.roles(),
        who.department(),
        who.output(),
        who.passwordDue(),
        byKey || token == null ? null : Token.csrf(token));
  }

  @Summary("Signs in.")
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response post(Credentials credentials, @Context HttpServletRequest request) {
    Visit visit = Visit.of(request);
    visit.audited("sign-in refused", "session");
    SignIn.Begun begun = signIn(credentials, visit, SessionCookie.token(request));
    visit.by(begun.identity());
    visit.audited("signed in", "session");
    return begun(begun, visit);
  }

  private SignIn.Begun signIn(Credentials credentials, Visit visit, String replaced) {
    if (credentials != null && credentials.key() != null) {
      return signIn.withKey(credentials.key(), visit.address(), replaced);
    }
    if (credentials == null || credentials.user() == null || credentials.password() == null) {
      throw Problem.badRequest("Send user and password, or key.");
    }
    String user = credentials.user().trim().toLowerCase(java.util.Locale.ROOT);
    // What is typed into the wrong field may be a password: only names that exist are written down.
    visit.detail("user", signIn.known(user) ? user : "(unknown)");
    return signIn.withPassword(user, credentials.password(), visit.address(), replaced);
  }

  @Summary("Signs out.")
  @DELETE
  public Response delete(@Context HttpServletRequest request) {
    Visit visit = Visit.of(request);
    visit.audited("signed out", "session");
    String token = SessionCookie.token(request);
    if (token != null) {
      signIn.end(token);
    }
    return Response.noContent()
        .header(HttpHeaders.SET_COOKIE, SessionCookie.end(visit.secure()))
        .build();
  }

  @Summary("Changes one's own password.")
  @POST
  @Path("password")
  @Consumes(MediaType.APPLICATION_JSON)
  public void password(Passwords passwords, @Context HttpServletRequest request) {
    Visit visit = Visit.of(request);
    Identity who = visit.identity();
    if (!who.actor().equals("person:" + who.user()) || SessionCookie.token(request) == null) {
      throw Problem.forbidden("A key has no password: sign in with the password to change it.");
    }
    if (passwords == null || passwords.current() == null || passwords.next() == null) {
      throw Problem.badRequest("Send current and next.");
    }
    signIn.changePassword(
        who.user(),
        passwords.current(),
        passwords.next(),
        visit.address(),
        SessionCookie.token(request));
  }

  private static Response begun(SignIn.Begun begun, Visit visit) {
    return Response.noContent()
        .header(HttpHeaders.SET_COOKIE, SessionCookie.begin(begun, visit.secure()))
        .build();
  }
}
