package id.pcc.storage.internal.sql;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/**
 * Writes everything that a database holds into a folder: {@code manifest.json}, and one gzip NDJSON
 * file for each table.
 */
public final class Export {
  /** What the manifest of an export says it is. */
  public static final String FORMAT = "pcc-export-1";

  static final String MANIFEST = "manifest.json";

  /** The bookkeeping of the migrations belongs to the database, not to its content. */
  static final Set<String> KEPT_BACK = Set.of("storage.schema_version", "storage.schema_lock");

  private Export() {}

  /**
   * Writes what a connection sees, which must be one state for as long as it reads.
   *
   * @param folder is made; the manifest is written last, so that a folder without is not whole
   * @param progress hears a sentence for each table
   * @return rows written
   */
  public static long write(
      Connection connection, Path folder, Instant now, Consumer<String> progress)
      throws SQLException, IOException {
    Files.createDirectories(folder);
    ObjectNode manifest = Shelf.JSON.createObjectNode();
    manifest.put("format", FORMAT).put("made", now.toString());
    manifest.put(
        "database", connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT));
    scripts(connection, manifest.putObject("schemas"));
    ArrayNode tables = manifest.putArray("tables");
    long all = 0;
    for (Shelf shelf : Shelf.all(connection)) {
      if (KEPT_BACK.contains(shelf.key())) {
        continue;
      }
      String file = shelf.key() + ".ndjson.gz";
      MessageDigest digest = sha256();
      Shelf.Content content;
      try (OutputStream out =
              new DigestOutputStream(Files.newOutputStream(folder.resolve(file)), digest);
          BufferedWriter writer =
              new BufferedWriter(
                  new OutputStreamWriter(new GZIPOutputStream(out), StandardCharsets.UTF_8))) {
        content =
            shelf.read(
                connection,
                line -> {
                  writer.write(line);
                  writer.write('\n');
                });
      }
      ObjectNode table = tables.addObject();
      table.put("table", shelf.key()).put("file", file).put("rows", content.rows());
      table.put("content", content.digest());
      table.put("sha256", HexFormat.of().formatHex(digest.digest()));
      ArrayNode columns = table.putArray("columns");
      for (Shelf.Slot slot : shelf.slots()) {
        columns
            .addObject()
            .put("name", slot.key())
            .put("type", slot.kind().name().toLowerCase(Locale.ROOT))
            .put("size", slot.size())
            .put("identity", slot.identity());
      }
      all += content.rows();
      progress.accept(shelf.key() + ": " + content.rows());
    }
    Shelf.JSON
        .writerWithDefaultPrettyPrinter()
        .writeValue(folder.resolve(MANIFEST).toFile(), manifest);
    return all;
  }

  private static void scripts(Connection connection, ObjectNode schemas) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT SLICE, SCRIPT FROM STORAGE.SCHEMA_VERSION ORDER BY SLICE, SCRIPT")) {
      while (rows.next()) {
        schemas.withArray(rows.getString(1)).add(rows.getString(2));
      }
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The SHA-256 of a file, in hexadecimal digits. */
  public static String sha256(Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
