package id.pcc.mapping;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How the rows of a table become records of a dataset.
 *
 * @param rules one for each field that is filled
 */
public record Mapping(List<Rule> rules) {
  public Mapping {
    rules = rules == null ? List.of() : List.copyOf(rules);
    Set<String> fields = new HashSet<>();
    for (Rule rule : rules) {
      if (!fields.add(rule.field())) {
        throw new IllegalArgumentException("field " + rule.field() + " is mapped twice");
      }
    }
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("no field is mapped");
    }
  }

  /**
   * This mapping over the columns of a table.
   *
   * @throws IllegalArgumentException when it names a column that the table does not have
   */
  public MappedRows over(List<String> columns) {
    return new MappedRows(this, columns);
  }
}
