package id.pcc.connect.internal;

/** The configuration {@code etc/id.pcc.connect.cfg}. */
public @interface ConnectSettings {
  /** Its PID. */
  String PID = "id.pcc.connect";

  /**
   * The folder of everything that is kept ({@code data}): inboxes of files, and the key of secrets.
   */
  String data() default "pcc-data";

  /** The folder of departments and connectors that are written as YAML. */
  String connectors() default "etc/connectors";
}
