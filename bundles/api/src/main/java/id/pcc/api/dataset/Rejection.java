package id.pcc.api.dataset;

/**
 * Why a record was refused.
 *
 * @param index the record's place in the batch, from 0
 * @param field the field at fault; empty when the record as a whole is
 * @param detail a sentence that names what was expected and what came
 */
public record Rejection(long index, String field, String detail) {}
