package id.pcc.storage.internal.command;

import id.pcc.api.dataset.Field;
import id.pcc.storage.Catalogue;
import id.pcc.storage.Catalogue.Entry;
import id.pcc.storage.DatasetId;
import id.pcc.storage.LiveFeed;
import id.pcc.storage.LiveFeed.Event;
import id.pcc.storage.Records;
import id.pcc.storage.Records.Query;
import id.pcc.storage.Rights;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/**
 * {@code pcc:tail <dataset>}: its newest records, oldest of them first, and on request what comes.
 */
@Service
@Command(
    scope = "pcc",
    name = "tail",
    description = "Rekaman terbaru suatu dataset / the newest records of a dataset")
public final class TailCommand implements Action {
  private static final int MOST = 1_000;
  private static final int WAITING = 1_000;

  /** Looking is for viewers too, so it shows what viewers may see, whoever looks. */
  private static final Rights RIGHTS = new Rights("viewer"::equals);

  private static final String MASKED = "disamarkan";

  @Reference private Catalogue catalogue;
  @Reference private Records records;
  @Reference private LiveFeed feed;

  @Argument(name = "dataset", description = "its name, such as dlh/ispu", required = true)
  @Completion(DatasetNames.class)
  private String name;

  @Option(name = "-n", description = "how many records, 1 to 1000")
  private int count = 10;

  @Option(name = "-f", description = "follows what comes until Ctrl-C")
  private boolean follow;

  // The shell takes options before the name only; people write them after it.
  @Argument(index = 1, name = "options", description = "-n and -f", multiValued = true)
  private List<String> after;

  @Override
  public Object execute() throws InterruptedException {
    readOptions();
    Entry entry = entry();
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException("-n: 1 to " + MOST + ", not " + count);
    }
    BlockingQueue<Event> heard = new ArrayBlockingQueue<>(WAITING);
    // Listens before it reads, so that nothing falls between the two.
    try (LiveFeed.Subscription listening =
        follow ? feed.subscribe(List.of("dataset:" + entry.id()), heard::offer) : () -> {}) {
      long position = feed.position();
      List<Map<String, Object>> newest = newest(entry);
      Table table = table(entry, newest);
      table.lines().forEach(System.out::println);
      System.out.flush();
      // Without records there are no widths to keep to.
      int[] widths = newest.isEmpty() ? null : table.widths();
      while (follow) {
        Event event = heard.take();
        if (event.seq() > position) {
          Table more = table(entry(), records(event));
          List<String> lines = widths == null ? more.lines() : more.lines(widths);
          lines.stream().skip(widths == null ? 0 : 1).forEach(System.out::println);
          widths = widths == null ? more.widths() : widths;
          System.out.flush();
        }
      }
    }
    return null;
  }

  private void readOptions() {
    Iterator<String> options = after == null ? Collections.emptyIterator() : after.iterator();
    while (options.hasNext()) {
      String option = options.next();
      if (option.equals("-f")) {
        follow = true;
      } else if (option.equals("-n") && options.hasNext()) {
        count = number(options.next());
      } else {
        throw new IllegalArgumentException(option + ": known are -n <number> and -f");
      }
    }
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("-n: 1 to " + MOST + ", not " + text, e);
    }
  }

  private Entry entry() {
    Optional<Entry> entry;
    try {
      entry = catalogue.entry(DatasetId.parse(name));
    } catch (IllegalArgumentException e) {
      entry = Optional.empty();
    }
    Entry found =
        entry.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Tidak ada dataset "
                        + name
                        + " / there is no dataset "
                        + name
                        + "; pcc:datasets lists all"));
    if (!RIGHTS.reads(found)) {
      throw new IllegalArgumentException(
          name
              + " terbatas: lihat di konsol web sebagai supervisor / "
              + name
              + " is restricted: see it in the web console as a supervisor");
    }
    return found;
  }

  private List<Map<String, Object>> newest(Entry entry) {
    Query query = new Query(entry.id(), List.of(), null, null, null, false, true, count, null);
    List<Map<String, Object>> found = new ArrayList<>(records.find(query).records());
    Collections.reverse(found);
    return found;
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> records(Event event) {
    return event.data().get("records") instanceof List<?> list
        ? (List<Map<String, Object>>) list
        : List.of();
  }

  private static Table table(Entry entry, List<Map<String, Object>> found) {
    List<Field> fields = fields(entry);
    Set<String> masked = RIGHTS.masked(entry);
    Table table = new Table(fields.stream().map(Field::name).toArray(String[]::new));
    for (Map<String, Object> record : found) {
      table.row(
          fields.stream()
              .map(Field::name)
              .map(field -> masked.contains(field) ? MASKED : Shown.value(record.get(field)))
              .toArray());
    }
    return table;
  }

  /** The time first, then the key, then the others. */
  private static List<Field> fields(Entry entry) {
    List<Field> fields = new ArrayList<>(entry.dataset().fields());
    List<String> key = entry.dataset().key();
    fields.sort(Comparator.comparingInt(field -> rank(field, key)));
    return fields;
  }

  private static int rank(Field field, List<String> key) {
    return switch (field.role()) {
      case TIME -> 0;
      case KEY -> key.contains(field.name()) ? 1 : 2;
      case MEASURE -> 3;
      case ATTRIBUTE -> 4;
      case GEOMETRY -> 5;
    };
  }
}
