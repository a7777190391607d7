package id.pcc.connect.internal;

import id.pcc.api.Department;
import id.pcc.connect.declaration.DepartmentFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.osgi.framework.Bundle;

/**
 * A department that is written without Java: what its bundle declares in {@code department.yaml},
 * and Camel routes in {@code routes/*.yaml}.
 */
final class YamlDepartment implements Department, RoutesBuilder {
  private static final String PREFIX = "id.pcc.departments.";
  private static final int LARGEST = 1_000_000;

  private final Bundle bundle;

  YamlDepartment(Bundle bundle) {
    this.bundle = bundle;
  }

  /** Whether a bundle is one: named and declared as a department, without components of Java. */
  static boolean is(Bundle bundle) {
    return String.valueOf(bundle.getSymbolicName()).startsWith(PREFIX)
        && bundle.getHeaders().get("Service-Component") == null
        && bundle.getEntry(DepartmentFile.NAME) != null;
  }

  @Override
  public void addRoutesToCamelContext(CamelContext context) throws Exception {
    var files = bundle.findEntries("routes", "*.yaml", false);
    if (files == null) {
      return;
    }
    List<URL> routes = Collections.list(files);
    routes.sort((a, b) -> a.getPath().compareTo(b.getPath()));
    for (URL route : routes) {
      String name = route.getPath().substring(route.getPath().lastIndexOf('/') + 1);
      PluginHelper.getRoutesLoader(context)
          .loadRoutes(ResourceHelper.fromBytes(name, content(route, name)));
    }
  }

  private static byte[] content(URL route, String name) throws IOException {
    try (InputStream in = route.openStream()) {
      byte[] raw = in.readNBytes(LARGEST + 1);
      if (raw.length > LARGEST) {
        throw new IOException("routes/" + name + " has more than " + LARGEST + " bytes");
      }
      return raw;
    }
  }

  @Override
  public void addTemplatedRoutesToCamelContext(CamelContext context) {
    // The files hold routes, and no parameters for templates.
  }

  @Override
  public Set<String> updateRoutesToCamelContext(CamelContext context) throws Exception {
    addRoutesToCamelContext(context);
    return Set.of();
  }
}
