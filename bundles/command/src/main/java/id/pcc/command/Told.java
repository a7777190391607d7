package id.pcc.command;

import id.pcc.api.LocalText;

/**
 * A parameter in words, as they were when the command was asked for.
 *
 * @param name the parameter's name
 * @param title what it is
 * @param value what was told, such as a code's meaning
 * @param unit its unit; empty when it has none
 */
public record Told(String name, LocalText title, LocalText value, String unit) {}
