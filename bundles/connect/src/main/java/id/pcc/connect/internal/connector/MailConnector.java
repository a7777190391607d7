package id.pcc.connect.internal.connector;

import id.pcc.connect.declaration.Login;
import id.pcc.connect.internal.camel.RouteWatch;
import id.pcc.connect.internal.connector.ConnectorRoutes.One;
import id.pcc.connect.internal.reach.Reach.Place;
import id.pcc.mapping.format.DocumentException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.Attachment;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.builder.AggregationStrategies;
import org.apache.camel.component.mail.MailConfiguration;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.support.ExpressionAdapter;

/**
 * Reads the files that are attached to new mail of a mailbox. Mail whose files are stored is marked
 * as read, moved to {@code Selesai} or deleted; an attachment that cannot be read is kept in
 * quarantine and does not hold up the others.
 */
final class MailConnector {
  private static final String KEY_HEADER = "PccIdempotencyKey";
  private static final String UNCHANGED = "a trial changes nothing";
  private static final String FOLDER = "INBOX";
  private static final int AT_A_TIME = 50;
  private static final int LONGEST_NAME = 200;

  private final One one;
  private final Pattern files;

  /** A file that is attached, not fetched yet. */
  private record Part(String name, Attachment attachment) {}

  MailConnector(One one) {
    this.one = one;
    this.files = pattern(one.option("files", "*"));
  }

  /** A pattern such as {@code *.csv}; upper and lower case are the same. */
  private static Pattern pattern(String wildcards) {
    StringBuilder pattern = new StringBuilder();
    for (char c : wildcards.toCharArray()) {
      pattern.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(pattern.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  void add() throws Exception {
    var route =
        one.builder()
            .from(endpoint(one.builder().getContext()))
            .routeId(one.connector().name())
            .onException(DocumentException.class)
            .handled(true)
            .end()
            .process(this::begin)
            .split(new Parts(), AggregationStrategies.useOriginal(true))
            .streaming()
            .stopOnException()
            .process(this::fetch)
            .unmarshal(one.format());
    (one.run().trial() ? route.process(this::show) : one.store(route)).end().process(this::end);
  }

  private MailEndpoint endpoint(CamelContext context) throws Exception {
    String scheme = one.connector().protocol().name().toLowerCase(Locale.ROOT);
    Place place = Place.of(one.address());
    if (!place.scheme().equals(scheme)) {
      throw new IllegalArgumentException("an address " + scheme + "://… is expected");
    }
    if (one.login().kind() != Login.Kind.PASSWORD) {
      throw new IllegalArgumentException("login: user and password of the mailbox are expected");
    }
    boolean trial = one.run().trial();
    StringBuilder uri = new StringBuilder(scheme + "://" + place.host() + ":" + place.port());
    uri.append("?initialDelay=0&delay=")
        .append(trial ? 3_600_000 : one.connector().every().toMillis());
    uri.append("&maxMessagesPerPoll=0&fetchSize=").append(AT_A_TIME);
    uri.append("&closeFolder=true&peek=true&decodeFilename=true");
    uri.append("&handleDuplicateAttachmentNames=uuidSuffix&unseen=").append(!trial);
    for (String field : List.of("from", "subject")) {
      String wanted = one.option(field, "");
      if (!wanted.isBlank()) {
        uri.append("&searchTerm.").append(field).append('=');
        uri.append(URLEncoder.encode(wanted.strip(), StandardCharsets.UTF_8));
      }
    }
    MailEndpoint endpoint = context.getEndpoint(uri.toString(), MailEndpoint.class);
    // Not in the endpoint's address, which is shown.
    MailConfiguration configuration = endpoint.getConfiguration();
    // Reading alone marks nothing as read: that is done when it is stored.
    configuration.getAdditionalJavaMailProperties().put("mail." + scheme + ".peek", "true");
    configuration.setUsername(one.login().user());
    configuration.setPassword(one.login().secret());
    String folder = one.address().replaceFirst("^[^:]+://[^/]*/?", "").replaceFirst("[?#].*", "");
    configuration.setFolderName(folder.isBlank() ? FOLDER : folder);
    switch (trial ? "keep" : one.option("after", "keep")) {
      case "keep" -> configuration.setDelete(false);
      case "move" -> configuration.setMoveTo("Selesai");
      case "delete" -> configuration.setDelete(true);
      default -> throw new IllegalArgumentException("after: keep, move or delete is expected");
    }
    return endpoint;
  }

  /** The files of a message that were asked for. */
  private final class Parts extends ExpressionAdapter {
    @Override
    public Object evaluate(Exchange exchange) {
      return parts(exchange);
    }
  }

  private List<Part> parts(Exchange exchange) {
    List<Part> parts = new ArrayList<>();
    Map<String, Attachment> all =
        exchange.getMessage(AttachmentMessage.class).getAttachmentObjects();
    if (all != null) {
      all.forEach(
          (name, attachment) -> {
            String plain =
                name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
            if (files.matcher(plain).matches()) {
              parts.add(new Part(plain, attachment));
            }
          });
    }
    return parts;
  }

  private void fetch(Exchange exchange) throws IOException {
    Part part = exchange.getMessage().getBody(Part.class);
    String mail = exchange.getMessage().getHeader("Message-ID", "", String.class);
    byte[] raw;
    try (InputStream in = part.attachment().getDataHandler().getInputStream()) {
      raw = in.readNBytes(Math.toIntExact(one.run().limits().body() + 1));
    }
    String name =
        part.name().length() > LONGEST_NAME ? part.name().substring(0, LONGEST_NAME) : part.name();
    String place = mail + "/" + part.name();
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeader(Exchange.FILE_NAME, name);
    if (!mail.isEmpty()) {
      String key = UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8)).toString();
      exchange.getMessage().setHeader(KEY_HEADER, one.connector().name() + ":" + key);
    }
    exchange.getMessage().setBody(raw);
  }

  private void begin(Exchange exchange) {
    if (one.run().trial()) {
      exchange.setProperty(RouteWatch.RESTS, true);
    }
  }

  /** On trial every message fails, as that alone leaves it as it was. */
  private void show(Exchange exchange) {
    one.run().sample().take(exchange.getMessage().getBody(Rows.class).all());
    throw new IllegalStateException(UNCHANGED);
  }

  private void end(Exchange exchange) {
    if (one.run().trial()) {
      throw new IllegalStateException(UNCHANGED);
    }
  }
}
