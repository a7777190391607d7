package id.pcc.importer.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import id.pcc.api.dataset.Dataset;
import id.pcc.importer.internal.ImportDesk;
import id.pcc.importer.internal.ImportDesk.Preview;
import id.pcc.importer.internal.ImportDesk.Refused;
import id.pcc.importer.internal.domain.Import;
import id.pcc.importer.internal.domain.Sample;
import id.pcc.importer.internal.rest.ImportViews.FilesView;
import id.pcc.importer.internal.rest.ImportViews.ImportView;
import id.pcc.importer.internal.rest.ImportViews.PreviewView;
import id.pcc.mapping.Rule;
import id.pcc.mapping.Suggestion;
import id.pcc.mapping.format.DocumentException;
import id.pcc.mapping.format.Reading;
import id.pcc.storage.Catalogue;
import id.pcc.storage.Catalogue.Entry;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Rights;
import id.pcc.storage.StoreException;
import id.pcc.storage.Trial;
import id.pcc.web.Act;
import id.pcc.web.Page;
import id.pcc.web.Problem;
import id.pcc.web.Summary;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/imports}: files that people bring, on their way into datasets. */
@Component(service = ImportResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=pcc)")
@Path("imports")
@Produces(MediaType.APPLICATION_JSON)
public final class ImportResource {
  private static final int LONGEST_NAME = 200;
  private static final int USUAL_ROWS = 20;
  private static final int MOST_ROWS = 200;

  private final ImportDesk desk;
  private final Catalogue catalogue;
  private final Trial trial;

  @Activate
  public ImportResource(
      @Reference ImportDesk desk, @Reference Catalogue catalogue, @Reference Trial trial) {
    this.desk = desk;
    this.catalogue = catalogue;
    this.trial = trial;
  }

  @Summary("The files that one brought oneself, the newest first; an admin sees all.")
  @GET
  public FilesView list(@Context SecurityContext caller) {
    toBring(caller);
    return new FilesView(
        desk.all().stream().filter(each -> owns(caller, each)).map(ImportViews::file).toList(),
        null,
        desk.largest());
  }

  @Summary(
      "Takes a file with a table (CSV, XLSX, JSON or GeoJSON) and says what its columns seem to"
          + " hold. Nothing is stored in a dataset yet.")
  @POST
  public ImportView take(
      @QueryParam("name") String name,
      @Context HttpHeaders headers,
      @Context SecurityContext caller,
      @Context HttpServletRequest request,
      InputStream in)
      throws IOException {
    toBring(caller);
    String said = name == null ? "" : name.replaceAll("\\p{Cntrl}", " ").strip();
    if (said.isEmpty() || said.length() > LONGEST_NAME) {
      throw Problem.parameter("name", "1 to " + LONGEST_NAME + " characters were expected");
    }
    if (length(headers) > desk.largest()) {
      throw Problem.of(
          413,
          "Too large",
          "Berkas paling besar "
              + (desk.largest() >> 20)
              + " MB. / A file has at most "
              + (desk.largest() >> 20)
              + " MB.");
    }
    Act.detail(request, "name", said);
    Import taken = answerWithFile(() -> desk.take(said, actor(caller), in));
    Act.detail(request, "import", taken.id());
    Act.detail(request, "bytes", taken.size());
    return view(taken);
  }

  @Summary("One file, what its columns seem to hold, its first rows, and how far it was loaded.")
  @GET
  @Path("{id}")
  public ImportView get(@PathParam("id") String id, @Context SecurityContext caller) {
    return view(found(id, caller));
  }

  @Summary("How far a file was loaded, without what it holds.")
  @GET
  @Path("{id}/load")
  public ImportViews.FileView progress(
      @PathParam("id") String id, @Context SecurityContext caller) {
    return ImportViews.file(found(id, caller));
  }

  @Summary("Reads a file in another way: another sheet, or with the heading in a given row.")
  @POST
  @Path("{id}/reading")
  @Consumes(MediaType.APPLICATION_JSON)
  public ImportView read(
      @PathParam("id") String id, Reading reading, @Context SecurityContext caller) {
    Import found = found(id, caller);
    Reading wanted = reading == null ? Reading.USUAL : reading;
    return view(answer(() -> desk.read(found, wanted)));
  }

  @Summary("How the fields of a dataset could be filled from a file.")
  @GET
  @Path("{id}/rules")
  public Page<Rule> rules(
      @PathParam("id") String id,
      @QueryParam("department") String department,
      @QueryParam("dataset") String dataset,
      @Context SecurityContext caller) {
    Import found = found(id, caller);
    DatasetId target = target(department, dataset);
    toWrite(caller, target);
    Entry entry =
        catalogue.entry(target).orElseThrow(() -> Problem.notFound("There is no " + target + "."));
    Sample sample = answer(() -> desk.sample(found));
    return Page.all(Suggestion.onto(sample.columns(), entry.dataset()));
  }

  @Summary(
      "What would become of the first rows: the records as they would be stored, and why others"
          + " would go to quarantine. Stores nothing and declares nothing.")
  @POST
  @Path("{id}/preview")
  @Consumes(MediaType.APPLICATION_JSON)
  public PreviewView preview(
      @PathParam("id") String id, JsonNode body, @Context SecurityContext caller) {
    Import found = found(id, caller);
    Plan plan = Plan.read(body);
    DatasetId target = target(plan.department(), plan.dataset());
    toWrite(caller, target);
    Dataset dataset = dataset(target, plan);
    int rows = plan.rows() == null ? USUAL_ROWS : plan.rows();
    if (rows < 1 || rows > MOST_ROWS) {
      throw Problem.badRequest("rows: a number from 1 to " + MOST_ROWS + " was expected");
    }
    Preview preview =
        answer(() -> desk.preview(found, target.department(), dataset, plan.mapping(), rows));
    return ImportViews.preview(preview);
  }

  @Summary(
      "Declares the dataset where it is new, and begins to load the file into it; GET tells how far"
          + " that is. A file that was loaded, or half loaded, may be loaded again: records that"
          + " are there already stay unchanged.")
  @POST
  @Path("{id}/load")
  @Consumes(MediaType.APPLICATION_JSON)
  public ImportView load(
      @PathParam("id") String id,
      JsonNode body,
      @Context SecurityContext caller,
      @Context HttpServletRequest request) {
    Import found = found(id, caller);
    Plan plan = Plan.read(body);
    DatasetId target = target(plan.department(), plan.dataset());
    toWrite(caller, target);
    Dataset dataset = dataset(target, plan);
    // Before a dataset is made for it, it must be sure that the file can be read so.
    answer(() -> desk.preview(found, target.department(), dataset, plan.mapping(), 1));
    Act.detail(request, "dataset", target.toString());
    Act.detail(request, "file", found.name());
    if (plan.declaration() != null) {
      Entry entry = answer(() -> catalogue.declare(target.department(), dataset));
      if (!entry.refusal().isEmpty()) {
        throw refusedDeclaration(entry.refusal());
      }
      Act.detail(request, "declared", entry.version());
    }
    return view(answer(() -> desk.load(found, target, plan.mapping(), actor(caller))));
  }

  @Summary("Ends a load after the batch that is under way; what was stored stays.")
  @POST
  @Path("{id}/cancel")
  public ImportViews.FileView cancel(@PathParam("id") String id, @Context SecurityContext caller) {
    Import found = found(id, caller);
    return ImportViews.file(answer(() -> desk.cancel(found)));
  }

  @Summary("Removes a file; what was loaded of it stays in its dataset.")
  @DELETE
  @Path("{id}")
  public void remove(
      @PathParam("id") String id,
      @Context SecurityContext caller,
      @Context HttpServletRequest request) {
    Import found = found(id, caller);
    Act.detail(request, "name", found.name());
    answer(
        () -> {
          desk.remove(found);
          return found;
        });
  }

  private ImportView view(Import of) {
    Sample sample = answer(() -> desk.sample(of));
    return ImportViews.whole(of, sample, Suggestion.ofNew(sample.columns()));
  }

  /** The dataset as it is, or as it is to be. */
  private Dataset dataset(DatasetId target, Plan plan) {
    Optional<Entry> known = catalogue.entry(target);
    if (plan.declaration() == null) {
      Dataset dataset =
          known
              .map(Entry::dataset)
              .orElseThrow(
                  () ->
                      Problem.notFound(
                          "There is no dataset " + target + "; declare it with declaration."));
      plan.check(dataset);
      return dataset;
    }
    Dataset declared;
    try {
      declared = plan.declaration().dataset(target.dataset());
    } catch (IllegalArgumentException e) {
      throw refusedDeclaration(e.getMessage());
    }
    if (known.isPresent() && !known.get().dataset().equals(declared)) {
      throw Problem.conflict(
          "There is a dataset " + target + " already; load into it, or take another name.");
    }
    plan.check(declared);
    String refusal = known.isPresent() ? "" : trial.refusal(target.department(), declared);
    if (!refusal.isEmpty()) {
      throw refusedDeclaration(refusal);
    }
    return declared;
  }

  private static Problem refusedDeclaration(String why) {
    return Problem.of(422, "Declaration refused", why);
  }

  private static DatasetId target(String department, String dataset) {
    try {
      return new DatasetId(department, dataset);
    } catch (IllegalArgumentException e) {
      throw Problem.of(422, "Name refused", e.getMessage());
    }
  }

  private static long length(HttpHeaders headers) {
    String length = headers.getHeaderString(HttpHeaders.CONTENT_LENGTH);
    return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : -1;
  }

  private static String actor(SecurityContext caller) {
    return caller.getUserPrincipal().getName();
  }

  private static boolean owns(SecurityContext caller, Import of) {
    return caller.isUserInRole("admin") || of.by().equals(actor(caller));
  }

  private static void toBring(SecurityContext caller) {
    if (!caller.isUserInRole("admin") && !caller.isUserInRole("department")) {
      throw Problem.forbidden(
          "To import takes the role admin, or an account or a key of a department.");
    }
  }

  private static void toWrite(SecurityContext caller, DatasetId target) {
    if (!new Rights(caller::isUserInRole).writes(target.department())) {
      throw Problem.forbidden(
          "To load into " + target + " takes the role admin or that of the department.");
    }
  }

  /** Whoever did not bring a file is told the same whether it is there or not. */
  private Import found(String id, SecurityContext caller) {
    toBring(caller);
    return desk.get(id)
        .filter(each -> owns(caller, each))
        .orElseThrow(
            () -> Problem.notFound("There is no import " + id + "; it may have been removed."));
  }

  @FunctionalInterface
  private interface Work<T> {
    T done() throws DocumentException;
  }

  @FunctionalInterface
  private interface FileWork<T> {
    T done() throws IOException;
  }

  private static <T> T answerWithFile(FileWork<T> work) throws IOException {
    try {
      return work.done();
    } catch (Refused e) {
      throw refused(e);
    }
  }

  private static <T> T answer(Work<T> work) {
    try {
      return work.done();
    } catch (Refused e) {
      throw refused(e);
    } catch (DocumentException e) {
      throw Problem.of(422, "Unreadable file", ImportDesk.said(e));
    } catch (StoreException e) {
      throw Problem.of(503, "Store is down", e.getMessage()).retryAfter(5);
    } catch (IllegalArgumentException e) {
      throw Problem.of(422, "Mapping does not fit", e.getMessage());
    }
  }

  private static Problem refused(Refused e) {
    String title =
        switch (e.status()) {
          case 413 -> "Too large";
          case 422 -> "Unreadable file";
          case 429 -> "Too many";
          case 507 -> "Disk is full";
          case 404 -> "Not found";
          default -> "Conflict";
        };
    return Problem.of(e.status(), title, e.getMessage());
  }
}
