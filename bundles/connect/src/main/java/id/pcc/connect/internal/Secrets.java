package id.pcc.connect.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps passwords, tokens and keys of departments' servers unreadable where they are stored: {@code
 * ENC(…)} holds them under AES-256 in Galois/Counter Mode (NIST SP 800-38D), bound to the place
 * that they stand in, with a key in a file that only this process's user reads.
 */
public final class Secrets {
  private static final Pattern NAMES =
      Pattern.compile(
          "(?i)(.*[._-])?(password|passphrase|passwd|pwd|secret|token|api_?key|key|credentials?)");
  private static final Pattern SEALED = Pattern.compile("ENC\\(([A-Za-z0-9+/=]+)\\)");
  private static final String PREFIX = "ENC(";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final Path file;
  private SecretKeySpec key;

  /**
   * @param file holds the key; made when something is sealed first
   */
  public Secrets(Path file) {
    this.file = file;
  }

  /** Whether a setting of that name holds a secret. */
  public static boolean named(String setting) {
    return NAMES.matcher(setting).matches();
  }

  /** Whether a value is sealed already. */
  public static boolean sealed(String value) {
    return SEALED.matcher(value.strip()).matches();
  }

  /**
   * Seals a value.
   *
   * @param place what it belongs to: elsewhere it cannot be opened
   */
  public String seal(String place, String value) {
    try {
      byte[] nonce = new byte[NONCE_BYTES];
      random.nextBytes(nonce);
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, place, nonce);
      byte[] text = cipher.doFinal(value.getBytes(StandardCharsets.UTF_8));
      byte[] all = ByteBuffer.allocate(nonce.length + text.length).put(nonce).put(text).array();
      return PREFIX + Base64.getEncoder().encodeToString(all) + ")";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot encrypt", e);
    }
  }

  /**
   * The value, opened when it is sealed.
   *
   * @throws IllegalStateException when it was sealed for another place or with another key
   */
  public String open(String place, String value) {
    var found = SEALED.matcher(value.strip());
    if (!found.matches()) {
      return value;
    }
    try {
      byte[] all = Base64.getDecoder().decode(found.group(1));
      if (all.length < NONCE_BYTES + TAG_BITS / 8) {
        throw new AEADBadTagException();
      }
      byte[] nonce = java.util.Arrays.copyOf(all, NONCE_BYTES);
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, place, nonce);
      byte[] text = cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
      return new String(text, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException(
          place
              + ": ENC(…) belongs to another place or another key: write the value in clear again",
          e);
    }
  }

  private Cipher cipher(int mode, String place, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private synchronized SecretKeySpec key() {
    if (key == null) {
      try {
        if (!Files.exists(file)) {
          make();
        }
        byte[] bytes = Base64.getMimeDecoder().decode(Files.readString(file));
        if (bytes.length != KEY_BYTES) {
          throw new IllegalStateException(file + " is no key of " + KEY_BYTES + " bytes");
        }
        key = new SecretKeySpec(bytes, "AES");
      } catch (IOException e) {
        throw new UncheckedIOException("the key of secrets, " + file, e);
      }
    }
    return key;
  }

  private void make() throws IOException {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    Files.createDirectories(file.toAbsolutePath().getParent());
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] mode =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try (var out =
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
      ByteBuffer text =
          ByteBuffer.wrap(
              (Base64.getEncoder().encodeToString(bytes) + "\n")
                  .getBytes(StandardCharsets.US_ASCII));
      while (text.hasRemaining()) {
        out.write(text);
      }
    } catch (FileAlreadyExistsException e) {
      // Another process made it in between: that one holds.
    }
  }
}
