package id.pcc.storage.internal.command;

import id.pcc.storage.Catalogue;
import id.pcc.storage.Catalogue.Entry;
import id.pcc.storage.Catalogue.Volume;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code pcc:datasets}: what is in the one database. */
@Service
@Command(
    scope = "pcc",
    name = "datasets",
    description = "Daftar dataset dan isinya / lists the datasets and what they hold")
public final class DatasetsCommand implements Action {
  @Reference private Catalogue catalogue;

  @Override
  public Object execute() {
    List<Entry> entries = catalogue.entries();
    if (entries.isEmpty()) {
      System.out.println("Belum ada dataset / no department has declared a dataset yet");
      return null;
    }
    Table table =
        new Table("DATASET", "RECORDS", "QUARANTINED", "NEWEST (WIB)", "EVERY", "CLASSIFICATION");
    for (Entry entry : entries) {
      Volume volume = catalogue.volume(entry.id());
      table.row(
          entry.id(),
          volume.rows(),
          volume.quarantined(),
          volume.newest() == null ? null : Shown.time(Instant.ofEpochMilli(volume.newest())),
          Shown.every(entry.dataset().frequency()),
          entry.dataset().classification().name().toLowerCase(Locale.ROOT));
    }
    table.lines().forEach(System.out::println);
    for (Entry entry : entries) {
      if (!entry.refusal().isEmpty()) {
        System.out.println();
        System.out.println(entry.id() + ": " + entry.refusal());
      }
    }
    return null;
  }
}
