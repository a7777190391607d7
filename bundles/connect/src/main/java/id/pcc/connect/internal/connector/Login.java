package id.pcc.connect.internal.connector;

import java.util.Objects;

/**
 * How a connector says who asks.
 *
 * @param kind in which way
 * @param user the user; the name of the header or parameter for {@link Kind#HEADER} and {@link
 *     Kind#QUERY}
 * @param secret the password, the token, the key; a private key in PEM for {@link Kind#KEY}
 */
public record Login(Kind kind, String user, String secret) {
  /** Nobody in particular. */
  public static final Login NONE = new Login(Kind.NONE, "", "");

  /** In which way. */
  public enum Kind {
    /** Not at all. */
    NONE,
    /** User and password; over HTTP by RFC 7617. */
    PASSWORD,
    /** A token, over HTTP by RFC 6750. */
    BEARER,
    /** A header of HTTP. */
    HEADER,
    /** A parameter of the address. */
    QUERY,
    /** A private key, over SFTP. */
    KEY
  }

  public Login {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(secret, "secret");
  }

  /** Without what must not be shown. */
  @Override
  public String toString() {
    return "Login[" + kind + ", " + user + "]";
  }
}
