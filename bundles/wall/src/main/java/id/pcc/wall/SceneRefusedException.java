package id.pcc.wall;

import java.util.List;

/** A scene that cannot be shown as it is written. */
public final class SceneRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  /**
   * Something wrong with a scene.
   *
   * @param pointer where, as a JSON pointer (RFC 6901) into the scene
   * @param detail what was expected and what came
   */
  public record Fault(String pointer, String detail) {}

  /**
   * @param scene the scene's name
   * @param faults what is wrong, never empty
   */
  public SceneRefusedException(String scene, List<Fault> faults) {
    super(
        "scene "
            + scene
            + " has "
            + (faults.size() == 1 ? "a fault" : faults.size() + " faults")
            + "; "
            + faults.get(0).pointer()
            + ": "
            + faults.get(0).detail());
    this.faults = List.copyOf(faults);
  }

  /** What is wrong. */
  public List<Fault> faults() {
    return faults == null ? List.of() : faults;
  }
}
