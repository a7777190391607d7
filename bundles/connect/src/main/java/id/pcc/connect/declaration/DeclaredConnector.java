package id.pcc.connect.declaration;

import id.pcc.api.Name;
import id.pcc.mapping.Mapping;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * A way in that needs no code: where the rows are, and which fields of a dataset they fill.
 *
 * @param name by the rule of {@link Name}; also the route
 * @param dataset the dataset, without the department
 * @param protocol how the source is reached
 * @param address where it is; may hold {@code {{setting}}}; empty where the source comes by itself
 * @param login who asks; its texts may hold {@code {{setting}}}
 * @param every how often it is asked; {@code null} for one that waits to be told
 * @param notation how rows are written
 * @param rows where they stand in a document: a JSON pointer (RFC 6901), or element names after
 *     slashes in XML; empty for the document itself
 * @param paging how documents continue; {@code null} when they do not
 * @param watermark how only new rows are asked for; {@code null} when all are
 * @param options what belongs to the protocol alone, such as {@code topic}
 * @param mapping which fields are filled from what
 */
public record DeclaredConnector(
    String name,
    String dataset,
    Protocol protocol,
    String address,
    Login login,
    Duration every,
    Notation notation,
    String rows,
    Paging paging,
    Watermark watermark,
    Map<String, String> options,
    Mapping mapping) {
  public DeclaredConnector {
    Name.check("connector", name);
    Name.check("dataset", dataset);
    Objects.requireNonNull(protocol, "protocol");
    Objects.requireNonNull(login, "login");
    Objects.requireNonNull(mapping, "fields");
    options = Map.copyOf(options);
    if (address.isBlank() && protocol.addressed()) {
      throw new IllegalArgumentException("an address is expected");
    }
    if (!protocol.pushed() && (every == null || every.isNegative() || every.isZero())) {
      throw new IllegalArgumentException("every: a duration is expected");
    }
    if (!rows.isEmpty() && !rows.startsWith("/")) {
      throw new IllegalArgumentException("rows: a path such as /data/items is expected");
    }
  }

  /** What an option says; the other text when it does not. */
  public String option(String option, String otherwise) {
    return options.getOrDefault(option, otherwise);
  }
}
