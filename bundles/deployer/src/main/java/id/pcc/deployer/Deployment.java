package id.pcc.deployer;

import id.pcc.api.LocalText;
import java.time.Instant;

/**
 * An attempt to bring, change or take away a department, as it is kept.
 *
 * @param id its number
 * @param department whose it is; empty when the file did not say
 * @param version the version of the bundle; empty when the file did not say
 * @param sha256 the checksum of the file
 * @param source where it came from: {@code upload <name>}, {@code command <path>}, {@code url
 *     <address>}, {@code folder <name>}, {@code return <id>} or {@code shipped}
 * @param actor who did it, in the words of the audit
 * @param trust why the file was believed, or that it was not
 * @param begun when it began
 * @param ended when it ended; {@code null} while it goes on
 * @param reason why it ended so; {@code null} when there is nothing to say
 */
public record Deployment(
    long id,
    String department,
    String version,
    String sha256,
    String source,
    String actor,
    String trust,
    Instant begun,
    Instant ended,
    Result result,
    LocalText reason) {
  /** How it ended. */
  public enum Result {
    /** Goes on. */
    UNDERWAY,
    /** Runs, or did until another one took its place. */
    DEPLOYED,
    /** Was there before the deployer: a part of the assembly, or installed by hand. */
    SHIPPED,
    /** Was not let in; nothing changed. */
    REJECTED,
    /** Did not become healthy; the one before runs again. */
    ROLLED_BACK,
    /** The command center ended while it went on. */
    INTERRUPTED,
    /** The department was taken away. */
    REMOVED
  }

  /** Whether one can return to it. */
  public boolean returnable() {
    return result == Result.DEPLOYED || result == Result.SHIPPED;
  }
}
