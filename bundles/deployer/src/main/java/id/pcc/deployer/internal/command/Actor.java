package id.pcc.deployer.internal.command;

import org.apache.karaf.shell.api.console.Session;

/** Who uses the operations console, in the words of the audit. */
final class Actor {
  private Actor() {}

  static String of(Session session) {
    Object user = session.get("USER");
    return user == null ? "karaf" : "karaf:" + user;
  }
}
