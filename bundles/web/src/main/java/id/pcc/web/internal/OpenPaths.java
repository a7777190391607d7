package id.pcc.web.internal;

/** What a stranger may ask for. */
final class OpenPaths {
  private OpenPaths() {}

  /**
   * Whether everybody may ask for that.
   *
   * @param path decoded and normal
   */
  static boolean open(String method, String path) {
    return (method.equals("GET") || method.equals("HEAD"))
        && (path.equals("/api/health") || path.equals("/login") || path.startsWith("/login/"))
        && !path.contains("..");
  }
}
