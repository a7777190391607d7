package id.pcc.security.internal;

/** The configuration {@code etc/id.pcc.security.cfg}. */
public @interface SecuritySettings {
  /** Its PID. */
  String PID = "id.pcc.security";

  /** Hours after which a session that nobody uses ends ({@code idle.hours}). */
  int idle_hours() default 12;

  /** Hours after which a session ends however much it is used ({@code absolute.hours}). */
  int absolute_hours() default 24;

  /** Addresses of reverse proxies whose {@code X-Forwarded-*} are believed ({@code proxies}). */
  String[] proxies() default {"127.0.0.1", "::1", "0:0:0:0:0:0:0:1"};

  /**
   * Further origins that pages may send from, such as {@code https://pcc.example} ({@code
   * origins}).
   */
  String[] origins() default {};
}
