package id.pcc.security.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import id.pcc.security.Audit;
import id.pcc.security.internal.domain.AuditCheck;
import id.pcc.security.internal.domain.AuditEntry;
import id.pcc.security.internal.sql.AuditTable;
import id.pcc.storage.StoreException;
import id.pcc.web.Json;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The audit chain. Whoever appends waits for the commit; those who come while one commits are
 * committed together by the next, so that many appends cost few commits.
 */
@Component(service = {Audit.class, AuditChain.class})
public final class AuditChain implements Audit {
  private static final int GROUP = 500;
  private static final int WAITING = 5_000;
  private static final int PAGE = 1_000;

  private static final class Waiting {
    private final AuditEntry.Draft draft;
    private boolean done;
    private RuntimeException failure;

    Waiting(AuditEntry.Draft draft) {
      this.draft = draft;
    }
  }

  private final SecurityDatabase database;
  private final Clock clock;
  private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
  private final Semaphore room = new Semaphore(WAITING);
  private final ReentrantLock commit = new ReentrantLock();

  @Activate
  public AuditChain(@Reference SecurityDatabase database) {
    this(database, Clock.systemUTC());
  }

  AuditChain(SecurityDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public void append(String actor, String action, String object, Map<String, Object> details) {
    append(actor, action, object, details, "");
  }

  /**
   * Appends an entry; returns when it is stored.
   *
   * @param address from where; empty when from within
   */
  public void append(
      String actor, String action, String object, Map<String, Object> details, String address) {
    var waiting =
        new Waiting(
            new AuditEntry.Draft(clock.instant(), actor, action, object, json(details), address));
    if (!room.tryAcquire()) {
      throw new StoreException("the audit log is overloaded: try again shortly", true, null);
    }
    try {
      queue.add(waiting);
      commit.lock();
      try {
        while (!waiting.done) {
          commitGroup();
        }
      } finally {
        commit.unlock();
      }
    } finally {
      room.release();
    }
    if (waiting.failure != null) {
      throw waiting.failure;
    }
  }

  private void commitGroup() {
    List<Waiting> group = new ArrayList<>();
    for (Waiting next; group.size() < GROUP && (next = queue.poll()) != null; ) {
      group.add(next);
    }
    RuntimeException failure = null;
    try {
      var drafts = group.stream().map(waiting -> waiting.draft).toList();
      database.transact(
          c -> {
            AuditTable.append(c, drafts);
            return null;
          });
    } catch (RuntimeException e) {
      failure = e;
    }
    for (Waiting each : group) {
      each.failure = failure;
      each.done = true;
    }
  }

  /**
   * Entries before that number, newest first.
   *
   * @param before the number that the newest is below; 0 for the newest of all
   */
  public List<AuditEntry> newest(long before, int limit) {
    return database.transact(
        c -> {
          long last = before > 0 ? before - 1 : AuditTable.head(c).seq();
          var entries = new ArrayList<>(AuditTable.between(c, last - limit + 1, last));
          java.util.Collections.reverse(entries);
          return entries;
        });
  }

  /** Walks the chain to its present end; reads it page by page, however long it is. */
  public AuditCheck.Result verify() {
    var head = database.transact(AuditTable::head);
    var check = new AuditCheck();
    for (long first = 1; first <= head.seq(); first += PAGE) {
      long from = first;
      long to = Math.min(first + PAGE - 1, head.seq());
      if (!check.next(database.transact(c -> AuditTable.between(c, from, to)))) {
        break;
      }
    }
    return check.end(head.seq(), head.hash());
  }

  private static String json(Map<String, Object> details) {
    try {
      return Json.mapper().writeValueAsString(details);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("details that JSON does not know: " + details, e);
    }
  }
}
