package id.pcc.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.pcc.api.LocalText;
import java.util.List;

/**
 * An answer that is an error, as {@code application/problem+json} (RFC 9457). Resources throw it;
 * the application renders it and adds an {@code instance} that is also in the log.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A fault in the request's body.
   *
   * @param pointer where, as a JSON pointer (RFC 6901)
   * @param detail what was expected and what came, in English
   * @param code what kind of fault; {@code null} where it has none
   * @param text the detail in both languages; {@code null} where there is no other
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Fault(String pointer, String detail, String code, LocalText text) {
    /** A fault that is told in English only. */
    public Fault(String pointer, String detail) {
      this(pointer, detail, null, null);
    }

    /** A fault of a record. */
    public Fault(String pointer, id.pcc.api.dataset.Fault fault) {
      this(
          pointer,
          fault.reason(),
          fault.code().isEmpty() ? null : fault.code(),
          fault.text().id().equals(fault.text().en()) ? null : fault.text());
    }
  }

  private final int status;
  private final String title;
  private final transient List<Fault> errors;
  private final long retryAfterSeconds;

  private Problem(
      int status, String title, String detail, List<Fault> errors, long retryAfterSeconds) {
    super(detail);
    this.status = status;
    this.title = title;
    this.errors = List.copyOf(errors);
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /**
   * A problem of any status.
   *
   * @param status the HTTP status, 400 to 599
   * @param title the kind of problem, the same each time
   * @param detail what happened this time and what to do
   */
  public static Problem of(int status, String title, String detail) {
    return new Problem(status, title, detail, List.of(), 0);
  }

  /** 400: the request cannot be understood. */
  public static Problem badRequest(String detail) {
    return of(400, "Bad request", detail);
  }

  /** 400: a query parameter cannot be understood. */
  public static Problem parameter(String name, String detail) {
    return of(400, "Bad request", "parameter " + name + ": " + detail);
  }

  /** 403: known, but not allowed. */
  public static Problem forbidden(String detail) {
    return of(403, "Not allowed", detail);
  }

  /** 404: there is no such thing. */
  public static Problem notFound(String detail) {
    return of(404, "Not found", detail);
  }

  /** 409: the request contradicts the present state. */
  public static Problem conflict(String detail) {
    return of(409, "Conflict", detail);
  }

  /** This problem with the faults of the body. */
  public Problem with(List<Fault> faults) {
    return new Problem(status, title, getMessage(), faults, retryAfterSeconds);
  }

  /** This problem with a {@code Retry-After} of so many seconds. */
  public Problem retryAfter(long seconds) {
    return new Problem(status, title, getMessage(), errors, seconds);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The kind of problem. */
  public String title() {
    return title;
  }

  /** The faults of the body. */
  public List<Fault> errors() {
    return errors == null ? List.of() : errors;
  }

  /** Seconds to wait before trying again; 0 when not said. */
  public long retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
