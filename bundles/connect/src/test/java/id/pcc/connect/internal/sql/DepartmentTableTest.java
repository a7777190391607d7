package id.pcc.connect.internal.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pcc.api.LocalText;
import id.pcc.api.widget.Level;
import id.pcc.api.widget.MapLayer;
import id.pcc.api.widget.MapLayer.ValueClass;
import id.pcc.api.widget.Widget;
import id.pcc.connect.internal.connector.StoredConnector;
import id.pcc.connect.internal.sql.ConnectorTable.Made;
import id.pcc.storage.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DepartmentTableTest {
  private static final Remembered DLH =
      new Remembered(
          "dlh",
          LocalText.of("Dinas Lingkungan Hidup", "Environment Agency"),
          "id.pcc.departments.dlh",
          "1.0.0",
          List.of("ispu"),
          List.of(
              new MapLayer(
                  "ispu",
                  LocalText.name("ISPU"),
                  "ispu",
                  "nama",
                  "sampai",
                  List.of(
                      ValueClass.from("ispu", 300, Level.EXTREME, "Berbahaya", "Hazardous"),
                      ValueClass.is("kategori", "BAIK", Level.NORMAL, "Baik", "Good")))),
          List.of(new Widget("ispu", LocalText.name("ISPU"), List.of("dlh/ispu"), 800, 400)));

  /** A database in memory that runs the one script. */
  private static final class InMemory implements Database {
    private final String url = "jdbc:derby:memory:connect" + System.nanoTime() + ";create=true";

    @Override
    public Dialect dialect() {
      return Dialect.DERBY;
    }

    @Override
    public void migrate(String slice, ClassLoader resources) {
      transact(
          connection -> {
            try (Statement statement = connection.createStatement();
                var first =
                    resources.getResourceAsStream("db/" + slice + "/common/V001__department.sql");
                var second =
                    resources.getResourceAsStream("db/" + slice + "/common/V010__connector.sql");
                var third =
                    resources.getResourceAsStream("db/" + slice + "/common/V011__proposal.sql")) {
              statement.execute("CREATE SCHEMA " + slice);
              for (var in : List.of(first, second, third)) {
                String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                for (String part : script.split(";\\s*(\\n|$)")) {
                  statement.execute(part);
                }
              }
              return null;
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
          });
    }

    @Override
    public <T> T transact(Work<T> work) {
      try (Connection connection = DriverManager.getConnection(url)) {
        return work.on(connection);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private final DepartmentTable table = new DepartmentTable(new InMemory(), Clock.systemUTC());

  @Test
  void a_department_is_remembered_with_its_layers_and_widgets() {
    table.remember(DLH);
    assertEquals(List.of(DLH), table.all());
  }

  @Test
  void what_is_remembered_again_replaces_the_older() {
    table.remember(DLH);
    Remembered newer =
        new Remembered("dlh", LocalText.name("DLH"), "b", "2", List.of(), List.of(), List.of());
    table.remember(newer);
    assertEquals(List.of(newer), table.all());
  }

  @Test
  void a_declaration_that_is_too_long_keeps_its_datasets() {
    List<MapLayer> many = Collections.nCopies(1_000, DLH.layers().get(0));
    table.remember(
        new Remembered("dlh", DLH.title(), "b", "1", DLH.datasets(), many, DLH.widgets()));
    assertEquals(List.of("ispu"), table.all().get(0).datasets());
    assertEquals(List.of(), table.all().get(0).layers());
  }

  @Test
  void connectors_departments_and_marks_are_kept_and_replaced() {
    InMemory database = new InMemory();
    new DepartmentTable(database, Clock.systemUTC());
    ConnectorTable table = new ConnectorTable(database);
    StoredConnector first = new StoredConnector("air", "tinggi", "{}", false, 1, "person:a");
    StoredConnector second = new StoredConnector("air", "tinggi", "{\"a\":1}", true, 2, "person:b");
    table.put(first);
    table.put(second);
    assertEquals(List.of(second), table.connectors());
    Made made = new Made("air", "{\"name\":\"air\"}", 2, "person:a");
    table.change(new Made("air", "{}", 1, "person:a"), List.of(), List.of());
    table.change(made, List.of(second), List.of());
    assertEquals(List.of(made), table.made());
    table.mark("air", "tinggi", "1");
    table.mark("air", "tinggi", "2");
    assertEquals(java.util.Optional.of("2"), table.mark("air", "tinggi"));
    table.remove("air", "tinggi");
    assertEquals(List.of(), table.connectors());
    assertEquals(java.util.Optional.empty(), table.mark("air", "tinggi"));
  }

  @Test
  void a_wish_is_kept_until_it_is_settled_and_all_goes_with_its_department() {
    InMemory database = new InMemory();
    new DepartmentTable(database, Clock.systemUTC());
    ConnectorTable table = new ConnectorTable(database);
    StoredConnector wish = new StoredConnector("air", "tinggi", "{}", false, 1, "person:a");
    table.propose(wish);
    table.propose(wish);
    assertEquals(List.of(wish), table.proposals());
    StoredConnector fulfilled = new StoredConnector("air", "tinggi", "{}", true, 2, "person:b");
    table.settle(wish, fulfilled);
    assertEquals(List.of(), table.proposals());
    assertEquals(List.of(fulfilled), table.connectors());
    table.propose(wish);
    table.mark("air", "tinggi", "1");
    table.change(new Made("air", "{}", 1, "person:a"), List.of(), List.of());
    table.unmake("air");
    assertEquals(List.of(), table.made());
    assertEquals(List.of(), table.connectors());
    assertEquals(List.of(), table.proposals());
    assertEquals(java.util.Optional.empty(), table.mark("air", "tinggi"));
  }
}
