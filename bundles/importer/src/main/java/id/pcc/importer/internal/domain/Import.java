package id.pcc.importer.internal.domain;

import id.pcc.mapping.format.Reading;

/**
 * A file that somebody brought.
 *
 * @param id its name in addresses
 * @param name what its owner calls it; never part of a path
 * @param size in bytes
 * @param by who brought it, as in the audit
 * @param received when, in milliseconds UTC
 * @param reading how it is read
 * @param load how far it was loaded; {@code null} while it was not
 */
public record Import(
    String id, String name, long size, String by, long received, Reading reading, Load load) {
  /** Whether it is being loaded. */
  public boolean loading() {
    return load != null && load.state().active();
  }

  /** Read in another way. */
  public Import read(Reading other) {
    return new Import(id, name, size, by, received, other, load);
  }

  /** With how far it was loaded. */
  public Import loaded(Load far) {
    return new Import(id, name, size, by, received, reading, far);
  }
}
