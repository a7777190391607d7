package id.pcc.command.internal;

import id.pcc.storage.Database;
import java.sql.SQLException;
import java.util.UUID;
import org.apache.derby.iapi.jdbc.AutoloadedDriver;
import org.junit.jupiter.api.AfterEach;

class DerbyCommandsTest extends CommandsContract {
  private final String url = "jdbc:derby:memory:" + UUID.randomUUID();

  @Override
  Database open() {
    return new TestDatabase(
        Database.Dialect.DERBY, new DriverSource(new AutoloadedDriver(), url + ";create=true"));
  }

  @AfterEach
  void drop() {
    try {
      new AutoloadedDriver().connect(url + ";drop=true", new java.util.Properties());
    } catch (SQLException dropped) {
      // Derby reports a dropped database as an exception.
    }
  }
}
