package id.pcc.wall;

import java.time.Instant;
import java.util.Objects;

/**
 * A scene on a surface.
 *
 * @param surface which surface
 * @param scene which scene
 * @param version the scene's version
 * @param at when all outputs change to it, or did
 * @param actor who asked for it
 */
public record Showing(String surface, String scene, int version, Instant at, String actor) {
  public Showing {
    Objects.requireNonNull(surface, "surface");
    Objects.requireNonNull(scene, "scene");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(actor, "actor");
  }
}
