package id.pcc.connect;

import java.time.Instant;

/**
 * What a department answered to an order.
 *
 * @param text its answer, up to 4,000 characters; empty when it gave none
 * @param at when it had been answered
 */
public record Proof(String text, Instant at) {}
