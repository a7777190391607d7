package id.pcc.command.internal;

import id.pcc.storage.Database;
import id.pcc.storage.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A database of one test on a real engine. */
final class TestDatabase implements Database {
  private final Dialect dialect;
  private final DataSource source;

  TestDatabase(Dialect dialect, DataSource source) {
    this.dialect = dialect;
    this.source = source;
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public void migrate(String slice, ClassLoader resources) {
    transact(
        c -> {
          try (var there = c.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
            while (there.next()) {
              if (there.getString("TABLE_SCHEM").equalsIgnoreCase(slice)) {
                return null;
              }
            }
          }
          try (Statement statement = c.createStatement()) {
            statement.execute("CREATE SCHEMA " + slice);
            for (String sql :
                script("db/" + slice + "/common/V001__" + slice + ".sql", resources)) {
              statement.execute(sql);
            }
          }
          return null;
        });
  }

  private static String[] script(String name, ClassLoader resources) {
    try (InputStream in = resources.getResourceAsStream(name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.replaceAll("(?m)^--.*$", "").trim().split(";\\s*");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public <T> T transact(Work<T> work) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T answer = work.on(connection);
        connection.commit();
        return answer;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new StoreException(e.getMessage(), false, e);
    }
  }
}
