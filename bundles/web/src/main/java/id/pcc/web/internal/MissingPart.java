package id.pcc.web.internal;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Why a part is not there, and what to do about it. */
final class MissingPart {
  private final BundleContext context;
  private final ServiceComponentRuntime components;

  MissingPart(BundleContext context, ServiceComponentRuntime components) {
    this.context = context;
    this.components = components;
  }

  /** Why the part of that name is not there: a sentence for an administrator. */
  String why(String part) {
    String name = "id.pcc." + part;
    for (Bundle bundle : context.getBundles()) {
      if (name.equals(bundle.getSymbolicName())) {
        return "bundle " + name + " is " + state(bundle, name);
      }
    }
    return "bundle " + name + " is not installed: install it with feature:install pcc-" + part;
  }

  private String state(Bundle bundle, String name) {
    return switch (bundle.getState()) {
      case Bundle.INSTALLED -> "Installed and lacks something: see bundle:diag " + name;
      case Bundle.RESOLVED -> "Resolved: start it with bundle:start " + name;
      case Bundle.STARTING -> "Starting: wait, or see the log";
      case Bundle.STOPPING -> "Stopping";
      default -> active(bundle, name);
    };
  }

  private String active(Bundle bundle, String name) {
    Set<String> awaited = new TreeSet<>();
    Set<String> failed = new TreeSet<>();
    for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs(bundle)) {
      for (ComponentConfigurationDTO configuration :
          components.getComponentConfigurationDTOs(component)) {
        for (UnsatisfiedReferenceDTO reference : configuration.unsatisfiedReferences) {
          awaited.add(service(component, reference.name));
        }
        if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
          failed.add(simple(component.name));
        }
      }
    }
    // What the bundle itself would offer is no cause: something else is missing before it.
    for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs(bundle)) {
      Arrays.stream(component.serviceInterfaces).map(MissingPart::simple).forEach(awaited::remove);
    }
    if (!failed.isEmpty()) {
      return "Active, but failed to start " + failed + ": see the log, then bundle:restart " + name;
    }
    return awaited.isEmpty()
        ? "Active and not ready yet: wait, or see bundle:diag " + name
        : "Active and waits for " + awaited + ": see the other parts";
  }

  private static String service(ComponentDescriptionDTO component, String reference) {
    for (ReferenceDTO declared : component.references) {
      if (declared.name.equals(reference)) {
        return simple(declared.interfaceName);
      }
    }
    return reference;
  }

  private static String simple(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }
}
