package id.pcc.security;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The chain of everything that a person or a key did: append only, each entry holds the hash of the
 * one before.
 */
@ProviderType
public interface Audit {
  /**
   * Appends an entry; returns when it is stored.
   *
   * @param actor who: {@code person:<user>}, {@code key:<id>} or {@code system}
   * @param action what, as a verb and an object, such as {@code notice acknowledged}
   * @param object on what, such as {@code notice/12}
   * @param details more, as values that JSON knows; never a secret
   */
  void append(String actor, String action, String object, Map<String, Object> details);
}
