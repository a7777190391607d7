package id.pcc.connect.internal.connector;

import id.pcc.connect.declaration.Login;
import id.pcc.connect.declaration.Paging;
import id.pcc.connect.declaration.Watermark;
import id.pcc.connect.internal.connector.ConnectorRoutes.One;
import id.pcc.connect.internal.http.HttpGuard;
import id.pcc.connect.internal.http.RefusedException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;

/** Asks for documents over HTTP, page by page, and only for what is new where that can be said. */
final class HttpConnector {
  /** The exchange property with the address that is asked next; not there when none is. */
  static final String NEXT = "PccNextPage";

  private static final String PAGE = "PccPage";
  private static final String MARK = "PccMark";
  private static final String ASKED = "PccAsked";
  private static final String LINKS = "PccLink";
  private static final Pattern LINK =
      Pattern.compile("<([^>]*)>((?:\\s*;\\s*[^,;=]+=(?:\"[^\"]*\"|[^,;\"]*))*)");
  private static final Pattern NEXT_LINK =
      Pattern.compile(";\\s*rel\\s*=\\s*\"?(?:[^\"]*\\s)?next(?:\\s[^\"]*)?\"?\\s*(?:;|$)");

  private final One one;
  private final Paging paging;
  private final Watermark watermark;

  HttpConnector(One one) {
    this.one = one;
    this.paging = one.connector().paging();
    this.watermark = one.connector().watermark();
  }

  void add() {
    var loop =
        one.builder()
            .from(one.timer())
            .routeId(one.connector().name())
            .process(this::begin)
            .loopDoWhile(e -> e.getProperty(NEXT) != null && !e.isRouteStop())
            .process(this::ask)
            .to(endpoint())
            .process(this::keepLink)
            .unmarshal(one.format())
            .process(this::turn);
    one.store(loop).end().process(this::end);
  }

  /** The address without what is said anew with each question. */
  String endpoint() {
    return URI.create(one.address()).toString().replaceFirst("[?#].*", "");
  }

  /** Says what is asked first. */
  void begin(Exchange exchange) {
    String address = one.address();
    if (watermark != null) {
      String mark = one.run().marks().get(one.connector().name());
      if (mark != null) {
        address = with(address, watermark.parameter(), mark);
        exchange.setProperty(MARK, mark);
      }
    }
    if (one.login().kind() == Login.Kind.QUERY) {
      address = with(address, one.login().user(), one.login().secret());
    }
    exchange.setProperty(NEXT, paging == null ? address : page(address, 0));
    exchange.setProperty(PAGE, 0);
    if (paging != null) {
      // An unchanged first page says nothing about those after it.
      exchange.setProperty(HttpGuard.SOURCE, one.address());
    }
  }

  /** The address of a page; what links to pages has one only. */
  private String page(String address, int page) {
    if (paging.kind() == Paging.Kind.LINK) {
      return address;
    }
    String paged = with(address, paging.parameter(), String.valueOf(paging.value(page)));
    return paging.sizeParameter().isEmpty()
        ? paged
        : with(paged, paging.sizeParameter(), String.valueOf(paging.size()));
  }

  /** An address with a parameter, instead of one of that name that was there. */
  static String with(String address, String parameter, String value) {
    String name = URLEncoder.encode(parameter, StandardCharsets.UTF_8);
    String bare =
        address
            .replaceFirst("#.*", "")
            .replaceAll("(?<=[?&])" + Pattern.quote(name) + "=[^&]*&?", "")
            .replaceFirst("[?&]$", "");
    return bare
        + (bare.indexOf('?') < 0 ? "?" : "&")
        + name
        + "="
        + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** Makes the question out of {@link #NEXT}. */
  void ask(Exchange exchange) throws RefusedException {
    if (paging != null && exchange.getProperty(PAGE, Integer.class) >= paging.most()) {
      throw new RefusedException(
          "lebih dari " + paging.most() + " halaman", "more than " + paging.most() + " pages");
    }
    String address = (String) exchange.removeProperty(NEXT);
    exchange.setProperty(ASKED, address);
    var message = exchange.getMessage();
    message.setBody(null);
    message.removeHeaders("*");
    URI uri = URI.create(address);
    message.setHeader(Exchange.HTTP_URI, address.replaceFirst("[?#].*", ""));
    message.setHeader(Exchange.HTTP_METHOD, "GET");
    if (uri.getRawQuery() != null) {
      message.setHeader(Exchange.HTTP_RAW_QUERY, uri.getRawQuery());
    }
    message.setHeader("Accept", one.option("accept", "*/*"));
    Login login = one.login();
    // Only the server that the secret is for hears it, also when a page names another as next.
    if (!sameServer(uri, URI.create(one.address()))) {
      return;
    }
    switch (login.kind()) {
      case PASSWORD -> {
        String pair = login.user() + ":" + login.secret();
        message.setHeader(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
      }
      case BEARER -> message.setHeader("Authorization", "Bearer " + login.secret());
      case HEADER -> message.setHeader(login.user(), login.secret());
      default -> {
        // Nothing, or a parameter of the address.
      }
    }
  }

  private static boolean sameServer(URI a, URI b) {
    return String.valueOf(a.getScheme()).equalsIgnoreCase(b.getScheme())
        && String.valueOf(a.getRawAuthority()).equalsIgnoreCase(b.getRawAuthority());
  }

  private void keepLink(Exchange exchange) {
    String source = exchange.getProperty(HttpGuard.SOURCE, String.class);
    if (one.login().kind() == Login.Kind.QUERY && source != null) {
      exchange.setProperty(HttpGuard.SOURCE, with(source, one.login().user(), "…"));
    }
    exchange.setProperty(LINKS, exchange.getMessage().getHeader("Link"));
  }

  /** Looks where the next page is. */
  private void turn(Exchange exchange) {
    Rows rows = exchange.getMessage().getBody(Rows.class);
    if (watermark != null) {
      exchange.setProperty(MARK, one.mark(exchange.getProperty(MARK, String.class), rows.all()));
    }
    if (paging == null) {
      return;
    }
    int page = exchange.getProperty(PAGE, Integer.class) + 1;
    String asked = exchange.getProperty(ASKED, String.class);
    String next = null;
    if (paging.kind() != Paging.Kind.LINK) {
      next = rows.all().size() < paging.size() ? null : page(asked, page);
    } else {
      String said = paging.next().isEmpty() ? link(exchange.getProperty(LINKS)) : rows.next();
      next = said == null ? null : URI.create(asked).resolve(said.replace(" ", "%20")).toString();
    }
    if (next == null || next.equals(asked)) {
      return;
    }
    exchange.setProperty(PAGE, page);
    exchange.setProperty(NEXT, next);
  }

  /**
   * The address in a {@code Link} header (RFC 8288) with {@code rel=next}; {@code null} if none.
   */
  static String link(Object header) {
    List<?> values =
        header instanceof List<?> list ? list : header == null ? List.of() : List.of(header);
    for (Object value : values) {
      Matcher links = LINK.matcher(String.valueOf(value));
      while (links.find()) {
        if (NEXT_LINK.matcher(links.group(2)).find()) {
          return links.group(1);
        }
      }
    }
    return null;
  }

  private void end(Exchange exchange) {
    String mark = exchange.getProperty(MARK, String.class);
    if (watermark != null && mark != null && !one.run().trial()) {
      one.run().marks().put(one.connector().name(), mark);
    }
  }
}
