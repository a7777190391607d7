package id.pcc.city.internal.domain;

import id.pcc.api.LocalText;
import id.pcc.api.city.Kelurahan;
import id.pcc.storage.ReferenceTable;
import id.pcc.storage.ReferenceTable.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The city's kelurahan and kecamatan as reference codes, in the code systems of Kemendagri and BPS.
 */
public final class AreaCodes {
  private static final String KEMENDAGRI = "kemendagri";
  private static final String BPS = "bps";
  private static final int BPS_KECAMATAN_DIGITS = 7;

  private AreaCodes() {}

  /**
   * Both tables.
   *
   * @param source where the codes come from
   * @throws IllegalArgumentException when the kelurahan do not lie in their kecamatan by their
   *     codes
   */
  public static List<ReferenceTable> tables(List<Kelurahan> kelurahan, String source) {
    Map<String, Row> kecamatan = new LinkedHashMap<>();
    List<Row> rows = new ArrayList<>();
    for (Kelurahan each : kelurahan) {
      Row above = kecamatan(each);
      Row other = kecamatan.putIfAbsent(above.code(), above);
      if (other != null && !other.equals(above)) {
        throw new IllegalArgumentException(
            each.name()
                + " ("
                + each.code()
                + ", "
                + each.bpsCode()
                + "): its kecamatan is "
                + above.title().id()
                + " here and "
                + other.title().id()
                + " elsewhere");
      }
      rows.add(
          new Row(
              each.code(), LocalText.name(each.name()), above.code(), Map.of(BPS, each.bpsCode())));
    }
    return List.of(
        new ReferenceTable(
            "kecamatan",
            LocalText.of("Kecamatan", "Districts (kecamatan)"),
            source,
            "",
            KEMENDAGRI,
            "",
            List.copyOf(kecamatan.values())),
        new ReferenceTable(
            "kelurahan",
            LocalText.of("Kelurahan", "Urban villages (kelurahan)"),
            source,
            "",
            KEMENDAGRI,
            "kecamatan",
            rows));
  }

  /** Both systems number a kelurahan within its kecamatan, so its code begins with that one's. */
  private static Row kecamatan(Kelurahan kelurahan) {
    int dot = kelurahan.code().lastIndexOf('.');
    if (dot < 1 || kelurahan.bpsCode().length() <= BPS_KECAMATAN_DIGITS) {
      throw new IllegalArgumentException(
          kelurahan.name()
              + ": the codes "
              + kelurahan.code()
              + " and "
              + kelurahan.bpsCode()
              + " name no kecamatan");
    }
    return new Row(
        kelurahan.code().substring(0, dot),
        LocalText.name(kelurahan.kecamatan()),
        "",
        Map.of(BPS, kelurahan.bpsCode().substring(0, BPS_KECAMATAN_DIGITS)));
  }
}
