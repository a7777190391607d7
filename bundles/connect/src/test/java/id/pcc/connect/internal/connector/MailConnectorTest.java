package id.pcc.connect.internal.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import id.pcc.connect.internal.Await;
import jakarta.mail.Flags;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailConnectorTest extends ConnectorBench {
  private static final String TABLE = "pos;waktu;tma\n%s;2026-11-24T06:30:00+07:00;12,5\n";

  private GreenMail mail;
  private GreenMailUser box;

  @BeforeEach
  void startMail() throws Exception {
    mail =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(free(), "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
              new ServerSetup(free(), "127.0.0.1", ServerSetup.PROTOCOL_IMAPS)
            });
    mail.start();
    box = mail.setUser("data@pontianak.example", "data", "rahasia");
    configuration.put("mail", "imap://127.0.0.1:" + mail.getImap().getPort());
    configuration.put("safe", "imaps://127.0.0.1:" + mail.getImaps().getPort());
  }

  private static int free() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @AfterEach
  void stopMail() {
    closeRoutes();
    mail.stop();
  }

  /** Mail of a body, and of attachments: name, text, name, text … */
  private void arrive(String subject, String... attachments) throws Exception {
    MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
    message.setFrom(new InternetAddress("petugas@pontianak.example"));
    message.setRecipient(
        jakarta.mail.Message.RecipientType.TO, new InternetAddress("data@pontianak.example"));
    message.setSubject(subject, "UTF-8");
    MimeMultipart parts = new MimeMultipart();
    MimeBodyPart text = new MimeBodyPart();
    text.setText("Terlampir data hari ini.", "UTF-8");
    parts.addBodyPart(text);
    for (int i = 0; i < attachments.length; i += 2) {
      MimeBodyPart part = new MimeBodyPart();
      byte[] raw = attachments[i + 1].getBytes(StandardCharsets.UTF_8);
      part.setDataHandler(
          new jakarta.activation.DataHandler(
              new jakarta.mail.util.ByteArrayDataSource(raw, "application/octet-stream")));
      part.setFileName(attachments[i]);
      parts.addBodyPart(part);
    }
    message.setContent(parts);
    message.saveChanges();
    box.deliver(message);
  }

  private MailFolder inbox() {
    try {
      return mail.getManagers().getImapHostManager().getInbox(box);
    } catch (FolderException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean seen(int index) {
    return inbox().getMessages().get(index).getFlags().contains(Flags.Flag.SEEN);
  }

  private static String lines(String more) {
    return """
    protocol: imap
    address: "{{mail}}/INBOX"
    login: { user: data, secret: rahasia }
    every: PT1S
    options: { files: "*.csv"%s }
    """
        .formatted(more);
  }

  @Test
  void attached_files_become_records_and_the_mail_is_marked_as_read() throws Exception {
    arrive("tma", "a.csv", TABLE.formatted("A1"), "foto.jpg", "bukan tabel");
    connect(lines(""));
    awaitRecords(1);
    assertEquals("A1", records().get(0).get("pos"));
    assertEquals("a.csv", ingest.delivered.peek().source());
    assertTrue(ingest.delivered.peek().idempotencyKey().startsWith("tinggi:"));
    Await.until("marked", () -> seen(0));
    arrive("tma", "b.CSV", TABLE.formatted("B1"));
    awaitRecords(2);
    assertEquals("B1", records().get(1).get("pos"));
    assertEquals(2, records().size());
  }

  @Test
  void an_attachment_that_cannot_be_read_is_kept_and_the_others_are_stored() throws Exception {
    arrive("tma", "a.csv", "{\"rusak\": ", "b.csv", TABLE.formatted("B1"));
    connect(lines(""));
    awaitRecords(1);
    assertEquals("B1", records().get(0).get("pos"));
    Await.until("kept", () -> !ingest.quarantine.isEmpty());
    assertEquals("a.csv", ingest.quarantine.get(0).source());
  }

  @Test
  void only_mail_with_the_subject_is_read() throws Exception {
    arrive("lain", "x.csv", TABLE.formatted("X1"));
    arrive("tma harian", "a.csv", TABLE.formatted("A1"));
    connect(lines(", subject: tma"));
    awaitRecords(1);
    assertEquals("A1", records().get(0).get("pos"));
    Await.until("marked", () -> seen(1));
    assertFalse(seen(0));
  }

  @Test
  void what_is_stored_can_be_moved_away() throws Exception {
    mail.getManagers().getImapHostManager().createMailbox(box, "Selesai");
    arrive("tma", "a.csv", TABLE.formatted("A1"));
    connect(lines(", after: move"));
    awaitRecords(1);
    Await.until("moved", () -> inbox().getMessageCount() == 0);
    assertEquals(
        1, mail.getManagers().getImapHostManager().getFolder(box, "Selesai").getMessageCount());
  }

  @Test
  void a_trial_shows_the_rows_and_leaves_the_mail_as_it_was() throws Exception {
    arrive("tma", "a.csv", TABLE.formatted("A1"));
    CompletableFuture<List<Map<String, Object>>> sample = new CompletableFuture<>();
    connect(lines(", after: delete"), sample::complete);
    assertEquals("A1", sample.get(10, TimeUnit.SECONDS).get(0).get("pos"));
    closeRoutes();
    assertEquals(1, inbox().getMessageCount());
    assertFalse(seen(0));
  }

  @Test
  void a_wrong_password_is_told_without_showing_it() throws Exception {
    connect(lines("").replace("rahasia", "salah-sekali"));
    assertFalse(failure().contains("salah-sekali"), failure());
    assertTrue(failure().toLowerCase().contains("login"), failure());
  }

  @Test
  void a_server_whose_certificate_nobody_vouches_for_gets_no_password() throws Exception {
    arrive("tma", "a.csv", TABLE.formatted("A1"));
    connect(lines("").replace("imap\n", "imaps\n").replace("{{mail}}", "{{safe}}"));
    assertTrue(failure().startsWith("the secure connection failed"), failure());
    assertEquals(0, records().size());
  }

  @Test
  void a_mail_server_that_nobody_allowed_is_not_asked() throws Exception {
    connect(lines("").replace("{{mail}}", "imap://127.0.0.1:1"));
    assertTrue(failure().startsWith("127.0.0.1:1 is not allowed"), failure());
  }
}
