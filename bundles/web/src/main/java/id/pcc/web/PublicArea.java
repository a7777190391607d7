package id.pcc.web;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A part of the port that everybody may read without signing in, as long as its service is
 * registered. Whoever comes so has no role, and is served only while few others are.
 */
@ConsumerType
public interface PublicArea {
  /**
   * Whether everybody may ask that.
   *
   * @param method {@code GET}, or {@code POST} where a protocol asks its questions so
   * @param path decoded and normal, such as {@code /ogc/collections}
   */
  boolean open(String method, String path);
}
