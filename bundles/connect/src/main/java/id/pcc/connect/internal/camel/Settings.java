package id.pcc.connect.internal.camel;

import java.util.Map;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.spi.PropertiesSource;

/**
 * A department's configuration as {@code {{key}}} of its routes. A blank value counts as missing,
 * and nothing is read from the process's environment: an administrator sees all that a department
 * is told in one file.
 */
final class Settings implements PropertiesSource {
  private final Map<String, String> configuration;

  private Settings(Map<String, String> configuration) {
    this.configuration = configuration;
  }

  static PropertiesComponent component(Map<String, String> configuration) {
    PropertiesComponent component = new PropertiesComponent();
    component.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
    component.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_NEVER);
    component.setAutoDiscoverPropertiesSources(false);
    component.addPropertiesSource(new Settings(configuration));
    return component;
  }

  @Override
  public String getName() {
    return "configuration";
  }

  @Override
  public String getProperty(String name) {
    String value = configuration.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }
}
