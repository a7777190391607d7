package id.pcc.connect.internal.camel;

import id.pcc.api.LocalText;
import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.RecordBatch;
import id.pcc.api.dataset.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/**
 * {@code pcc:<department>/<dataset>[?format=csv|json]}: stores records in one of the department's
 * own datasets. The route goes on after the commit, with the {@link Receipt} in header {@code
 * PccReceipt}.
 */
final class PccComponent extends DefaultComponent {
  /** The header that holds the receipt. */
  static final String RECEIPT = "PccReceipt";

  /** The header that names a delivery, see {@link RecordBatch#idempotencyKey}. */
  static final String KEY = "PccIdempotencyKey";

  /** The exchange property that says that nothing of a delivery could be stored. */
  static final String REFUSED = "PccRefused";

  private final String department;
  private final Set<String> datasets;
  private final Delivery delivery;

  PccComponent(String department, Set<String> datasets, Delivery delivery) {
    this.department = department;
    this.datasets = datasets;
    this.delivery = delivery;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
    int slash = remaining.indexOf('/');
    String owner = slash < 0 ? remaining : remaining.substring(0, slash);
    String dataset = slash < 0 ? "" : remaining.substring(slash + 1);
    if (!owner.equals(department)) {
      throw new IllegalArgumentException(
          "pcc:" + remaining + ": routes of " + department + " store in pcc:" + department + "/…");
    }
    if (!datasets.contains(dataset)) {
      throw new IllegalArgumentException(
          "pcc:" + remaining + ": " + department + " declares " + String.join(", ", datasets));
    }
    Object format = parameters.remove("format");
    String notation = format == null ? "" : format.toString();
    if (!Set.of("", "csv", "json").contains(notation)) {
      throw new IllegalArgumentException("pcc:" + remaining + ": format is csv or json");
    }
    return new DatasetEndpoint(uri, dataset, notation);
  }

  private final class DatasetEndpoint extends DefaultEndpoint {
    private final String dataset;
    private final String format;

    DatasetEndpoint(String uri, String dataset, String format) {
      super(uri, PccComponent.this);
      this.dataset = dataset;
      this.format = format;
    }

    @Override
    public Producer createProducer() {
      return new DatasetProducer(this, new RecordBody(dataset, format, delivery));
    }

    @Override
    public Consumer createConsumer(Processor processor) {
      throw new UnsupportedOperationException("pcc: is where records go, not where they come from");
    }
  }

  private final class DatasetProducer extends DefaultProducer {
    private final String dataset;
    private final RecordBody body;

    DatasetProducer(DatasetEndpoint endpoint, RecordBody body) {
      super(endpoint);
      this.dataset = endpoint.dataset;
      this.body = body;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
      List<Map<String, Object>> records = body.records(exchange);
      String key = exchange.getMessage().getHeader(KEY, String.class);
      String route = exchange.getFromRouteId();
      RecordBatch batch = new RecordBatch(dataset, records, key, SourceText.of(exchange), route);
      Receipt receipt = delivery.deliver(route, batch);
      exchange.getMessage().setHeader(RECEIPT, receipt);
      if (receipt.quarantined() > 0 && receipt.accepted() + receipt.unchanged() == 0) {
        exchange.setProperty(REFUSED, refusal(receipt));
      }
    }

    private LocalText refusal(Receipt receipt) {
      Rejection first = receipt.errors().isEmpty() ? null : receipt.errors().get(0);
      String field = first == null || first.field().isEmpty() ? "" : first.field() + ": ";
      String id = first == null ? "" : ": " + field + first.text().id();
      String en = first == null ? "" : ": " + field + first.detail();
      return LocalText.of(
          "semua " + receipt.quarantined() + " rekaman " + dataset + " ditolak" + id,
          "all " + receipt.quarantined() + " records of " + dataset + " were refused" + en);
    }
  }
}
