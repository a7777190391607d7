package id.pcc.deployer.internal;

import id.pcc.api.DepartmentStatus;
import id.pcc.api.LocalText;
import id.pcc.connect.Connection;
import id.pcc.connect.Connector;
import id.pcc.connect.Departments;
import id.pcc.deployer.Deployment;
import id.pcc.deployer.Deployment.Result;
import id.pcc.deployer.inspection.Finding;
import id.pcc.deployer.inspection.Inspection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Says why a department is not as it should be, and what to do. */
final class Doctor {
  private final BundleSwitch bundles;
  private final Departments departments;
  private final SmokeTest smoke;
  private final ServiceComponentRuntime components;

  Doctor(
      BundleSwitch bundles,
      Departments departments,
      SmokeTest smoke,
      ServiceComponentRuntime components) {
    this.bundles = bundles;
    this.departments = departments;
    this.smoke = smoke;
    this.components = components;
  }

  /**
   * Looks at a department.
   *
   * @param last its newest deployment; {@code null} when there is none
   */
  List<LocalText> of(String name, Deployment last) {
    List<LocalText> said = new ArrayList<>();
    List<Bundle> all = bundles.all(name);
    Connection connection = departments.find(name).orElse(null);
    if (all.isEmpty()) {
      said.add(
          LocalText.of(
              "Tidak ada bundel " + name + ": pasang dengan pcc:deploy BERKAS atau di konsol.",
              "There is no bundle of " + name + ": bring it with pcc:deploy FILE or the console."));
    }
    if (all.size() > 1) {
      said.add(
          LocalText.of(
              all.size()
                  + " bundel mengaku "
                  + name
                  + " (nomor "
                  + ids(all)
                  + "): hapus yang lain dengan bundle:uninstall.",
              all.size()
                  + " bundles say they are "
                  + name
                  + " (numbers "
                  + ids(all)
                  + "): remove the others with bundle:uninstall."));
    }
    all.stream().findFirst().ifPresent(bundle -> bundle(name, bundle, connection, said));
    if (connection != null && connection.modified() > 0) {
      status(connection, said);
    }
    attempt(last, said);
    if (said.isEmpty()) {
      said.add(LocalText.of(name + " sehat.", name + " is healthy."));
    }
    return said;
  }

  private static String ids(List<Bundle> all) {
    return String.join(", ", all.stream().map(b -> String.valueOf(b.getBundleId())).toList());
  }

  private void bundle(String name, Bundle bundle, Connection connection, List<LocalText> said) {
    switch (bundle.getState()) {
      case Bundle.INSTALLED -> unresolved(bundle, said);
      case Bundle.RESOLVED ->
          said.add(
              LocalText.of(
                  "Bundelnya dihentikan: jalankan pcc:enable " + name + ".",
                  "Its bundle is stopped: run pcc:enable " + name + "."));
      case Bundle.ACTIVE -> {
        if (connection == null || connection.modified() == 0) {
          component(bundle, connection, said);
        }
      }
      default ->
          said.add(
              LocalText.of(
                  "Bundelnya sedang dimulai atau dihentikan: tunggu sebentar.",
                  "Its bundle is being started or stopped: wait a moment."));
    }
  }

  private void unresolved(Bundle bundle, List<LocalText> said) {
    List<Finding> missing =
        new Inspection(bundles.offer()).imports(bundle.getHeaders("").get("Import-Package"));
    missing.forEach(finding -> said.add(finding.sentence()));
    if (missing.isEmpty()) {
      said.add(
          LocalText.of(
              "Bundelnya meminta sesuatu yang tidak ada: lihat bundle:diag "
                  + bundle.getBundleId()
                  + ".",
              "Its bundle asks for something that is not there: see bundle:diag "
                  + bundle.getBundleId()
                  + "."));
    }
  }

  private void component(Bundle bundle, Connection connection, List<LocalText> said) {
    int before = said.size();
    int described = 0;
    for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs(bundle)) {
      described++;
      for (ComponentConfigurationDTO configuration :
          components.getComponentConfigurationDTOs(component)) {
        for (UnsatisfiedReferenceDTO reference : configuration.unsatisfiedReferences) {
          String service = service(component, reference.name);
          said.add(
              LocalText.of(
                  "Komponennya menunggu layanan " + service + " yang tidak ditawarkan siapa pun.",
                  "Its component waits for the service " + service + ", which nobody offers."));
        }
        if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
          String failure =
              String.valueOf(configuration.failure).lines().findFirst().orElse("unknown");
          said.add(
              LocalText.of(
                  "Komponennya gagal dimulai: " + failure,
                  "Its component failed to start: " + failure));
        }
      }
    }
    if (described == 0) {
      said.add(
          LocalText.of(
              "Bundelnya berjalan tanpa komponen: anotasi @Component(service = Department.class)"
                  + " tidak ada.",
              "Its bundle runs without a component: @Component(service = Department.class) is"
                  + " missing."));
    } else if (said.size() == before
        && connection != null
        && connection.status().reason() != null) {
      said.add(connection.status().reason());
    }
  }

  private static String service(ComponentDescriptionDTO component, String reference) {
    for (ReferenceDTO declared : component.references) {
      if (declared.name.equals(reference)) {
        return declared.interfaceName;
      }
    }
    return reference;
  }

  private void status(Connection connection, List<LocalText> said) {
    List<LocalText> refusals = smoke.refusals(connection);
    for (LocalText refusal : refusals) {
      said.add(
          LocalText.of(
              "Deklarasi ditolak: " + refusal.id(), "A declaration was refused: " + refusal.en()));
    }
    boolean told = !refusals.isEmpty();
    for (Connector connector : connection.connectors()) {
      if (connector.failingSince() != null) {
        told = true;
        LocalText why = connector.lastError();
        said.add(
            LocalText.of(
                "Sumber "
                    + connector.name()
                    + " gagal sejak "
                    + id.pcc.web.Json.time(connector.failingSince())
                    + ": "
                    + why.id(),
                "Source "
                    + connector.name()
                    + " fails since "
                    + id.pcc.web.Json.time(connector.failingSince())
                    + ": "
                    + why.en()));
      }
    }
    DepartmentStatus status = connection.status();
    if (!told && status.reason() != null) {
      said.add(status.reason());
    }
  }

  private static void attempt(Deployment last, List<LocalText> said) {
    Optional.ofNullable(last)
        .filter(d -> d.result() == Result.REJECTED || d.result() == Result.ROLLED_BACK)
        .filter(d -> d.reason() != null)
        .ifPresent(
            d ->
                said.add(
                    LocalText.of(
                        "Pemasangan terakhir (" + d.source() + ") gagal: " + d.reason().id(),
                        "The last deployment (" + d.source() + ") failed: " + d.reason().en())));
  }
}
