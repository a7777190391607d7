package id.pcc.wall.internal.rest;

import id.pcc.api.LocalText;
import id.pcc.wall.Output;
import id.pcc.wall.Showing;
import id.pcc.wall.Sighting;
import id.pcc.wall.Surface;
import id.pcc.wall.Walls;
import java.time.Instant;
import java.util.List;

/** What clients see of the walls. */
final class WallViews {
  private WallViews() {}

  record SurfaceView(
      String name,
      LocalText title,
      int widthPx,
      int heightPx,
      int widthMm,
      int heightMm,
      double farthestViewerM,
      double pitchMm,
      int minimumTextPx,
      List<Output> outputs,
      ShowingView current,
      ShowingView next) {}

  record ShowingView(
      String surface, String scene, int version, Instant at, long atMillis, String actor) {}

  record OutputView(
      String surface,
      String name,
      int x,
      int y,
      int w,
      int h,
      int rotation,
      Instant lastSeen,
      String scene,
      Integer version,
      Double fps) {}

  record IssuedKey(String id, String key, String url) {}

  static SurfaceView surface(Walls walls, Surface s) {
    return new SurfaceView(
        s.name(),
        s.title(),
        s.widthPx(),
        s.heightPx(),
        s.widthMm(),
        s.heightMm(),
        s.farthestViewerM(),
        s.pitchMm(),
        s.minimumTextPx(),
        walls.outputs(s.name()),
        walls.current(s.name()).map(WallViews::showing).orElse(null),
        walls.next(s.name()).map(WallViews::showing).orElse(null));
  }

  static ShowingView showing(Showing s) {
    return new ShowingView(
        s.surface(), s.scene(), s.version(), s.at(), s.at().toEpochMilli(), s.actor());
  }

  static OutputView output(Walls walls, Output o) {
    Sighting last = walls.lastSeen(o.surface(), o.name()).orElse(null);
    return new OutputView(
        o.surface(),
        o.name(),
        o.x(),
        o.y(),
        o.w(),
        o.h(),
        o.rotation(),
        last == null ? null : last.at(),
        last == null ? null : last.scene(),
        last == null ? null : last.version(),
        last == null ? null : last.fps());
  }
}
