package id.pcc.connect.internal.connector;

/**
 * A department that has no bundle.
 *
 * @param document as {@code department.yaml}, as JSON, without its connectors
 * @param changed when it was changed last, in milliseconds UTC
 * @param by who changed it last
 */
public record StoredDepartment(String name, String document, long changed, String by) {}
