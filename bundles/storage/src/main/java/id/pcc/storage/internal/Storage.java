package id.pcc.storage.internal;

import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Fault;
import id.pcc.api.dataset.Receipt;
import id.pcc.api.dataset.RecordBatch;
import id.pcc.api.dataset.Retention;
import id.pcc.storage.Catalogue;
import id.pcc.storage.Database;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Ingest;
import id.pcc.storage.Keeping;
import id.pcc.storage.Lineage;
import id.pcc.storage.LiveFeed;
import id.pcc.storage.Quality;
import id.pcc.storage.Quarantine;
import id.pcc.storage.Records;
import id.pcc.storage.ReferenceTable;
import id.pcc.storage.References;
import id.pcc.storage.Tally;
import id.pcc.storage.Trial;
import id.pcc.storage.internal.domain.Preview;
import id.pcc.storage.internal.domain.Repair;
import id.pcc.storage.internal.domain.Repairs;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The slice's services, as soon as the database is open. */
@Component
public final class Storage
    implements Database,
        Catalogue,
        References,
        Ingest,
        Trial,
        Tally,
        Records,
        Quarantine,
        Repairs,
        Lineage,
        Quality,
        Keeping,
        LiveFeed {
  private final Store store;

  /** Offers a store that is open. */
  @Activate
  public Storage(@Reference Store store) {
    this.store = store;
  }

  @Override
  public Dialect dialect() {
    return store.database().dialect();
  }

  @Override
  public void migrate(String slice, ClassLoader resources) {
    store.database().migrate(slice, resources);
  }

  @Override
  public <T> T transact(Work<T> work) {
    return store.database().transact(work);
  }

  @Override
  public Entry declare(String department, Dataset dataset) {
    return store.catalogue().declare(department, dataset);
  }

  @Override
  public Optional<Entry> approve(DatasetId id, int version, String by) {
    return store.catalogue().approve(id, version, by);
  }

  @Override
  public Entry withdraw(DatasetId id) {
    return store.catalogue().withdraw(id);
  }

  @Override
  public List<Entry> entries() {
    return store.catalogue().entries();
  }

  @Override
  public Optional<Entry> entry(DatasetId id) {
    return store.catalogue().entry(id);
  }

  @Override
  public Volume volume(DatasetId id) {
    return store.catalogue().volume(id);
  }

  @Override
  public List<Edition> tables() {
    return store.references().tables();
  }

  @Override
  public Optional<Edition> table(String name) {
    return store.references().table(name);
  }

  @Override
  public Optional<Edition> version(String name, int version) {
    return store.references().version(name, version);
  }

  @Override
  public List<Made> versions(String name) {
    return store.references().versions(name);
  }

  @Override
  public Optional<Edition> keep(ReferenceTable table, int seen, String by) {
    return store.references().keep(table, seen, by);
  }

  @Override
  public List<String> users(String name) {
    return store.references().users(name);
  }

  @Override
  public Optional<Made> delete(String name, int seen, String by) {
    return store.references().delete(name, seen, by);
  }

  @Override
  public Edition bring(ReferenceTable table, String owner) {
    return store.references().bring(table, owner);
  }

  @Override
  public List<ReferenceTable.Row> find(String name, String system, String codeOrName) {
    return store.references().find(name, system, codeOrName);
  }

  @Override
  public CompletionStage<Receipt> deliver(String department, RecordBatch batch) {
    return store.deliver(department, batch);
  }

  @Override
  public void quarantine(
      String department, String dataset, String source, byte[] raw, Fault fault) {
    store.quarantine(department, dataset, source, raw, fault);
  }

  @Override
  public String refusal(String department, Dataset dataset) {
    return store.trial().refusal(department, dataset);
  }

  @Override
  public List<Tried> check(String department, Dataset dataset, List<Map<String, Object>> records) {
    return store.trial().check(department, dataset, records);
  }

  @Override
  public Map<String, Counts> counts() {
    return store.counts();
  }

  @Override
  public Map<String, Queue> queues() {
    return store.queues();
  }

  @Override
  public Found find(Query query) {
    return store.records().find(query);
  }

  @Override
  public void each(Query query, Consumer<Map<String, Object>> consumer) {
    store.records().each(query, consumer);
  }

  @Override
  public List<Point> series(Series series) {
    return store.records().series(series);
  }

  @Override
  public List<Kept> list(DatasetId dataset, long after, int limit) {
    return store.refused().list(dataset, after, limit);
  }

  @Override
  public List<Kept> documents(String department, long after, int limit) {
    return store.refused().documents(department, after, limit);
  }

  @Override
  public Replay replay(DatasetId dataset) {
    return store.refused().replay(dataset);
  }

  @Override
  public List<Kept> list(Quarantine.Selection selection, long after, int limit) {
    return store.refused().list(selection, after, limit);
  }

  @Override
  public List<Group> groups(Quarantine.Selection selection, int limit) {
    return store.refused().groups(selection, limit);
  }

  @Override
  public long count(Quarantine.Selection selection) {
    return store.refused().count(selection);
  }

  @Override
  public long discard(Quarantine.Selection selection, long number) {
    return store.refused().discard(selection, number);
  }

  @Override
  public Replay replay(Quarantine.Selection selection) {
    return store.refused().replay(selection);
  }

  @Override
  public Preview preview(Quarantine.Selection selection, Repair repair) {
    return store.refused().preview(selection, repair);
  }

  @Override
  public Replay apply(Quarantine.Selection selection, Repair repair, String by) {
    return store.refused().apply(selection, repair, by);
  }

  @Override
  public List<Delivered> deliveries(DatasetId dataset, long before, int limit) {
    return store.lineage().deliveries(dataset, before, limit);
  }

  @Override
  public Optional<Delivered> delivery(DatasetId dataset, long seq) {
    return store.lineage().delivery(dataset, seq);
  }

  @Override
  public List<Original> originals(DatasetId dataset, long seq, int limit) {
    return store.lineage().originals(dataset, seq, limit);
  }

  @Override
  public Optional<Original> original(DatasetId dataset, Map<String, Object> record) {
    return store.lineage().original(dataset, record);
  }

  @Override
  public List<Day> days(DatasetId dataset, LocalDate from) {
    return store.quality().days(dataset, from);
  }

  @Override
  public Rule rule(DatasetId dataset) {
    return store.keeping().rule(dataset);
  }

  @Override
  public Rule keep(DatasetId dataset, Retention retention, String by) {
    return store.keeping().keep(dataset, retention, by);
  }

  @Override
  public long count(Keeping.Selection selection) {
    return store.keeping().count(selection);
  }

  @Override
  public long delete(Keeping.Selection selection) {
    return store.keeping().delete(selection);
  }

  @Override
  public void publish(String topic, String kind, Map<String, Object> data) {
    store.live().publish(topic, kind, data);
  }

  @Override
  public Subscription subscribe(Collection<String> topics, Listener listener) {
    return store.live().subscribe(topics, listener);
  }

  @Override
  public long position() {
    return store.live().position();
  }

  @Override
  public Past past(Collection<String> topics, long after, long upTo, int limit) {
    return store.live().past(topics, after, upTo, limit);
  }
}
