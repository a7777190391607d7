package id.pcc.storage.internal.rest;

import id.pcc.storage.Catalogue;
import id.pcc.storage.LiveFeed;
import id.pcc.storage.StoreException;
import id.pcc.web.Metrics;
import id.pcc.web.Problem;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /api/live}: what happens, as Server-Sent Events. A servlet and no resource, because
 * only so a client that listens for hours holds no thread.
 */
@Component(service = {Servlet.class, Metrics.class})
@HttpWhiteboardServletPattern("/live")
@HttpWhiteboardServletAsyncSupported
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=pcc-api)")
public final class LiveServlet extends HttpServlet implements Metrics {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(LiveServlet.class);
  private static final int MOST_CLIENTS = 200;
  private static final int BEAT_SECONDS = 10;

  private final transient LiveFeed feed;
  private final transient Catalogue catalogue;
  private final transient Clock clock = Clock.systemUTC();
  private final transient LiveFrames frames = new LiveFrames();
  private final transient Semaphore places = new Semaphore(MOST_CLIENTS);
  private final transient Set<LiveClient> clients = ConcurrentHashMap.newKeySet();
  private final transient ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "pcc-live-beat");
            thread.setDaemon(true);
            return thread;
          });
  private transient volatile boolean stopped;

  @Activate
  public LiveServlet(@Reference LiveFeed feed, @Reference Catalogue catalogue) {
    this.feed = feed;
    this.catalogue = catalogue;
    beats.scheduleAtFixedRate(this::beat, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public List<Metric> now() {
    return List.of(
        new Metric(
            "pcc_live_clients", Kind.GAUGE, "Clients that listen", Map.of(), clients.size()));
  }

  /** Ends all streams; clients come again by themselves. */
  @Deactivate
  public void stop() {
    stopped = true;
    beats.shutdownNow();
    clients.forEach(LiveClient::end);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Set<String> topics = LiveRights.topics(request.getParameter("topics"));
    LiveRights rights = new LiveRights(catalogue, request::isUserInRole);
    rights.require(topics);
    if (stopped || !places.tryAcquire()) {
      throw Problem.of(
              503, "Too many listeners", "At most " + MOST_CLIENTS + " streams at once; try later.")
          .retryAfter(5);
    }
    response.setContentType("text/event-stream;charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    LiveClient[] self = new LiveClient[1];
    LiveClient client =
        new LiveClient(
            feed,
            frames,
            rights,
            topics,
            response.getOutputStream(),
            () -> {
              clients.remove(self[0]);
              places.release();
            });
    self[0] = client;
    clients.add(client);
    serve(request, client);
  }

  private void serve(HttpServletRequest request, LiveClient client) {
    try {
      client.begin(known(request), clock);
      if (!client.ended() && !stopped) {
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        context.addListener(new Ending(client));
        client.goOn(context);
        return;
      }
    } catch (IOException e) {
      // The client went away while the past was told.
    } catch (StoreException e) {
      LOG.warn("A listener was let go: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.warn("A listener was let go", e);
    }
    client.end();
  }

  /** The number of the last event that the client knows; negative for one that cannot be. */
  private static Long known(HttpServletRequest request) {
    String header = request.getHeader("Last-Event-ID");
    String text = header == null || header.isBlank() ? request.getParameter("lastEventId") : header;
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      return -1L;
    }
  }

  private void beat() {
    for (LiveClient client : clients) {
      try {
        client.beat();
      } catch (RuntimeException e) {
        LOG.warn("A listener was let go", e);
        client.end();
      }
    }
  }

  private record Ending(LiveClient client) implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      client.end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      client.end();
    }

    @Override
    public void onError(AsyncEvent event) {
      client.end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      // Begun once and never again.
    }
  }
}
