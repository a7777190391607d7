package id.pcc.storage.internal.domain;

/**
 * A GeoJSON geometry that was checked.
 *
 * @param text the geometry as JSON, without foreign members
 * @param west least longitude
 * @param south least latitude
 * @param east greatest longitude
 * @param north greatest latitude
 */
public record Shape(String text, double west, double south, double east, double north) {}
