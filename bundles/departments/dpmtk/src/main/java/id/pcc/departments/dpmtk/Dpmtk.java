package id.pcc.departments.dpmtk;

import static id.pcc.api.LocalText.of;

import id.pcc.api.Department;
import id.pcc.api.DepartmentContext;
import id.pcc.api.LocalText;
import id.pcc.api.dataset.Cell;
import id.pcc.api.notice.Notice;
import id.pcc.api.notice.Notice.Place;
import id.pcc.api.notice.Severity;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Component;

/** The permit agency (Dinas Penanaman Modal, Tenaga Kerja dan PTSP): permits in process. */
@Component(service = Department.class)
public final class Dpmtk extends RouteBuilder implements Department {
  private DepartmentContext context;

  @Override
  public void start(DepartmentContext given) {
    context = given;
  }

  @Override
  @SuppressWarnings("unchecked")
  public void configure() {
    from("timer:izin?delay=0&period={{poll:300s}}")
        .routeId("izin")
        .to("{{address}}{{permits:/izin.json}}")
        .unmarshal("json")
        .setProperty("answer", body())
        .setBody(
            e ->
                Cell.records(
                    e.getProperty("answer", Map.class).get("izin"), UnaryOperator.identity()))
        .to("pcc:dpmtk/izin")
        .process(e -> e.getMessage().getBody(List.class).forEach(r -> tell((Map<?, ?>) r)))
        .setBody(
            e ->
                Cell.records(
                    e.getProperty("answer", Map.class).get("wilayah"),
                    row -> Cell.placed(row, "lokasi", "bujur", "lintang")))
        .to("pcc:dpmtk/wilayah");
  }

  /** Tells of a kind of permit that takes longer than the agency has promised. */
  private void tell(Map<?, ?> permit) {
    String fingerprint = "izin:" + permit.get("jenis");
    if (permit.get("lama") instanceof Number days
        && permit.get("janji") instanceof Number promised
        && days.doubleValue() > promised.doubleValue()) {
      LocalText name =
          context.declaration().codes("izin", "jenis").stream()
              .filter(code -> code.value().equals(permit.get("jenis")))
              .map(code -> code.title())
              .findFirst()
              .orElse(of(fingerprint, fingerprint));
      String said = ", " + days + " > " + promised;
      context.raise(
          Notice.of(
              fingerprint,
              Severity.MINOR,
              of("Izin melewati janji: " + name.id(), "Permits later than promised: " + name.en()),
              of(
                  "Lama hari kerja" + said + "; periksa yang tertua.",
                  "Working days" + said + "; look at the oldest ones."),
              context.clock().instant(),
              Place.NONE));
    } else {
      context.settle(fingerprint);
    }
  }
}
