package id.pcc.city.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import id.pcc.api.city.Kelurahan;
import id.pcc.city.internal.domain.BoundaryReading;
import id.pcc.city.internal.domain.KelurahanTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files that describe the city. */
final class CityFiles {
  private static final long LARGEST = 64L << 20;
  private static final long LARGEST_TABLE = 4L << 20;
  private static final int MOST_FILES = 200;

  private final ObjectReader json =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(50)
                          .maxDocumentLength(LARGEST)
                          .build())
                  .build())
          .readerFor(new TypeReference<Map<String, Object>>() {})
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** The table that comes with this bundle. */
  List<Kelurahan> shippedKelurahan() throws IOException {
    try (InputStream in = CityFiles.class.getResourceAsStream("kelurahan.csv")) {
      return KelurahanTable.read(
          new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    }
  }

  /** An administrator's table. */
  List<Kelurahan> kelurahan(Path file) throws IOException {
    if (Files.size(file) > LARGEST_TABLE) {
      throw new IllegalArgumentException("larger than " + (LARGEST_TABLE >> 20) + " MB");
    }
    try {
      return KelurahanTable.read(Files.readAllLines(file, StandardCharsets.UTF_8));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("is not in UTF-8: save it so", e);
    }
  }

  /** The files of boundaries, by name; none when there is no such folder. */
  List<Path> boundaryFiles(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.getFileName().toString().matches(".+\\.(geo)?json"))
          .sorted()
          .limit(MOST_FILES)
          .toList();
    }
  }

  /** Reads a file of boundaries; what is wrong with it becomes a fault of the reading. */
  void readBoundaries(Path file, BoundaryReading reading) {
    String name = file.getFileName().toString();
    try {
      if (Files.size(file) > LARGEST) {
        reading.unreadable(name, "larger than " + (LARGEST >> 20) + " MB");
        return;
      }
      reading.take(name, json.readValue(file.toFile()));
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : " at line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr();
      reading.unreadable(name, "is no JSON" + where + ": " + e.getOriginalMessage());
    } catch (IOException e) {
      reading.unreadable(name, "cannot be read: " + e.getMessage());
    }
  }

  /** Changes when a file is added, removed or written. */
  String fingerprint(Path table, Path folder) {
    StringBuilder text = new StringBuilder();
    try {
      if (table != null) {
        append(text, table);
      }
      for (Path file : boundaryFiles(folder)) {
        append(text, file);
      }
    } catch (IOException e) {
      text.append(e.getMessage());
    }
    return text.toString();
  }

  private static void append(StringBuilder text, Path file) throws IOException {
    if (Files.exists(file)) {
      text.append(file)
          .append(' ')
          .append(Files.size(file))
          .append(' ')
          .append(Files.getLastModifiedTime(file).toMillis())
          .append('\n');
    }
  }
}
