package id.pcc.storage;

import id.pcc.api.LocalText;
import id.pcc.api.Name;
import id.pcc.api.dataset.Fault;
import id.pcc.api.dataset.FaultyException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A table of reference codes (<i>kode referensi</i>, Perpres 39/2019): the signs that stand for the
 * same thing in every dataset of the city.
 *
 * @param name by the rule of {@link Name}; what {@link id.pcc.api.dataset.Field#reference} names
 * @param title what people call it
 * @param source the law or body that the codes come from, at most 500 characters, never blank
 * @param edition the version or date that the source gives, as people write it, at most 100
 *     characters; empty when it gives none
 * @param system the system of the rows' own codes, by the rule of {@link Name}, such as {@code
 *     kemendagri}
 * @param parents the table that the rows' parents stand in; empty when it is this one
 * @param rows at least one and at most {@link #MOST_ROWS}; each code once
 */
public record ReferenceTable(
    String name,
    LocalText title,
    String source,
    String edition,
    String system,
    String parents,
    List<Row> rows) {
  /** The greatest number of rows. */
  private static final LocalText NOWHERE = LocalText.name(":");

  public static final int MOST_ROWS = 20_000;

  /** The greatest length of a code. */
  public static final int LONGEST_CODE = 100;

  /** The greatest length of a title in one language. */
  public static final int LONGEST_TITLE = 300;

  private static final int LONGEST_SOURCE = 500;
  private static final int LONGEST_EDITION = 100;
  private static final int MOST_SYSTEMS = 20;

  /**
   * A code and what it stands for.
   *
   * @param code without blanks around it, 1 to {@link #LONGEST_CODE} characters
   * @param title what it stands for
   * @param parent the code of what it is part of; empty when it is part of nothing
   * @param codes what other systems call the same, by system
   */
  public record Row(String code, LocalText title, String parent, Map<String, String> codes) {
    /** The codes keep their order. */
    public Row {
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(title, "title");
      Objects.requireNonNull(parent, "parent");
      codes = Collections.unmodifiableMap(new LinkedHashMap<>(codes));
    }
  }

  /**
   * A table that holds together.
   *
   * @throws IllegalArgumentException naming the row and what is wrong with it
   */
  public ReferenceTable {
    Name.check("table", name);
    Objects.requireNonNull(title, "title");
    title(LocalText.name("title"), title);
    text(LocalText.name("source"), source, LONGEST_SOURCE);
    if (source.isBlank()) {
      throw faulty(
          NOWHERE,
          "reference.source",
          "source: sebutkan aturan atau lembaga asal kodenya",
          "source: say which law or body the codes come from");
    }
    text(LocalText.name("edition"), edition, LONGEST_EDITION);
    Name.check("system", system);
    if (!parents.isEmpty()) {
      Name.check("parents", parents);
    }
    rows = List.copyOf(rows);
    if (rows.isEmpty() || rows.size() > MOST_ROWS) {
      throw faulty(
          NOWHERE,
          "reference.rows",
          "rows: sebuah tabel punya 1 sampai {most} baris, dan yang ini {rows}",
          "rows: a table has 1 to {most} rows, and this one has {rows}",
          "most",
          MOST_ROWS,
          "rows",
          rows.size());
    }
    check(system, parents, rows);
  }

  private static void check(String system, String parents, List<Row> rows) {
    Map<String, Set<String>> seen = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      LocalText where = row(i);
      code(where, row.code());
      once(where, seen, system, row.code());
      title(in(where, "title"), row.title());
      if (!row.parent().isEmpty()) {
        code(in(where, "parent: "), row.parent());
      }
      for (Map.Entry<String, String> other : row.codes().entrySet()) {
        if (other.getKey().equals(system)) {
          throw faulty(
              where,
              "reference.own_system",
              "kode {system} adalah milik barisnya sendiri; sebutkan sistem lain",
              "codes of {system} are the rows' own; name another system",
              "system",
              system);
        }
        Name.check("system", other.getKey());
        code(in(where, other.getKey() + ": "), other.getValue());
        once(where, seen, other.getKey(), other.getValue());
      }
    }
    if (seen.size() > MOST_SYSTEMS) {
      throw faulty(
          NOWHERE,
          "reference.systems",
          "sebuah tabel paling banyak {most} sistem kode",
          "a table has at most {most} code systems",
          "most",
          MOST_SYSTEMS);
    }
    if (parents.isEmpty()) {
      checkParents(rows, seen.get(system));
    }
  }

  private static void checkParents(List<Row> rows, Set<String> codes) {
    Map<String, String> above = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      if (!row.parent().isEmpty() && !codes.contains(row.parent())) {
        throw faulty(
            row(i),
            "reference.parent",
            "induk {value} bukan kode tabel ini",
            "the parent {value} is no code of this table",
            "value",
            row.parent());
      }
      above.put(row.code(), row.parent());
    }
    Set<String> sound = new HashSet<>(Set.of(""));
    for (String code : above.keySet()) {
      Set<String> path = new LinkedHashSet<>();
      for (String at = code; !sound.contains(at); at = above.get(at)) {
        if (!path.add(at)) {
          throw faulty(
              NOWHERE,
              "reference.circle",
              "{value} adalah bagian dari dirinya sendiri",
              "{value} is a part of itself",
              "value",
              at);
        }
      }
      sound.addAll(path);
    }
  }

  private static void once(
      LocalText where, Map<String, Set<String>> seen, String system, String c) {
    if (!seen.computeIfAbsent(system, s -> new HashSet<>()).add(c)) {
      throw faulty(
          where,
          "reference.twice",
          "kode {value} dari {system} juga ada di baris sebelumnya",
          "the code {value} of {system} stands in an earlier row, too",
          "value",
          c,
          "system",
          system);
    }
  }

  private static void code(LocalText where, String code) {
    text(in(where, "code"), code, LONGEST_CODE);
    if (code.isEmpty() || !code.equals(code.strip())) {
      throw faulty(
          where,
          "reference.code",
          "sebuah kode punya 1 sampai {most} karakter, tanpa spasi di tepinya",
          "a code has 1 to {most} characters and no blanks around it",
          "most",
          LONGEST_CODE);
    }
  }

  /** Before what is wrong with a row, from 0. */
  private static LocalText row(int index) {
    return LocalText.of("baris " + (index + 1) + ": ", "row " + (index + 1) + ": ");
  }

  private static LocalText in(LocalText where, String member) {
    return LocalText.of(where.id() + member, where.en() + member);
  }

  private static FaultyException faulty(
      LocalText where, String code, String id, String en, Object... namesAndValues) {
    Fault fault = Fault.of(code, LocalText.of(id, en), namesAndValues);
    return new FaultyException(
        where == NOWHERE
            ? fault
            : new Fault(
                fault.code(),
                fault.arguments(),
                LocalText.of(where.id() + fault.text().id(), where.en() + fault.reason())));
  }

  private static void title(LocalText where, LocalText title) {
    text(where, title.id(), LONGEST_TITLE);
    text(where, title.en(), LONGEST_TITLE);
  }

  private static void text(LocalText where, String text, int most) {
    if (text == null || text.length() > most) {
      throw faulty(
          where,
          "reference.long",
          ": paling banyak {most} karakter",
          ": at most {most} characters",
          "most",
          most);
    }
    if (text.chars().anyMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c))) {
      throw faulty(
          where,
          "reference.character",
          ": memuat karakter yang bukan untuk satu baris",
          ": holds a character that is not for a line");
    }
  }

  /** The code systems, the rows' own first. */
  public Set<String> systems() {
    Set<String> systems = new LinkedHashSet<>(List.of(system));
    rows.forEach(row -> systems.addAll(row.codes().keySet()));
    return systems;
  }

  /** All codes of a row, by system, its own first. */
  public Map<String, String> codes(Row row) {
    Map<String, String> codes = new LinkedHashMap<>();
    codes.put(system, row.code());
    codes.putAll(row.codes());
    return codes;
  }
}
