package id.pcc.deployer.inspection;

import id.pcc.api.Declaration;
import java.util.List;

/**
 * What an inspection found.
 *
 * @param declaration the department's declaration; {@code null} when it cannot be read
 * @param symbolicName the symbolic name of the bundle; empty when it has none
 * @param version the version of the bundle; empty when it has none
 * @param sha256 the SHA-256 of the file, 64 lower-case hexadecimal digits
 * @param bytes the size of the file
 * @param findings what keeps it from being deployed; empty when nothing does
 */
public record Inspected(
    Declaration declaration,
    String symbolicName,
    String version,
    String sha256,
    long bytes,
    List<Finding> findings) {
  public Inspected {
    findings = List.copyOf(findings);
  }

  /** Whether nothing keeps it from being deployed. */
  public boolean fits() {
    return findings.isEmpty();
  }

  /**
   * The department's name: the declared one, else the one that the symbolic name tells; empty when
   * neither does.
   */
  public String department() {
    if (declaration != null) {
      return declaration.name();
    }
    return symbolicName.startsWith(Inspection.PREFIX)
        ? symbolicName.substring(Inspection.PREFIX.length())
        : "";
  }
}
