package id.pcc.api;

import java.util.regex.Pattern;

/**
 * The rule for every name that is also an SQL identifier and a part of an address: departments,
 * datasets and fields.
 */
public final class Name {
  /** A lower-case letter, then up to 39 lower-case letters, digits and underscores. */
  public static final Pattern PATTERN = Pattern.compile("[a-z][a-z0-9_]{0,39}");

  private Name() {}

  /**
   * Returns the name.
   *
   * @param what what is named, for the error message, such as {@code "dataset"}
   * @throws IllegalArgumentException when the name breaks the rule
   */
  public static String check(String what, String name) {
    if (name == null || !PATTERN.matcher(name).matches()) {
      throw new IllegalArgumentException(
          what + " name \"" + name + "\" must match " + PATTERN.pattern());
    }
    return name;
  }
}
