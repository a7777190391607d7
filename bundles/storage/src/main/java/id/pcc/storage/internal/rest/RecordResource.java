package id.pcc.storage.internal.rest;

import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.Rejection;
import id.pcc.storage.Catalogue;
import id.pcc.storage.Catalogue.Entry;
import id.pcc.storage.Ingest;
import id.pcc.storage.Records;
import id.pcc.storage.Records.Found;
import id.pcc.storage.Records.Query;
import id.pcc.web.Page;
import id.pcc.web.Problem;
import id.pcc.web.Summary;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.StreamingOutput;
import javax.ws.rs.core.UriInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/datasets/{department}/{dataset}/records}: the way in and the way out. */
@Component(service = RecordResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=pcc)")
@Path("datasets/{department}/{dataset}/records")
public final class RecordResource {
  private static final int LONGEST_KEY = 200;
  private static final int KEPT_OF_REST = 1_000_001;

  private final Catalogue catalogue;
  private final Records records;
  private final Ingest ingest;

  @Activate
  public RecordResource(
      @Reference Catalogue catalogue, @Reference Records records, @Reference Ingest ingest) {
    this.catalogue = catalogue;
    this.records = records;
    this.ingest = ingest;
  }

  @Summary(
      value = "Records that were asked for: a page as JSON, all of them in the other formats.",
      query = {
        "<field>: that value; <field>.gt, .gte, .lt, .lte compare; <field>.has: one of its words",
        "from: least time",
        "to: time before which",
        "bbox: west,south,east,north in degrees of WGS 84",
        "latest: true for only the newest record of each key",
        "order: desc (newest first) or asc",
        "limit: at most so many",
        "cursor: the value of next from the page before",
        "format: json, ndjson, csv or geojson, instead of the header Accept"
      })
  @GET
  @Produces(MediaType.WILDCARD)
  public Response find(
      @PathParam("department") String department,
      @PathParam("dataset") String dataset,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context SecurityContext security) {
    Access access = Access.of(security);
    Entry entry = access.toRead(catalogue, department, dataset);
    Set<String> masked = access.rights().masked(entry);
    RecordQuery asked = new RecordQuery(entry, masked, uri.getQueryParameters());
    Query query = asked.records();
    String named = uri.getQueryParameters().getFirst("format");
    RecordFormat format = RecordFormat.wanted(named, headers.getAcceptableMediaTypes());
    if (format == RecordFormat.JSON) {
      Found found = Stored.answer(() -> records.find(query));
      List<Map<String, Object>> shown =
          found.records().stream().map(record -> Mask.over(record, masked)).toList();
      return Response.ok(new Page<>(shown, found.next()), format.type()).build();
    }
    StreamingOutput file = out -> write(entry, query, masked, asked.limited(), format, out);
    // The question is tried before the answer begins: a fault in it must not end a download.
    Stored.answer(() -> records.find(first(query)));
    Response.ResponseBuilder response = Response.ok(file, format.type().withCharset("utf-8"));
    if (named != null && !named.isEmpty()) {
      response.header(
          HttpHeaders.CONTENT_DISPOSITION,
          "attachment; filename=\"" + department + "-" + dataset + "." + format.ending() + "\"");
    }
    return response.build();
  }

  private static Query first(Query query) {
    return new Query(
        query.dataset(),
        query.filters(),
        query.from(),
        query.to(),
        query.bbox(),
        query.latest(),
        query.descending(),
        1,
        query.cursor());
  }

  private void write(
      Entry entry,
      Query query,
      Set<String> masked,
      boolean limited,
      RecordFormat format,
      OutputStream out)
      throws IOException {
    RecordFile file = RecordFile.begin(format, entry.dataset(), out);
    if (limited) {
      for (var record : records.find(query).records()) {
        file.record(Mask.over(record, masked));
      }
    } else {
      records.each(
          query,
          record -> {
            try {
              file.record(Mask.over(record, masked));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    file.end();
  }

  @Summary("Takes records; answers after they are committed, or with 202 that some are queued.")
  @POST
  @Produces(MediaType.APPLICATION_JSON)
  public Response deliver(
      @PathParam("department") String department,
      @PathParam("dataset") String dataset,
      @Context HttpHeaders headers,
      @Context SecurityContext security,
      InputStream in)
      throws IOException {
    Entry entry = Access.of(security).toWrite(catalogue, department, dataset);
    Rows.Reader reader = BodyFormat.reader(headers.getMediaType());
    String actor = security.getUserPrincipal().getName();
    Deliveries deliveries = new Deliveries(ingest, entry.id(), key(headers), "HTTP, " + actor);
    try (Body body = Body.take(in, length(headers))) {
      if (body.size() == 0) {
        throw Problem.badRequest("The body is empty; records were expected.");
      }
      Rows.Unread unread = reader.read(body, deliveries);
      deliveries.finish();
      if (unread.fault() != null) {
        byte[] rest = body.from(unread.from(), KEPT_OF_REST);
        Stored.answer(
            () -> {
              deliveries.quarantine(rest, unread.fault());
              return null;
            });
      }
    }
    Receipt receipt = acceptable(deliveries.receipt());
    return Response.status(receipt.queued() > 0 ? 202 : 200).entity(receipt).build();
  }

  /** The length of the body as its sender says; JAX-RS knows none above two billion bytes. */
  private static long length(HttpHeaders headers) {
    String length = headers.getHeaderString(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? -1 : Long.parseLong(length.strip());
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static String key(HttpHeaders headers) {
    String key = headers.getHeaderString("Idempotency-Key");
    if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
      throw Problem.badRequest(
          "The header Idempotency-Key has 1 to " + LONGEST_KEY + " characters.");
    }
    return key;
  }

  /** The receipt, unless nothing was acceptable. */
  private static Receipt acceptable(Receipt receipt) {
    if (receipt.quarantined() == 0 || receipt.received() > receipt.quarantined()) {
      return receipt;
    }
    List<Problem.Fault> faults =
        receipt.errors().stream().map(e -> new Problem.Fault(pointer(e), e.fault())).toList();
    throw Problem.of(
            422,
            "Nothing acceptable",
            "None of it could be stored ("
                + receipt.quarantined()
                + " refused); all of it is kept in quarantine with the reasons.")
        .with(faults);
  }

  private static String pointer(Rejection error) {
    return "/"
        + error.index()
        + (error.field().isEmpty()
            ? ""
            : "/" + error.field().replace("~", "~0").replace("/", "~1"));
  }
}
