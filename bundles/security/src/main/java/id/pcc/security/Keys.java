package id.pcc.security;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** API keys: of a department, of a wall output, or of a person. */
@ProviderType
public interface Keys {
  /** Whose key it is. */
  enum Kind {
    /** May deliver and read the datasets of one department. */
    DEPARTMENT,
    /** May read what a wall shows. */
    OUTPUT,
    /** May do what its person may. */
    PERSON
  }

  /**
   * Makes a key.
   *
   * @param scope the department, the output as {@code <surface>/<output>}, or the person's user
   *     name
   * @param label what people call it
   * @param expires when it ends; {@code null} for never
   * @param actor who makes it, for the audit
   * @return the key and its secret, which is shown this once
   */
  Issued issue(Kind kind, String scope, String label, Instant expires, String actor);

  /** All keys, without secrets. */
  List<Key> list();

  /**
   * Ends a key and every session that began with it.
   *
   * @return whether there was one
   */
  boolean revoke(String id, String actor);

  /** A key, without its secret. */
  record Key(
      String id,
      Kind kind,
      String scope,
      String label,
      Instant created,
      Instant expires,
      Instant lastUsed) {}

  /**
   * A new key.
   *
   * @param secret {@code <id>.<secret>}, as a client sends it
   */
  record Issued(Key key, String secret) {}
}
