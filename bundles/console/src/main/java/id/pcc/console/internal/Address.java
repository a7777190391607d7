package id.pcc.console.internal;

/**
 * What an address of the pages stands for.
 *
 * @param kind what to answer
 * @param target the file's path, or where to go
 */
record Address(Kind kind, String target) {
  /** What to answer. */
  enum Kind {
    /** A page: asked for again each time. */
    PAGE,
    /** A file whose name changes with its content: kept for ever. */
    ASSET,
    /** The page is elsewhere. */
    ELSEWHERE,
    /** There is nothing. */
    NOTHING
  }

  private static final String MISSING = "login/404.html";

  /**
   * What that address stands for. Every page of the console is one file, which reads the rest of
   * the address itself; the same holds for the wall.
   *
   * @param path the path of the request, decoded, beginning with a slash
   */
  static Address of(String path) {
    if (path.equals("/console") || path.equals("/login")) {
      return new Address(Kind.ELSEWHERE, path + "/");
    }
    if (path.startsWith("/console/")) {
      return new Address(Kind.PAGE, "app/console.html");
    }
    if (path.startsWith("/wall/")) {
      return new Address(Kind.PAGE, "app/wall.html");
    }
    if (path.equals("/login/")) {
      return new Address(Kind.PAGE, "login/index.html");
    }
    if (path.startsWith("/app/assets/") || path.startsWith("/login/assets/")) {
      return new Address(Kind.ASSET, path.substring(1));
    }
    if (path.startsWith("/app/") || path.startsWith("/login/")) {
      return new Address(Kind.PAGE, path.substring(1));
    }
    return missing();
  }

  /** The page that says that there is nothing. */
  static Address missing() {
    return new Address(Kind.NOTHING, MISSING);
  }
}
