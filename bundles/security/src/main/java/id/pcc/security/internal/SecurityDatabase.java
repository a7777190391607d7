package id.pcc.security.internal;

import id.pcc.storage.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The database once the tables of this slice are up to date. */
@Component(service = SecurityDatabase.class)
public final class SecurityDatabase {
  private final Database database;

  @Activate
  public SecurityDatabase(@Reference Database database) {
    this.database = database;
    database.migrate("security", SecurityDatabase.class.getClassLoader());
  }

  /** Does work in one transaction. */
  public <T> T transact(Database.Work<T> work) {
    return database.transact(work);
  }
}
