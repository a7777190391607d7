package id.pcc.security.internal;

import id.pcc.web.Act;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes requests into the audit: all that change something and all who sign in. What strangers try
 * is written up to a rate, so that nobody fills the disk from outside.
 */
@Component(service = RequestAudit.class)
public final class RequestAudit {
  private static final Logger LOG = LoggerFactory.getLogger(RequestAudit.class);
  private static final int STRANGERS_PER_MINUTE = 120;

  private final AuditChain audit;
  private final Clock clock;
  private long minute;
  private int inMinute;
  private int left;

  @Activate
  public RequestAudit(@Reference AuditChain audit) {
    this(audit, Clock.systemUTC());
  }

  RequestAudit(AuditChain audit, Clock clock) {
    this.audit = audit;
    this.clock = clock;
  }

  /** A request that is no mere reading was answered. */
  void record(HttpServletRequest request, Visit visit, int status) {
    Map<String, Object> details = new LinkedHashMap<>(visit.details());
    details.putAll(Act.details(request));
    details.put("status", status);
    if (visit.identity() == null && !countStranger(details)) {
      return;
    }
    append(visit, visit.action(request), visit.object(request), details);
  }

  /** Somebody came with a key that is none. */
  void keyRefused(Visit visit) {
    Map<String, Object> details = new LinkedHashMap<>();
    if (countStranger(details)) {
      append(visit, "key refused", "session", details);
    }
  }

  /** A wall output came in with its key. */
  void signedIn(Visit visit, String path) {
    append(visit, "signed in", path, Map.of());
  }

  private void append(Visit visit, String action, String object, Map<String, Object> details) {
    try {
      audit.append(visit.actor(), action, object, details, visit.address());
    } catch (RuntimeException e) {
      // The act is done and cannot be undone here: the log keeps what the chain could not.
      LOG.error(
          "Not in the audit: {} {} {} {} {}",
          visit.actor(),
          action,
          object,
          details,
          visit.address(),
          e);
    }
  }

  private synchronized boolean countStranger(Map<String, Object> details) {
    long now = clock.millis() / 60_000;
    if (now != minute) {
      minute = now;
      inMinute = 0;
    }
    if (++inMinute > STRANGERS_PER_MINUTE) {
      left++;
      return false;
    }
    if (left > 0) {
      details.put("leftOutBefore", left);
      left = 0;
    }
    return true;
  }
}
