package id.pcc.command.internal.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import id.pcc.api.LocalText;
import id.pcc.command.CommandState;
import id.pcc.command.Ending;
import id.pcc.command.IssuedCommand;
import id.pcc.command.Step;
import id.pcc.command.Told;
import id.pcc.web.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code COMMAND.ISSUED} and its steps in {@code COMMAND.STEP}. */
public final class IssuedTable {
  private static final int LONGEST_JSON = 32_000;
  private static final int LONGEST_REASON = 2_000;
  private static final int LONGEST_PROOF = 4_000;
  private static final String WHOLE =
      "SELECT NUMBER, ID, DEPARTMENT, COMMAND, TITLE_ID, TITLE_EN, PARAMETERS, TOLD, FOUR_EYES,"
          + " ASKED_BY, ASKER, REQUEST_KEY, NOT_AFTER, STATE FROM COMMAND.ISSUED ";

  private IssuedTable() {}

  /** The command of that id. */
  public static Optional<IssuedCommand> find(Connection c, String id) throws SQLException {
    return read(c, WHOLE + "WHERE ID = ?", id).stream().findFirst();
  }

  /** The command that somebody asked for under that key. */
  public static Optional<IssuedCommand> find(Connection c, String asker, String key)
      throws SQLException {
    return read(c, WHOLE + "WHERE ASKER = ? AND REQUEST_KEY = ?", asker, key).stream().findFirst();
  }

  /**
   * Commands, newest first.
   *
   * @param department of that department only; {@code null} for all
   * @param before with a smaller number only
   */
  public static List<IssuedCommand> list(
      Connection c, Collection<CommandState> states, String department, long before, int limit)
      throws SQLException {
    if (states.isEmpty()) {
      return List.of();
    }
    List<Object> values = new ArrayList<>();
    states.forEach(state -> values.add(state.wire()));
    String sql =
        WHOLE
            + "WHERE STATE IN ("
            + states.stream().map(state -> "?").collect(Collectors.joining(", "))
            + ") AND NUMBER < ?";
    values.add(before);
    if (department != null) {
      sql += " AND DEPARTMENT = ?";
      values.add(department);
    }
    return read(
        c, sql + " ORDER BY NUMBER DESC FETCH FIRST " + limit + " ROWS ONLY", values.toArray());
  }

  /**
   * Adds a command and gives it its number.
   *
   * @throws IllegalArgumentException when its parameters are longer than what can be kept
   */
  public static IssuedCommand insert(Connection c, IssuedCommand command) throws SQLException {
    try (PreparedStatement insert =
        c.prepareStatement(
            "INSERT INTO COMMAND.ISSUED (ID, DEPARTMENT, COMMAND, TITLE_ID, TITLE_EN, PARAMETERS,"
                + " TOLD, FOUR_EYES, ASKED_BY, ASKER, REQUEST_KEY, NOT_AFTER, STATE, STEPS)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            Statement.RETURN_GENERATED_KEYS)) {
      insert.setString(1, command.id());
      insert.setString(2, command.department());
      insert.setString(3, command.command());
      insert.setString(4, cut(command.title().id(), 500));
      insert.setString(5, cut(command.title().en(), 500));
      insert.setString(6, json(command.parameters()));
      insert.setString(7, json(command.told()));
      insert.setBoolean(8, command.fourEyes());
      insert.setString(9, command.askedBy());
      insert.setString(10, command.asker());
      insert.setString(11, command.key());
      insert.setLong(12, command.notAfter().toEpochMilli());
      insert.setString(13, command.state().wire());
      insert.setInt(14, command.steps().size());
      insert.executeUpdate();
      try (ResultSet keys = insert.getGeneratedKeys()) {
        keys.next();
        IssuedCommand stored = numbered(command, keys.getLong(1));
        for (int step = 0; step < stored.steps().size(); step++) {
          insert(c, stored, step);
        }
        return stored;
      }
    }
  }

  /**
   * Adds a command's last step.
   *
   * @return {@code false} when somebody else added one in between; nothing has changed then
   */
  public static boolean step(Connection c, IssuedCommand command) throws SQLException {
    int steps = command.steps().size();
    try (PreparedStatement update =
        c.prepareStatement(
            "UPDATE COMMAND.ISSUED SET STATE = ?, STEPS = ? WHERE NUMBER = ? AND STEPS = ?")) {
      update.setString(1, command.state().wire());
      update.setInt(2, steps);
      update.setLong(3, command.number());
      update.setInt(4, steps - 1);
      if (update.executeUpdate() == 0) {
        return false;
      }
    }
    insert(c, command, steps - 1);
    return true;
  }

  private static void insert(Connection c, IssuedCommand command, int index) throws SQLException {
    Step step = command.steps().get(index);
    try (PreparedStatement insert =
        c.prepareStatement(
            "INSERT INTO COMMAND.STEP (ISSUED, STEP, DONE_AT, ACTOR, FROM_STATE, TO_STATE, ENDING,"
                + " REASON_ID, REASON_EN, PROOF) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setLong(1, command.number());
      insert.setInt(2, index);
      insert.setLong(3, step.at().toEpochMilli());
      insert.setString(4, step.actor());
      insert.setString(5, step.from() == null ? null : step.from().wire());
      insert.setString(6, step.to().wire());
      insert.setString(7, step.ending() == null ? null : step.ending().wire());
      insert.setString(8, step.reason() == null ? null : cut(step.reason().id(), LONGEST_REASON));
      insert.setString(9, step.reason() == null ? null : cut(step.reason().en(), LONGEST_REASON));
      insert.setString(10, step.proof() == null ? null : cut(step.proof(), LONGEST_PROOF));
      insert.executeUpdate();
    }
  }

  private static List<IssuedCommand> read(Connection c, String sql, Object... values)
      throws SQLException {
    List<IssuedCommand> found = new ArrayList<>();
    try (PreparedStatement select = c.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        select.setObject(i + 1, values[i]);
      }
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(command(row));
        }
      }
    }
    List<IssuedCommand> whole = new ArrayList<>();
    Map<Long, List<Step>> steps = steps(c, found);
    for (IssuedCommand command : found) {
      whole.add(with(command, command.number(), steps.get(command.number())));
    }
    return whole;
  }

  private static IssuedCommand command(ResultSet row) throws SQLException {
    return new IssuedCommand(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        LocalText.of(row.getString(5), row.getString(6)),
        value(row.getString(7), new TypeReference<LinkedHashMap<String, Object>>() {}),
        value(row.getString(8), new TypeReference<List<Told>>() {}),
        row.getBoolean(9),
        row.getString(10),
        row.getString(11),
        row.getString(12),
        Instant.ofEpochMilli(row.getLong(13)),
        CommandState.of(row.getString(14)).orElseThrow(),
        List.of());
  }

  private static Map<Long, List<Step>> steps(Connection c, List<IssuedCommand> commands)
      throws SQLException {
    Map<Long, List<Step>> steps = new LinkedHashMap<>();
    if (commands.isEmpty()) {
      return steps;
    }
    try (PreparedStatement select =
        c.prepareStatement(
            "SELECT ISSUED, DONE_AT, ACTOR, FROM_STATE, TO_STATE, ENDING, REASON_ID, REASON_EN,"
                + " PROOF FROM COMMAND.STEP WHERE ISSUED IN ("
                + commands.stream().map(command -> "?").collect(Collectors.joining(", "))
                + ") ORDER BY ISSUED, STEP")) {
      for (int i = 0; i < commands.size(); i++) {
        select.setLong(i + 1, commands.get(i).number());
      }
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          steps.computeIfAbsent(row.getLong(1), number -> new ArrayList<>()).add(step(row));
        }
      }
    }
    return steps;
  }

  private static Step step(ResultSet row) throws SQLException {
    String from = row.getString(4);
    String ending = row.getString(6);
    String reason = row.getString(7);
    return new Step(
        Instant.ofEpochMilli(row.getLong(2)),
        row.getString(3),
        from == null ? null : CommandState.of(from).orElseThrow(),
        CommandState.of(row.getString(5)).orElseThrow(),
        ending == null ? null : Ending.valueOf(ending.toUpperCase(java.util.Locale.ROOT)),
        reason == null ? null : LocalText.of(reason, row.getString(8)),
        row.getString(9));
  }

  private static IssuedCommand numbered(IssuedCommand command, long number) {
    return with(command, number, command.steps());
  }

  private static IssuedCommand with(IssuedCommand c, long number, List<Step> steps) {
    return new IssuedCommand(
        number,
        c.id(),
        c.department(),
        c.command(),
        c.title(),
        c.parameters(),
        c.told(),
        c.fourEyes(),
        c.askedBy(),
        c.asker(),
        c.key(),
        c.notAfter(),
        c.state(),
        steps);
  }

  private static String cut(String text, int longest) {
    String clean = text.replace("\u0000", "");
    if (clean.length() <= longest) {
      return clean;
    }
    int end = longest - 1;
    return clean.substring(0, Character.isHighSurrogate(clean.charAt(end - 1)) ? end - 1 : end)
        + "…";
  }

  private static String json(Object value) {
    try {
      String json = Json.mapper().writeValueAsString(value);
      if (json.length() > LONGEST_JSON) {
        throw new IllegalArgumentException(
            "the parameters of a command have at most " + LONGEST_JSON + " characters");
      }
      return json;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T value(String json, TypeReference<T> type) throws SQLException {
    try {
      return Json.mapper()
          .readerFor(type)
          .with(DeserializationFeature.USE_LONG_FOR_INTS)
          .readValue(json);
    } catch (JsonProcessingException e) {
      throw new SQLException("a command's parameters cannot be read", e);
    }
  }
}
