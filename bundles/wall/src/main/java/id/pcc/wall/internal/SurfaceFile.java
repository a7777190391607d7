package id.pcc.wall.internal;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import id.pcc.api.LocalText;
import id.pcc.wall.Output;
import id.pcc.wall.Surface;
import id.pcc.wall.internal.domain.SurfacePlan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code surfaces.json}: the administrator's in {@code etc/wall/}, else the shipped one. */
final class SurfaceFile {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();
  private static final long LONGEST = 1_000_000;

  private SurfaceFile() {}

  /**
   * The plan in force.
   *
   * @param plan the surfaces and outputs
   * @param fault why the administrator's file is not the one in force; empty when it is, or when
   *     there is none
   */
  record Read(SurfacePlan plan, String fault) {}

  private record Document(List<Entry> surfaces) {}

  private record Entry(
      String name,
      LocalText title,
      int widthPx,
      int heightPx,
      int widthMm,
      int heightMm,
      double farthestViewerM,
      List<Part> outputs) {}

  private record Part(String name, int x, int y, int w, int h, int rotation) {}

  /**
   * Reads the file.
   *
   * @param file the administrator's file, which may be missing
   */
  static Read read(Path file) {
    if (file == null || !Files.exists(file)) {
      return new Read(shipped(), "");
    }
    try {
      if (Files.size(file) > LONGEST) {
        throw new IOException("it is longer than " + LONGEST + " bytes");
      }
      return new Read(plan(JSON.readValue(file.toFile(), Document.class)), "");
    } catch (IOException | IllegalArgumentException e) {
      String why = why(e);
      return new Read(
          shipped(),
          "etc/wall/surfaces.json is not used, the shipped surfaces are: "
              + why
              + ". Mend the file and restart bundle id.pcc.wall");
    }
  }

  private static String why(Exception e) {
    // Jackson names its source in brackets, redacted; the line is what helps.
    return String.valueOf(e.getMessage())
        .replaceAll("\\[Source: [^;\\]]*; ", "[")
        .replace("\n", " ");
  }

  private static SurfacePlan shipped() {
    try (InputStream in = SurfaceFile.class.getResourceAsStream("/surfaces.json")) {
      return plan(JSON.readValue(in, Document.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SurfacePlan plan(Document document) {
    if (document == null) {
      throw new IllegalArgumentException("it holds nothing");
    }
    List<Surface> surfaces = new ArrayList<>();
    List<Output> outputs = new ArrayList<>();
    for (Entry e : document.surfaces() == null ? List.<Entry>of() : document.surfaces()) {
      if (e == null || e.name() == null || e.title() == null) {
        throw new IllegalArgumentException("a surface needs a name and a title");
      }
      surfaces.add(
          new Surface(
              e.name(),
              e.title(),
              e.widthPx(),
              e.heightPx(),
              e.widthMm(),
              e.heightMm(),
              e.farthestViewerM()));
      for (Part p : e.outputs() == null ? List.<Part>of() : e.outputs()) {
        if (p == null || p.name() == null) {
          throw new IllegalArgumentException("an output of surface " + e.name() + " has no name");
        }
        outputs.add(new Output(e.name(), p.name(), p.x(), p.y(), p.w(), p.h(), p.rotation()));
      }
    }
    return new SurfacePlan(surfaces, outputs);
  }
}
