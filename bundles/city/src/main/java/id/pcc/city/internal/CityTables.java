package id.pcc.city.internal;

import id.pcc.api.city.Kelurahan;
import id.pcc.city.internal.domain.AreaCodes;
import id.pcc.storage.ReferenceTable;
import id.pcc.storage.References;
import id.pcc.storage.StoreException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the city's areas into the catalogue as reference codes, and again whenever an
 * administrator changes them.
 */
@Component(service = CityTables.class, immediate = true)
public final class CityTables {
  private static final Logger LOG = LoggerFactory.getLogger(CityTables.class);
  private static final String OWNER = "city";

  private final CityReference city;
  private final References references;
  private final Runnable looking = this::bring;
  private List<Kelurahan> brought = List.of();
  private String source = "";

  @Activate
  public CityTables(@Reference CityReference city, @Reference References references) {
    this.city = city;
    this.references = references;
    city.afterLook(looking);
    bring();
  }

  @Deactivate
  void deactivate() {
    city.noMore(looking);
  }

  private synchronized void bring() {
    List<Kelurahan> kelurahan = city.kelurahan();
    String from = city.source();
    if (kelurahan.equals(brought) && from.equals(source)) {
      return;
    }
    try {
      for (ReferenceTable table : AreaCodes.tables(kelurahan, from)) {
        references.bring(table, OWNER);
      }
      brought = kelurahan;
      source = from;
    } catch (StoreException e) {
      LOG.debug("The codes of the city's areas wait until the database is back", e);
    } catch (IllegalArgumentException e) {
      brought = kelurahan;
      source = from;
      LOG.warn("The city's areas make no table of reference codes: {}", e.getMessage());
    }
  }
}
