package id.pcc.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.LocalText;
import id.pcc.api.dataset.Classification;
import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Field;
import id.pcc.api.dataset.FieldRole;
import id.pcc.api.dataset.FieldType;
import id.pcc.api.dataset.Governance;
import id.pcc.api.dataset.Retention;
import id.pcc.storage.Catalogue.Approval;
import id.pcc.storage.Catalogue.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RightsTest {
  private static final Rights VIEWER = of("viewer");
  private static final Rights SUPERVISOR = of("supervisor", "operator", "viewer");
  private static final Rights DINKES = of("department", "department:dinkes");

  private static Rights of(String... roles) {
    return new Rights(Set.of(roles)::contains);
  }

  private static Dataset dataset(Classification classification) {
    return dataset(classification, true);
  }

  private static Dataset dataset(Classification classification, boolean personal) {
    return new Dataset(
        "panggilan",
        LocalText.name("panggilan"),
        LocalText.name("panggilan"),
        List.of(
            new Field(
                "nomor", FieldType.TEXT, FieldRole.KEY, "", LocalText.name("nomor"), List.of()),
            new Field(
                "pelapor",
                FieldType.TEXT,
                FieldRole.ATTRIBUTE,
                "",
                LocalText.name("pelapor"),
                List.of(),
                "",
                personal)),
        List.of("nomor"),
        null,
        classification,
        "Dinas Kesehatan",
        new Governance("", "", List.of(), "Penanganan darurat", Retention.FOREVER));
  }

  private static Entry entry(Classification classification, boolean approved) {
    Dataset dataset = dataset(classification);
    return new Entry(
        new DatasetId("dinkes", "panggilan"),
        dataset,
        "",
        1,
        approved ? new Approval(1, dataset, "person:ani", Instant.EPOCH) : null);
  }

  @Test
  void a_stranger_reads_what_is_public_and_approved() {
    assertTrue(Rights.OF_STRANGERS.reads(entry(Classification.PUBLIC, true)));
    assertFalse(Rights.OF_STRANGERS.reads(entry(Classification.PUBLIC, false)));
    assertFalse(Rights.OF_STRANGERS.reads(entry(Classification.INTERNAL, true)));
  }

  @Test
  void a_viewer_reads_drafts_but_nothing_restricted() {
    assertTrue(VIEWER.reads(entry(Classification.PUBLIC, false)));
    assertTrue(VIEWER.reads(entry(Classification.INTERNAL, false)));
    assertFalse(VIEWER.reads(entry(Classification.RESTRICTED, true)));
  }

  @Test
  void a_department_reads_and_writes_its_own_only() {
    assertTrue(DINKES.reads(entry(Classification.RESTRICTED, false)));
    assertTrue(DINKES.writes("dinkes"));
    assertFalse(DINKES.writes("dlh"));
    assertFalse(DINKES.reads("dlh"));
  }

  @Test
  void fields_about_persons_are_for_those_who_read_all_of_the_department() {
    Entry entry = entry(Classification.PUBLIC, true);
    assertEquals(Set.of("pelapor"), VIEWER.masked(entry));
    assertEquals(Set.of("pelapor"), Rights.OF_STRANGERS.masked(entry));
    assertEquals(Set.of(), SUPERVISOR.masked(entry));
    assertEquals(Set.of(), DINKES.masked(entry));
  }

  private static Entry draftAfter(Dataset approved, Dataset draft) {
    return new Entry(
        new DatasetId("dinkes", "panggilan"),
        draft,
        "",
        2,
        new Approval(1, approved, "person:ani", Instant.EPOCH));
  }

  @Test
  void a_draft_opens_nothing_before_it_is_approved() {
    Entry opened =
        draftAfter(dataset(Classification.RESTRICTED), dataset(Classification.PUBLIC, false));
    assertFalse(VIEWER.reads(opened));
    assertFalse(Rights.OF_STRANGERS.reads(opened));
    assertEquals(Set.of("pelapor"), VIEWER.masked(opened));
  }

  @Test
  void a_draft_shuts_at_once() {
    Entry shut =
        draftAfter(dataset(Classification.PUBLIC, false), dataset(Classification.RESTRICTED, true));
    assertFalse(VIEWER.reads(shut));
    assertEquals(Set.of("pelapor"), VIEWER.masked(shut));
  }

  @Test
  void a_stranger_does_not_see_a_field_that_is_not_approved() {
    Dataset draft = dataset(Classification.PUBLIC, false);
    Dataset approved =
        new Dataset(
            draft.name(),
            draft.title(),
            draft.description(),
            draft.fields().subList(0, 1),
            draft.key(),
            draft.frequency(),
            draft.classification(),
            draft.producer(),
            draft.governance());
    Entry entry = draftAfter(approved, draft);
    assertEquals(Set.of("pelapor"), Rights.OF_STRANGERS.masked(entry));
    assertEquals(Set.of(), VIEWER.masked(entry));
  }

  @Test
  void only_a_walidata_approves() {
    assertTrue(of("walidata", "viewer").approves());
    assertFalse(SUPERVISOR.approves());
  }
}
