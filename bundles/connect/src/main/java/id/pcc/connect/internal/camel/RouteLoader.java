package id.pcc.connect.internal.camel;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.camel.CamelContext;

/** Finds classes and resources where routes need them: in Camel, here, and in the department. */
final class RouteLoader extends ClassLoader {
  private final ClassLoader[] others;

  RouteLoader(ClassLoader department) {
    super(CamelContext.class.getClassLoader());
    this.others = new ClassLoader[] {RouteLoader.class.getClassLoader(), department};
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    for (ClassLoader other : others) {
      try {
        return other.loadClass(name);
      } catch (ClassNotFoundException e) {
        // Perhaps the next one has it.
      }
    }
    throw new ClassNotFoundException(name);
  }

  @Override
  protected URL findResource(String name) {
    for (ClassLoader other : others) {
      URL found = other.getResource(name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  @Override
  protected Enumeration<URL> findResources(String name) throws IOException {
    Set<URL> all = new LinkedHashSet<>();
    for (ClassLoader other : others) {
      all.addAll(Collections.list(other.getResources(name)));
    }
    return Collections.enumeration(all);
  }
}
