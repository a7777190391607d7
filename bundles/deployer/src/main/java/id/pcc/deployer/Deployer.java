package id.pcc.deployer;

import id.pcc.api.LocalText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Brings, changes and takes away departments, one thing at a time for each. Nothing else restarts.
 * Everything is audited and kept in the history.
 */
@ProviderType
public interface Deployer {
  /**
   * Who brings what from where.
   *
   * @param source as in {@link Deployment#source}
   * @param actor as in the audit
   * @param trusted whether the actor vouches for the file, having seen its checksum
   */
  record Offered(String source, String actor, boolean trusted) {}

  /**
   * Looks at a jar; changes nothing.
   *
   * @throws IOException when the file cannot be read
   */
  Looked look(Path jar) throws IOException;

  /**
   * Deploys a jar: checks it, puts it in the place of the one before, waits until it is healthy,
   * and puts the one before back when it does not become so.
   *
   * @param jar any file; a copy of it is kept
   * @return how it ended, with the reason
   * @throws IOException when the file cannot be read
   * @throws DeploymentException when the department is being changed already
   * @throws id.pcc.storage.StoreException when the database is away
   */
  Deployment deploy(Path jar, Offered offered) throws IOException;

  /**
   * Puts an earlier version back in place, as {@link #deploy} does.
   *
   * @param id the number of a deployment that is {@link Deployment#returnable}
   * @throws DeploymentException when there is none, its file is gone, or the department is being
   *     changed
   */
  Deployment returnTo(long id, String actor) throws IOException;

  /**
   * The newest deployments, the newest first.
   *
   * @param department of whom; empty for all
   * @param limit at most so many, 1 to 500
   */
  List<Deployment> history(String department, int limit);

  /**
   * Takes a department away; its data remain.
   *
   * @throws DeploymentException when it is not there, or is a part of the assembly
   */
  Deployment remove(String department, String actor);

  /** Stops a department's bundle and starts it again. */
  void restart(String department, String actor);

  /** Stops a department's bundle until it is enabled again, also over restarts. */
  void disable(String department, String actor);

  /** Starts a department's bundle that was disabled. */
  void enable(String department, String actor);

  /**
   * Why a department is not as it should be, in words that an administrator can act on.
   *
   * @return one sentence at least
   */
  List<LocalText> doctor(String department);
}
