package id.pcc.deployer.internal.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.deployer.Looked.State;
import id.pcc.deployer.Looked.Trust;
import id.pcc.deployer.inspection.Jars;
import id.pcc.deployer.internal.domain.TrustCheck.Unsigned;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustCheckTest {
  private static final String SHA = "a".repeat(64);
  private static final char[] SECRET = "rahasia-uji".toCharArray();

  @TempDir static Path folder;
  private static Path trust;
  private static Path plain;
  private static Path signed;

  @BeforeAll
  static void sign() throws Exception {
    trust = Files.createDirectory(folder.resolve("trust"));
    plain = new Jars().write(folder.resolve("plain.jar"));
    Path store = folder.resolve("keys.p12");
    Process made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "uji",
                "-keyalg",
                "EC",
                "-dname",
                "CN=Dinas Uji",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(SECRET))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.txt").toFile())
            .start();
    assertEquals(0, made.waitFor(), () -> read(folder.resolve("keytool.txt")));
    KeyStore keys = KeyStore.getInstance(store.toFile(), SECRET);
    var certificate = keys.getCertificate("uji");
    Files.write(trust.resolve("dinas.cer"), certificate.getEncoded());
    var chain = CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate));
    signed = folder.resolve("signed.jar");
    try (ZipFile in = new ZipFile(plain.toFile());
        OutputStream out = Files.newOutputStream(signed)) {
      new JarSigner.Builder((PrivateKey) keys.getKey("uji", SECRET), chain).build().sign(in, out);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }

  private static Trust of(Path jar, Path certificates, Unsigned unsigned, String... allowed)
      throws Exception {
    return new TrustCheck(certificates, Set.of(allowed), unsigned, Clock.systemUTC()).of(jar, SHA);
  }

  @Test
  void a_jar_signed_by_somebody_trusted_is_believed() throws Exception {
    Trust found = of(signed, trust, Unsigned.REFUSE);
    assertEquals(State.SIGNED, found.state());
    assertEquals("CN=Dinas Uji", found.who());
  }

  @Test
  void a_signer_whom_nobody_trusts_is_named_and_asked_about() throws Exception {
    Trust found = of(signed, folder.resolve("nowhere"), Unsigned.ASK);
    assertEquals(State.ASK, found.state());
    assertTrue(found.sentence().en().contains("CN=Dinas Uji"), found.sentence().en());
  }

  @Test
  void a_jar_that_was_changed_after_it_was_signed_is_refused_whatever_the_setting()
      throws Exception {
    Path changed = Files.copy(signed, folder.resolve("changed.jar"));
    try (FileSystem zip = FileSystems.newFileSystem(changed)) {
      Files.writeString(zip.getPath("widgets/harga.js"), "export default evil;");
    }
    assertEquals(State.REFUSED, of(changed, trust, Unsigned.ACCEPT).state());
  }

  @Test
  void a_file_that_was_added_without_a_signature_makes_the_jar_unsigned() throws Exception {
    Path added = Files.copy(signed, folder.resolve("added.jar"));
    try (FileSystem zip = FileSystems.newFileSystem(added)) {
      Files.writeString(zip.getPath("tambahan.txt"), "x");
    }
    assertEquals(State.ASK, of(added, trust, Unsigned.ASK).state());
  }

  @Test
  void an_unsigned_jar_comes_in_by_its_checksum_or_the_setting_only() throws Exception {
    assertEquals(State.ALLOWED, of(plain, trust, Unsigned.REFUSE, SHA.toUpperCase()).state());
    assertEquals(State.ALLOWED, of(plain, trust, Unsigned.ACCEPT).state());
    assertEquals(State.REFUSED, of(plain, trust, Unsigned.REFUSE).state());
    Trust ask = of(plain, trust, Unsigned.ASK);
    assertEquals(State.ASK, ask.state());
    assertTrue(ask.sentence().en().contains(SHA), "it shows the checksum to compare");
  }
}
