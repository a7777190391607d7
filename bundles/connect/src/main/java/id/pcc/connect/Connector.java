package id.pcc.connect;

import id.pcc.api.LocalText;
import java.time.Instant;

/**
 * A route of a department that brings data.
 *
 * @param name the route's name
 * @param lastSuccess when it last did all it had to; {@code null} when never
 * @param lastError the last thing that went wrong, one sentence; {@code null} when nothing has
 * @param lastErrorAt when that was; {@code null} when nothing has
 * @param failingSince when it began to fail; {@code null} while it does not
 * @param nextTry when it will be tried again; {@code null} when that is not known or it does not
 *     fail
 */
public record Connector(
    String name,
    Instant lastSuccess,
    LocalText lastError,
    Instant lastErrorAt,
    Instant failingSince,
    Instant nextTry) {}
