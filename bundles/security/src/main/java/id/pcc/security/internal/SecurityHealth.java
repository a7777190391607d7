package id.pcc.security.internal;

import id.pcc.api.HealthPart;
import id.pcc.web.Gate;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Says whether people can sign in. */
@Component(service = HealthPart.class)
public final class SecurityHealth implements HealthPart {
  private final AtomicReference<Gate> gate = new AtomicReference<>();

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindGate(Gate bound) {
    gate.set(bound);
  }

  void unbindGate(Gate unbound) {
    gate.compareAndSet(unbound, null);
  }

  @Override
  public String name() {
    return "security";
  }

  @Override
  public Health health() {
    return gate.get() != null
        ? Health.READY
        : new Health(
            State.STARTING,
            "waits for the database: see part storage, then scr:info in the Karaf console");
  }
}
