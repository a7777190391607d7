package id.pcc.security.internal.command;

import org.apache.karaf.shell.api.console.Session;

/** Who uses the Karaf console, in the words of the audit. */
final class Actor {
  private Actor() {}

  static String of(Session session) {
    return of(session.get("USER"));
  }

  static String of(Object user) {
    return user == null ? "karaf" : "karaf:" + user;
  }
}
