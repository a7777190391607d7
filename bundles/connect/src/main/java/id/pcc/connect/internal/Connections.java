package id.pcc.connect.internal;

import id.pcc.api.Declaration;
import id.pcc.api.DepartmentStatus;
import id.pcc.api.LocalText;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.widget.Widget;
import id.pcc.connect.Connection;
import id.pcc.connect.internal.declaration.DeclarationException;
import id.pcc.connect.internal.declaration.DepartmentFile;
import id.pcc.connect.internal.sql.Remembered;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;

/** Puts together what is known of a department, present or away. */
final class Connections {
  private static final int LARGEST_WIDGET = 5 << 20;

  private Connections() {}

  /** What a bundle declares. */
  static DepartmentFile.Whole declaration(Bundle bundle) throws IOException {
    URL file = bundle.getEntry(DepartmentFile.NAME);
    if (file == null) {
      throw new DeclarationException("", "is missing in bundle " + bundle.getSymbolicName());
    }
    try (InputStream in = file.openStream()) {
      return DepartmentFile.whole(in);
    }
  }

  /** The module of a widget that is declared; empty when there is no such file. */
  static Optional<byte[]> widget(Declaration declaration, Bundle bundle, String name) {
    Optional<Widget> widget =
        declaration.widgets().stream().filter(w -> w.name().equals(name)).findFirst();
    URL entry = widget.map(w -> bundle.getEntry(w.module())).orElse(null);
    if (entry == null) {
      return Optional.empty();
    }
    try (InputStream in = entry.openStream()) {
      return Optional.of(in.readNBytes(LARGEST_WIDGET));
    } catch (IOException | IllegalStateException e) {
      // The bundle went away in between.
      return Optional.empty();
    }
  }

  /** A department that runs, or is being started or stopped. */
  static Connection present(HostedDepartment department, Bundle bundle) {
    Declaration declaration = department.declaration();
    return new Connection(
        declaration.name(),
        declaration.title(),
        bundle.getSymbolicName(),
        bundle.getVersion().toString(),
        bundle.getLastModified(),
        department.health().status(),
        declaration.datasets().stream().map(Dataset::name).toList(),
        declaration.layers(),
        declaration.widgets(),
        declaration.commands(),
        department.health().connectors());
  }

  /** A department whose bundle is away. */
  static Connection away(Remembered department, DepartmentStatus status) {
    return new Connection(
        department.name(),
        department.title(),
        department.bundle(),
        department.version(),
        0,
        status,
        department.datasets(),
        department.layers(),
        department.widgets(),
        List.of(),
        List.of());
  }

  /** Why a department is away, and what to do. */
  static DepartmentStatus absence(String symbolicName, Bundle[] bundles, Instant since) {
    LocalText reason =
        LocalText.of(
            "bundel " + symbolicName + " dihapus; datanya tetap ada",
            "bundle " + symbolicName + " removed; its data remains");
    for (Bundle bundle : bundles) {
      if (symbolicName.equals(bundle.getSymbolicName())) {
        reason = present(bundle);
      }
    }
    return new DepartmentStatus(DepartmentStatus.State.STOPPED, reason, since);
  }

  private static LocalText present(Bundle bundle) {
    String name = bundle.getSymbolicName();
    return bundle.getState() == Bundle.ACTIVE
        ? LocalText.of(
            "bundel " + name + " berjalan tanpa menawarkan departemen; lihat scr:list",
            "bundle " + name + " runs but offers no department; see scr:list")
        : LocalText.of(
            "bundel " + name + " berhenti: jalankan bundle:start " + name,
            "bundle " + name + " is stopped: run bundle:start " + name);
  }
}
