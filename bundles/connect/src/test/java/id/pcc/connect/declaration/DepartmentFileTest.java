package id.pcc.connect.declaration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.Declaration;
import id.pcc.api.command.Command;
import id.pcc.api.command.Parameter;
import id.pcc.api.dataset.Classification;
import id.pcc.api.dataset.FieldType;
import id.pcc.api.widget.Level;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DepartmentFileTest {
  private static final String GOOD =
      """
      name: air
      title: { id: Dinas Air, en: Water Agency }
      datasets:
        pompa:
          title: { id: Pompa, en: Pumps }
          producer: Dinas Air
          every: PT5M
          classification: public
          fields:
            pompa: { role: key, id: Kode pompa, en: Pump code }
            waktu: { role: time, id: Waktu, en: Time }
            debit: { role: measure, unit: m³/s, id: Debit, en: Flow }
            status:
              id: Status
              en: State
              codes:
                JALAN: { id: Jalan, en: Running, level: normal }
                MATI: { id: Mati, en: Stopped, level: severe }
            lokasi: { role: geometry, id: Lokasi, en: Place }
      layers:
        pompa: { label: pompa, by: status }
      widgets:
        pompa: { title: { id: Pompa, en: Pumps }, datasets: [pompa], width: 800, height: 400 }
      commands:
        jalankan:
          title: { id: Jalankan pompa, en: Start a pump }
          time_to_live: PT2M
          four_eyes: true
          parameters:
            pompa: { id: Kode pompa, en: Pump code }
            menit: { type: integer, unit: min, id: Lama, en: For, least: 1, most: 60, optional: true }
      """;

  private static Declaration read(String yaml) throws IOException {
    return DepartmentFile.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
  }

  private static String refusal(String yaml) {
    return assertThrows(DeclarationException.class, () -> read(yaml)).getMessage();
  }

  @Test
  void a_declaration_says_all_of_a_department() throws IOException {
    Declaration air = read(GOOD);

    assertEquals("Water Agency", air.title().en());
    var pumps = air.dataset("pompa").orElseThrow();
    assertEquals(List.of("pompa", "waktu"), pumps.key());
    assertEquals(Duration.ofMinutes(5), pumps.frequency());
    assertEquals(Classification.PUBLIC, pumps.classification());
    assertEquals("Pumps", pumps.description().en());
    assertEquals(FieldType.DECIMAL, pumps.field("debit").orElseThrow().type());
    assertEquals(FieldType.POINT, pumps.geometry().orElseThrow().type());
    assertEquals(Level.SEVERE, air.layers().get(0).classes().get(1).level());
    assertEquals(List.of("air/pompa"), air.widgets().get(0).datasets());
    Command run = air.commands().get(0);
    assertTrue(run.fourEyes());
    assertTrue(run.parameter("pompa").orElseThrow().required());
    Parameter minutes = run.parameter("menit").orElseThrow();
    assertFalse(minutes.required());
    assertEquals(60.0, minutes.most());
  }

  @Test
  void an_unknown_name_is_refused_with_its_place() {
    String said = refusal(GOOD.replace("unit: m³/s", "satuan: m³/s"));
    assertTrue(said.contains("datasets.pompa.fields.debit.satuan"), said);
    assertTrue(said.contains("unit"), said);
  }

  @Test
  void a_missing_translation_is_refused_with_its_place() {
    String said = refusal(GOOD.replace("{ id: Dinas Air, en: Water Agency }", "{ id: Dinas Air }"));
    assertTrue(said.contains("title.en"), said);
  }

  @Test
  void a_word_that_is_no_choice_is_answered_with_the_choices() {
    String said = refusal(GOOD.replace("role: measure", "role: ukuran"));
    assertTrue(said.contains("fields.debit.role") && said.contains("measure"), said);
  }

  @Test
  void a_layer_of_an_unknown_dataset_or_field_is_refused() {
    String field = refusal(GOOD.replace("label: pompa, by", "label: nama, by"));
    assertTrue(field.contains("layers.pompa") && field.contains("nama"), field);
    String dataset = refusal(GOOD.replace("{ label: pompa", "{ dataset: kolam, label: pompa"));
    assertTrue(dataset.contains("kolam"), dataset);
  }

  @Test
  void a_duration_that_is_none_is_refused() {
    String said = refusal(GOOD.replace("PT5M", "5 menit"));
    assertTrue(said.contains("datasets.pompa.every"), said);
  }

  @Test
  void a_declaration_that_contradicts_itself_is_refused_with_its_place() {
    String said = refusal(GOOD.replace("every: PT5M", "every: PT5M\n    key: [debit]"));
    assertTrue(said.contains("datasets.pompa") && said.contains("debit"), said);
  }

  @Test
  void a_parameter_that_no_command_can_be_told_is_refused_with_its_place() {
    String shape = refusal(GOOD.replace("type: integer, unit: min", "type: point"));
    assertTrue(shape.contains("commands.jalankan.parameters.menit"), shape);
    String limits = refusal(GOOD.replace("least: 1", "least: 61"));
    assertTrue(limits.contains("menit") && limits.contains("least"), limits);
  }

  @Test
  void a_department_named_like_a_part_of_the_platform_is_refused_as_they_would_share_a_schema() {
    for (String taken : List.of("command", "storage", "security", "wall", "departments", "sys")) {
      String said = refusal(GOOD.replaceFirst("(?m)^name: .*$", "name: " + taken));
      assertTrue(said.contains("name: a department's name is also its schema"), said);
      assertTrue(said.contains(taken + " belongs to the platform"), said);
    }
  }

  @Test
  void what_is_no_yaml_is_refused_with_the_line() {
    assertTrue(refusal("name: air\ntitle: [").contains("line"), refusal("name: air\ntitle: ["));
    assertTrue(refusal("name: a\nname: b").contains("uplicate"), refusal("name: a\nname: b"));
    assertTrue(refusal("").contains("mapping"), refusal(""));
  }

  @Test
  void a_yaml_bomb_is_refused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 30; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertTrue(refusal(bomb.toString()).startsWith("department.yaml"), "refused");
    assertTrue(refusal("x: ".repeat(1) + "[".repeat(100_000)).startsWith("department.yaml"));
  }
}
