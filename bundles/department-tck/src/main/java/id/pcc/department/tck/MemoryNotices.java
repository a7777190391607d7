package id.pcc.department.tck;

import id.pcc.api.notice.Notice;
import id.pcc.notice.Notices;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The notices of one department in memory. */
final class MemoryNotices implements Notices {
  private final Map<String, Notice> open = new ConcurrentHashMap<>();
  private final List<Notice> raised = new CopyOnWriteArrayList<>();

  Map<String, Notice> byFingerprint() {
    return open;
  }

  List<Notice> raised() {
    return raised;
  }

  @Override
  public Raised raise(String source, Notice notice) {
    raised.add(notice);
    open.put(notice.fingerprint(), notice);
    return entry(source, notice);
  }

  @Override
  public boolean settle(String source, String fingerprint) {
    return open.remove(fingerprint) != null;
  }

  @Override
  public Raised acknowledge(long id, String actor) {
    throw new UnsupportedOperationException("nobody acknowledges notices in a test");
  }

  @Override
  public List<Raised> open() {
    return open.values().stream().map(notice -> entry("", notice)).toList();
  }

  private static Raised entry(String source, Notice notice) {
    Instant now = Instant.now();
    return new Raised(1, source, notice, 1, now, now, null, null, null);
  }
}
