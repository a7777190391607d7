package id.pcc.web;

import java.io.IOException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides who comes in. Every request of the port passes it before anything else sees it, except
 * the few that are open to everybody; while no gate is registered, nobody comes in.
 */
@ConsumerType
public interface Gate {
  /**
   * Decides on a request.
   *
   * @return the request to go on with, which knows its person and their roles; {@code null} when it
   *     was answered here, such as with a redirect to the sign-in page
   * @throws Problem when it is refused; rendered for who asked
   */
  HttpServletRequest admit(HttpServletRequest request, HttpServletResponse response)
      throws IOException;

  /**
   * Hears how a request was answered, before the answer leaves; called once for each request that
   * was decided on, refused ones too.
   *
   * @param request as {@link #admit} returned it, or as it came when it was refused
   * @param status the HTTP status of the answer
   */
  void answered(HttpServletRequest request, int status);
}
