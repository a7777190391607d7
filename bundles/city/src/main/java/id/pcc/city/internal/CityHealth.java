package id.pcc.city.internal;

import id.pcc.api.HealthPart;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says how the city's reference of places is. */
@Component
public final class CityHealth implements HealthPart {
  private final CityReference city;

  @Activate
  public CityHealth(@Reference CityReference city) {
    this.city = city;
  }

  @Override
  public String name() {
    return "city";
  }

  @Override
  public Health health() {
    return city.health();
  }
}
