package id.pcc.wall;

/** Somebody else changed a scene in the meantime. */
public final class SceneChangedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param scene the scene's name
   * @param given the version that the change began with
   * @param kept the version that is kept
   */
  public SceneChangedException(String scene, int given, int kept) {
    super(
        "scene "
            + scene
            + " is at version "
            + kept
            + ", and this change began with version "
            + given
            + ": read it again and repeat the change");
  }
}
