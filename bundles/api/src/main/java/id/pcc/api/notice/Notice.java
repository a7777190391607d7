package id.pcc.api.notice;

import id.pcc.api.LocalText;
import id.pcc.api.city.City;
import id.pcc.api.city.Kelurahan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Something that people on shift should know now.
 *
 * @param fingerprint what makes a repetition the same notice, up to 200 characters, unique within
 *     its source
 * @param severity how bad it is
 * @param title one line
 * @param text what happened, on what, what to do
 * @param at when it happened
 * @param expires when it no longer matters; {@code null} when it stays until settled
 * @param place where
 * @param exercise whether it is an exercise or a test, which never pages anyone
 */
public record Notice(
    String fingerprint,
    Severity severity,
    LocalText title,
    LocalText text,
    Instant at,
    Instant expires,
    Place place,
    boolean exercise) {
  public Notice {
    Objects.requireNonNull(fingerprint, "fingerprint");
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(place, "place");
  }

  /** A real notice that stays until it is settled. */
  public static Notice of(
      String fingerprint,
      Severity severity,
      LocalText title,
      LocalText text,
      Instant at,
      Place place) {
    return new Notice(fingerprint, severity, title, text, at, null, place, false);
  }

  /** This notice, which no longer matters from then on. */
  public Notice until(Instant end) {
    return new Notice(fingerprint, severity, title, text, at, end, place, exercise);
  }

  /**
   * Where something happened.
   *
   * @param kelurahan Kemendagri codes of the kelurahan concerned; empty when none or unknown
   * @param longitude WGS 84 degrees, {@code null} when unknown
   * @param latitude WGS 84 degrees, {@code null} when unknown
   */
  public record Place(List<String> kelurahan, Double longitude, Double latitude) {
    /** Nowhere in particular. */
    public static final Place NONE = new Place(List.of(), null, null);

    public Place {
      kelurahan = List.copyOf(kelurahan);
    }

    /**
     * The place of a point, with the kelurahan that holds it.
     *
     * @param point a GeoJSON point; anything else gives {@link #NONE}
     */
    public static Place of(Object point, City city) {
      if (point instanceof Map<?, ?> geometry
          && geometry.get("coordinates") instanceof List<?> c
          && c.size() > 1
          && c.get(0) instanceof Number longitude
          && c.get(1) instanceof Number latitude) {
        double x = longitude.doubleValue();
        double y = latitude.doubleValue();
        return new Place(city.at(x, y).map(Kelurahan::code).stream().toList(), x, y);
      }
      return NONE;
    }

    /**
     * How far this is from the middle of the city's bounding box, in whole kilometres over the
     * sphere; {@code null} when it is not known.
     */
    public Long kilometresFrom(City city) {
      if (longitude == null || latitude == null) {
        return null;
      }
      double[] box = city.boundingBox();
      double here = Math.toRadians((box[1] + box[3]) / 2);
      double there = Math.toRadians(latitude);
      double turn = Math.toRadians(longitude - (box[0] + box[2]) / 2);
      double a =
          Math.pow(Math.sin((there - here) / 2), 2)
              + Math.cos(here) * Math.cos(there) * Math.pow(Math.sin(turn / 2), 2);
      return Math.round(2 * 6371 * Math.asin(Math.sqrt(Math.min(1, a))));
    }
  }
}
