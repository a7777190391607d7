package id.pcc.deployer.inspection;

import id.pcc.api.LocalText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * A jar that was read as a whole within limits, because whoever sent it may mean harm: what its
 * directory says about sizes is not believed, each byte is counted.
 *
 * @param headers the main attributes of the manifest; empty when there is none
 * @param texts the small files that an inspection looks into, by name
 * @param names the names of all files
 * @param classes the class file version of each class
 */
record JarContent(
    Map<String, String> headers,
    Map<String, byte[]> texts,
    Set<String> names,
    Map<String, Integer> classes) {
  static final long LARGEST_FILE = 50L << 20;
  static final long LARGEST_UNPACKED = 200L << 20;
  static final int MOST_ENTRIES = 5_000;
  private static final int LARGEST_TEXT = 1 << 20;
  private static final int CLASS_MAGIC = 0xCAFEBABE;

  /** The jar cannot be read, and why. */
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient LocalText sentence;

    UnreadableException(String id, String en) {
      super(en);
      sentence = LocalText.of(id, en);
    }

    LocalText sentence() {
      return sentence;
    }
  }

  /** Reads a jar. */
  static JarContent read(Path path) throws IOException, UnreadableException {
    if (Files.size(path) > LARGEST_FILE) {
      throw new UnreadableException(
          "Berkas lebih besar dari " + (LARGEST_FILE >> 20) + " MB; keluarkan yang tidak perlu.",
          "The file is larger than " + (LARGEST_FILE >> 20) + " MB; take out what is not needed.");
    }
    try (JarFile jar = new JarFile(path.toFile(), false)) {
      return read(jar);
    } catch (java.util.zip.ZipException | IllegalArgumentException | SecurityException e) {
      throw new UnreadableException(
          "Berkas ini bukan jar yang utuh (" + e.getMessage() + "); salin atau bangun ulang.",
          "The file is not a whole jar (" + e.getMessage() + "); copy or build it again.");
    }
  }

  private static JarContent read(JarFile jar) throws IOException, UnreadableException {
    if (jar.size() > MOST_ENTRIES) {
      throw new UnreadableException(
          "Jar berisi lebih dari " + MOST_ENTRIES + " berkas; kurangi isinya.",
          "The jar holds more than " + MOST_ENTRIES + " files; put less into it.");
    }
    Map<String, byte[]> texts = new LinkedHashMap<>();
    Set<String> names = new HashSet<>();
    Map<String, Integer> classes = new TreeMap<>();
    long left = LARGEST_UNPACKED;
    byte[] buffer = new byte[1 << 16];
    for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
      String name = entry.getName();
      name(name, names);
      if (entry.isDirectory()) {
        continue;
      }
      try (InputStream in = jar.getInputStream(entry)) {
        byte[] begin = in.readNBytes(looked(name) ? LARGEST_TEXT + 1 : 8);
        left -= begin.length;
        int read;
        while (left >= 0 && (read = in.read(buffer)) > 0) {
          left -= read;
        }
        if (left < 0) {
          throw new UnreadableException(
              "Isi jar lebih besar dari " + (LARGEST_UNPACKED >> 20) + " MB setelah dibuka.",
              "The jar's content is larger than " + (LARGEST_UNPACKED >> 20) + " MB unpacked.");
        }
        keep(name, begin, texts, classes);
      }
    }
    return new JarContent(headers(texts), texts, names, classes);
  }

  private static void name(String name, Set<String> names) throws UnreadableException {
    boolean odd =
        name.startsWith("/")
            || name.indexOf('\\') >= 0
            || name.indexOf('\0') >= 0
            || name.indexOf(':') >= 0
            || List.of(name.split("/")).contains("..");
    if (odd) {
      throw new UnreadableException(
          "Jar berisi berkas \"" + shown(name) + "\" yang menunjuk ke luar jar.",
          "The jar holds a file \"" + shown(name) + "\" that points out of the jar.");
    }
    if (!names.add(name)) {
      throw new UnreadableException(
          "Jar berisi berkas \"" + shown(name) + "\" dua kali.",
          "The jar holds the file \"" + shown(name) + "\" twice.");
    }
  }

  /** Whether an inspection looks into that file. */
  private static boolean looked(String name) {
    return name.equals(JarFile.MANIFEST_NAME)
        || name.equals("department.yaml")
        || name.startsWith("OSGI-INF/") && name.endsWith(".xml")
        || name.startsWith("widgets/") && name.endsWith(".js");
  }

  private static void keep(
      String name, byte[] begin, Map<String, byte[]> texts, Map<String, Integer> classes)
      throws UnreadableException {
    if (looked(name)) {
      if (begin.length > LARGEST_TEXT) {
        throw new UnreadableException(
            name + " lebih besar dari 1 MB.", name + " is larger than 1 MB.");
      }
      texts.put(name, begin);
    } else if (name.endsWith(".class")) {
      boolean isClass = begin.length == 8 && number(begin, 0, 4) == CLASS_MAGIC;
      classes.put(name, isClass ? number(begin, 6, 2) : -1);
    }
  }

  private static int number(byte[] bytes, int from, int count) {
    int number = 0;
    for (int i = from; i < from + count; i++) {
      number = number << 8 | bytes[i] & 0xff;
    }
    return number;
  }

  private static Map<String, String> headers(Map<String, byte[]> texts) throws UnreadableException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    byte[] text = texts.get(JarFile.MANIFEST_NAME);
    if (text != null) {
      try {
        Attributes main = new Manifest(new java.io.ByteArrayInputStream(text)).getMainAttributes();
        main.forEach((name, value) -> headers.put(name.toString(), value.toString()));
      } catch (IOException e) {
        throw new UnreadableException(
            "META-INF/MANIFEST.MF tidak dapat dibaca: " + e.getMessage(),
            "META-INF/MANIFEST.MF cannot be read: " + e.getMessage());
      }
    }
    return headers;
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).map(String::strip).filter(h -> !h.isEmpty());
  }

  /** The SHA-256 of a file, in lower-case hexadecimal digits. */
  static String sha256(Path path) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String shown(String name) {
    String plain = name.replaceAll("\\p{Cntrl}", "?");
    return plain.length() > 100 ? plain.substring(0, 100) + "…" : plain;
  }
}
