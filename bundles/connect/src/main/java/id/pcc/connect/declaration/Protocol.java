package id.pcc.connect.declaration;

/** How a connector reaches its source. */
public enum Protocol {
  /** A document behind a web address: JSON, GeoJSON, CSV or XML. */
  HTTP("", null),
  /** OGC API - Features (OGC 17-069r4): GeoJSON, page by page along {@code rel=next}. */
  OGC_FEATURES("/features", Paging.along("/links")),
  /** Web Feature Service 2.0 (OGC 09-025r2) that answers in GeoJSON. */
  WFS("/features", Paging.by(Paging.Kind.OFFSET, "startIndex", 0, "count", 1_000)),
  /** SensorThings API (OGC 18-088), asked again and again. */
  SENSORTHINGS("/value", Paging.along("/@iot.nextLink")),
  /** A table of a CKAN portal: {@code …/api/3/action/datastore_search?resource_id=…}. */
  CKAN("/result/records", Paging.by(Paging.Kind.OFFSET, "offset", 0, "limit", 1_000)),
  /** Open311 GeoReport v2: {@code …/requests.json}. */
  OPEN311("", Paging.by(Paging.Kind.PAGE, "page", 1, "page_size", 100)),
  /** The items of an index in RSS 2.0 or Atom (RFC 4287). */
  RSS("", null),
  /** Alerts in CAP 1.1 or 1.2: one, or all that an index in RSS, Atom or of a folder names. */
  CAP("", null),
  /** Whether a web address answers, and how fast. */
  PROBE("", null),
  /** What a server or device says of itself, SNMP 2c (RFC 3416), or that it says nothing. */
  SNMP("", null),
  /** A source that comes by itself: its documents are posted here, in whichever shape. */
  WEBHOOK("", null),
  /** A topic of a broker, MQTT 3.1.1. */
  MQTT("", null),
  /** A topic of a broker, MQTT 5. */
  MQTT5("", null),
  /** Files of a server, over SSH. */
  SFTP("", null),
  /** Files of a server, unencrypted. */
  FTP("", null),
  /** Files of a server, over TLS. */
  FTPS("", null),
  /** Files of a folder of this machine, such as a shared one. */
  FOLDER("", null),
  /** Files that are attached to mail, over an encrypted connection. */
  IMAPS("", null),
  /** Files that are attached to mail, encrypted only where the server offers it. */
  IMAP("", null),
  /** A table or view of a database. */
  JDBC("", null);

  private final String rows;
  private final Paging paging;

  Protocol(String rows, Paging paging) {
    this.rows = rows;
    this.paging = paging;
  }

  /** Where the rows usually stand in a document. */
  public String rows() {
    return rows;
  }

  /** How documents usually continue; {@code null} when they do not. */
  public Paging paging() {
    return paging;
  }

  /** Whether it asks over HTTP. */
  public boolean web() {
    return switch (this) {
      case HTTP, OGC_FEATURES, WFS, SENSORTHINGS, CKAN, OPEN311, RSS, CAP, PROBE -> true;
      default -> false;
    };
  }

  /** Whether it reads files. */
  public boolean files() {
    return switch (this) {
      case SFTP, FTP, FTPS, FOLDER -> true;
      default -> false;
    };
  }

  /** Whether it waits to be told. */
  public boolean pushed() {
    return this == MQTT || this == MQTT5 || this == WEBHOOK;
  }

  /** Whether it needs an address of the source. */
  public boolean addressed() {
    return this != WEBHOOK;
  }

  /** How rows are usually written. */
  public Notation notation() {
    return switch (this) {
      case RSS -> Notation.RSS;
      case CAP -> Notation.CAP;
      default -> Notation.ANY;
    };
  }
}
