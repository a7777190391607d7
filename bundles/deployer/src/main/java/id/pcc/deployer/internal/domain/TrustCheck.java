package id.pcc.deployer.internal.domain;

import id.pcc.api.LocalText;
import id.pcc.deployer.Looked.State;
import id.pcc.deployer.Looked.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.GeneralSecurityException;
import java.security.Timestamp;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether somebody vouches for a jar: a signer whose certificate, or whose authority's, lies in the
 * folder of trusted certificates, or its checksum in the settings.
 */
public final class TrustCheck {
  /** What to do with a jar that nobody vouches for. */
  public enum Unsigned {
    /** It never comes in. */
    REFUSE,
    /** An administrator who sees its checksum may let it in. */
    ASK,
    /** It comes in. */
    ACCEPT
  }

  private final Path certificates;
  private final Set<String> allowed;
  private final Unsigned unsigned;
  private final Clock clock;

  /**
   * A check.
   *
   * @param certificates a folder of X.509 certificates (PEM or DER); need not be there
   * @param allowed SHA-256 of jars that may come in
   */
  public TrustCheck(Path certificates, Set<String> allowed, Unsigned unsigned, Clock clock) {
    this.certificates = certificates;
    this.allowed =
        allowed.stream().map(a -> a.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    this.unsigned = unsigned;
    this.clock = clock;
  }

  /**
   * Checks a jar that an inspection has read as a whole.
   *
   * @param sha256 its checksum
   */
  public Trust of(Path jar, String sha256) throws IOException {
    Set<CodeSigner> signers;
    try {
      signers = signers(jar);
    } catch (SecurityException e) {
      return new Trust(
          State.REFUSED,
          "",
          LocalText.of(
              "Tanda tangan jar rusak: isinya diubah setelah ditandatangani.",
              "The signature of the jar is broken: it was changed after it was signed."));
    }
    for (CodeSigner signer : signers) {
      if (trusted(signer)) {
        String who = name(signer);
        return new Trust(
            State.SIGNED,
            who,
            LocalText.of("Ditandatangani oleh " + who + ".", "Signed by " + who + "."));
      }
    }
    if (allowed.contains(sha256)) {
      return new Trust(
          State.ALLOWED,
          "checksum",
          LocalText.of(
              "SHA-256 diizinkan di etc/id.pcc.deployer.cfg.",
              "The SHA-256 is allowed in etc/id.pcc.deployer.cfg."));
    }
    return unvouched(signers, sha256);
  }

  private Trust unvouched(Set<CodeSigner> signers, String sha256) {
    String who = signers.stream().map(TrustCheck::name).sorted().collect(Collectors.joining("; "));
    String id =
        signers.isEmpty()
            ? "Jar tidak ditandatangani"
            : "Jar ditandatangani oleh " + who + " yang sertifikatnya tidak ada di etc/trust";
    String en =
        signers.isEmpty()
            ? "The jar is not signed"
            : "The jar is signed by " + who + ", whose certificate is not in etc/trust";
    return switch (unsigned) {
      case ACCEPT ->
          new Trust(
              State.ALLOWED,
              "unsigned=accept",
              LocalText.of(id + "; setelan menerimanya.", en + "; the settings accept it."));
      case ASK ->
          new Trust(
              State.ASK,
              "",
              LocalText.of(
                  id + ": periksa SHA-256 " + sha256 + " lalu percayai, atau tambahkan ke allowed.",
                  en + ": compare the SHA-256 " + sha256 + " and trust it, or add it to allowed."));
      case REFUSE ->
          new Trust(
              State.REFUSED,
              "",
              LocalText.of(
                  id + " dan SHA-256 " + sha256 + " tidak diizinkan di etc/id.pcc.deployer.cfg.",
                  en
                      + " and the SHA-256 "
                      + sha256
                      + " is not allowed in etc/id.pcc.deployer.cfg."));
    };
  }

  /** Who signed every file of the jar; nobody when one file is not signed. */
  private static Set<CodeSigner> signers(Path path) throws IOException {
    Set<CodeSigner> all = null;
    try (JarFile jar = new JarFile(path.toFile(), true)) {
      for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        try (InputStream in = jar.getInputStream(entry)) {
          in.transferTo(OutputStream.nullOutputStream());
        }
        if (entry.isDirectory() || signature(entry.getName())) {
          continue;
        }
        CodeSigner[] signers = entry.getCodeSigners();
        Set<CodeSigner> of = signers == null ? Set.of() : Set.of(signers);
        if (all == null) {
          all = new HashSet<>(of);
        } else {
          all.retainAll(of);
        }
      }
    }
    return all == null ? Set.of() : all;
  }

  private static boolean signature(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.equals(JarFile.MANIFEST_NAME)
        || upper.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)")
        || upper.matches("META-INF/SIG-[^/]*");
  }

  private boolean trusted(CodeSigner signer) throws IOException {
    CertPath path = signer.getSignerCertPath();
    Timestamp stamp = signer.getTimestamp();
    Date at = stamp == null ? Date.from(clock.instant()) : stamp.getTimestamp();
    List<X509Certificate> trusted = certificates();
    if (trusted.isEmpty()) {
      return false;
    }
    try {
      X509Certificate own = (X509Certificate) path.getCertificates().get(0);
      if (trusted.contains(own)) {
        own.checkValidity(at);
        return true;
      }
      Set<TrustAnchor> anchors =
          trusted.stream().map(c -> new TrustAnchor(c, null)).collect(Collectors.toSet());
      PKIXParameters parameters = new PKIXParameters(anchors);
      parameters.setRevocationEnabled(false);
      parameters.setDate(at);
      List<? extends java.security.cert.Certificate> chain =
          path.getCertificates().stream().filter(c -> !trusted.contains(c)).toList();
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(chain), parameters);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private List<X509Certificate> certificates() throws IOException {
    List<X509Certificate> all = new ArrayList<>();
    if (Files.isDirectory(certificates)) {
      try (Stream<Path> files = Files.list(certificates)) {
        for (Path file : (Iterable<Path>) files.filter(TrustCheck::certificate)::iterator) {
          try (InputStream in = Files.newInputStream(file)) {
            CertificateFactory.getInstance("X.509")
                .generateCertificates(in)
                .forEach(c -> all.add((X509Certificate) c));
          } catch (CertificateException e) {
            throw new IOException(file + " is no certificate: " + e.getMessage(), e);
          }
        }
      }
    }
    return all;
  }

  private static boolean certificate(Path file) {
    return file.getFileName().toString().matches(".+\\.(pem|crt|cer|der)");
  }

  private static String name(CodeSigner signer) {
    X509Certificate own = (X509Certificate) signer.getSignerCertPath().getCertificates().get(0);
    return own.getSubjectX500Principal().getName();
  }
}
