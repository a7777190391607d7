package id.pcc.city.simulator.internal.domain;

import java.time.LocalTime;
import java.util.List;
import java.util.Map;

/**
 * What happens on the scripted day. Times are times of day as {@code HH:mm}, curves are values by
 * such times.
 */
public record Script(
    long seed,
    List<Place> kelurahan,
    Air air,
    Traffic traffic,
    Cameras cameras,
    Flood flood,
    Health health,
    Fire fire,
    Patrols patrols,
    Schools schools,
    Registry registry,
    Permits permits,
    Relief relief,
    List<Warning> warnings,
    List<Quake> quakes,
    List<Span> outages) {
  /** Whether a server is out of order at a time of day. */
  public boolean out(String server, LocalTime time) {
    return Spans.at(outages, server, time).isPresent();
  }

  /** A named point; degrees of WGS 84. */
  public record Place(String code, String name, double latitude, double longitude, double factor) {}

  /** From a time of day to a later one; {@code what} says what is so in between. */
  public record Span(String what, String from, String to) {}

  /**
   * Air quality.
   *
   * @param curves ISPU of each parameter over the day, multiplied by a station's factor
   * @param without stations that lack a parameter, as {@code PTK4 pm25}
   * @param oldLayout when the server answers in the layout of earlier years
   */
  public record Air(
      List<Place> stations,
      Map<String, Map<String, Double>> curves,
      List<String> without,
      List<Span> oldLayout) {}

  /**
   * Traffic.
   *
   * @param vehicles of five minutes over the day, multiplied by a junction's factor
   */
  public record Traffic(List<Place> junctions, Map<String, Double> vehicles) {}

  /**
   * Cameras.
   *
   * @param places where there are some
   * @param total of all places
   * @param ptz how many can be turned
   * @param dishub at how many places they are Dishub's; the others are Kominfo's
   * @param broken how many have been offline for days
   * @param down one that fails on the day
   */
  public record Cameras(int places, int total, int ptz, int dishub, int broken, List<Span> down) {}

  /**
   * A CAP message.
   *
   * @param name by which later messages refer to it
   * @param msgType {@code Alert, Update} or {@code Cancel}
   * @param replaces the name of the message that this one replaces; {@code null} for none
   * @param publish when it is published
   * @param until when it ends, and leaves the index
   * @param polygons latitude first, as CAP writes them
   * @param cut whether the document breaks off in the middle
   */
  public record Warning(
      String name,
      String status,
      String msgType,
      String replaces,
      String publish,
      String until,
      String event,
      String severity,
      String urgency,
      String certainty,
      String headline,
      String description,
      String instruction,
      String area,
      List<String> polygons,
      boolean cut) {}

  /** An earthquake so many hours before the day on which the simulation began. */
  public record Quake(
      double hoursAgo,
      double latitude,
      double longitude,
      double magnitude,
      int depth,
      String region,
      String felt) {}
}
