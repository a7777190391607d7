package id.pcc.connect.internal.connector;

/**
 * A connector that somebody made without code.
 *
 * @param document as in {@code connectors:} of {@code department.yaml}, as JSON; secrets sealed
 * @param enabled whether it runs
 * @param changed when it was changed last, in milliseconds UTC
 * @param by who changed it last
 */
public record StoredConnector(
    String department, String name, String document, boolean enabled, long changed, String by) {}
