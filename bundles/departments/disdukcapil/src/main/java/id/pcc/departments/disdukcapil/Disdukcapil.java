package id.pcc.departments.disdukcapil;

import static id.pcc.api.LocalText.of;

import id.pcc.api.Department;
import id.pcc.api.DepartmentContext;
import id.pcc.api.LocalText;
import id.pcc.api.dataset.Cell;
import id.pcc.api.dataset.Code;
import id.pcc.api.notice.Notice;
import id.pcc.api.notice.Notice.Place;
import id.pcc.api.notice.Severity;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Component;

/** The civil registry (Dinas Kependudukan dan Pencatatan Sipil): its queues. */
@Component(service = Department.class)
public final class Disdukcapil extends RouteBuilder implements Department {
  private DepartmentContext context;

  @Override
  public void start(DepartmentContext given) {
    context = given;
  }

  @Override
  @SuppressWarnings("unchecked")
  public void configure() {
    from("timer:antrean?delay=0&period={{poll:60s}}")
        .routeId("antrean")
        .to("{{address}}{{queues:/antrean.json}}")
        .unmarshal("json")
        .setProperty("answer", body())
        .setBody(
            e ->
                Cell.records(
                    e.getProperty("answer", Map.class).get("layanan"), UnaryOperator.identity()))
        .to("pcc:disdukcapil/antrean")
        .process(e -> e.getMessage().getBody(List.class).forEach(r -> tell((Map<?, ?>) r)))
        .setBody(
            e ->
                Cell.records(
                    e.getProperty("answer", Map.class).get("kantor"),
                    row -> Cell.placed(row, "lokasi", "bujur", "lintang")))
        .to("pcc:disdukcapil/kantor");

    from("command:kuota").routeId("kuota").marshal("order").to("{{address}}{{quota:/kuota}}");
  }

  /** Tells of a service whose quota is used up while many still wait. */
  private void tell(Map<?, ?> queue) {
    double limit = Double.parseDouble(context.configuration().get("menunggu_banyak"));
    boolean full =
        queue.get("terdaftar") instanceof Number taken
            && queue.get("kuota") instanceof Number quota
            && queue.get("menunggu") instanceof Number waiting
            && taken.longValue() >= quota.longValue()
            && waiting.doubleValue() >= limit * quota.doubleValue();
    String fingerprint = "kuota:" + queue.get("layanan");
    if (full) {
      LocalText name =
          context.declaration().codes("antrean", "layanan").stream()
              .filter(code -> code.value().equals(queue.get("layanan")))
              .map(Code::title)
              .findFirst()
              .orElse(of(fingerprint, fingerprint));
      LocalText title = of("Kuota habis: " + name.id(), "Quota used up: " + name.en());
      LocalText text =
          of(
              queue.get("menunggu") + " orang menunggu; buka loket atau kuota tambahan.",
              queue.get("menunggu") + " people wait; open a counter or an extra quota.");
      context.raise(
          Notice.of(
              fingerprint, Severity.MINOR, title, text, context.clock().instant(), Place.NONE));
    } else {
      context.settle(fingerprint);
    }
  }
}
