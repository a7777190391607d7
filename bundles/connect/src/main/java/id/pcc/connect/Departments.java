package id.pcc.connect;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The departments that are or were connected. */
@ProviderType
public interface Departments {
  /** All departments, by name; also those whose bundle is away. */
  List<Connection> all();

  /** One department. */
  Optional<Connection> find(String name);

  /**
   * The source of a widget's module, out of the department's bundle.
   *
   * @param widget the widget's name, without the department
   * @return empty when the department is away, declares no such widget or holds no such file
   */
  Optional<byte[]> widget(String department, String widget);
}
