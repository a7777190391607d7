package id.pcc.connect.internal.http;

import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpActivityListener;
import org.apache.camel.component.http.HttpComponent;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/** Camel's {@code http:} and {@code https:} with a guard. */
public final class GuardedHttp extends HttpComponent {
  private final HttpGuard guard;
  private final PoolingHttpClientConnectionManager connections;

  public GuardedHttp(HttpGuard guard, Limits limits) {
    this.guard = guard;
    this.connections = connections(limits);
    setClientConnectionManager(connections);
    setHttpClientConfigurer(guard);
    // Followed only to servers that the guard lets through.
    setFollowRedirects(true);
    setConnectTimeout(limits.connect().toMillis());
    setConnectionRequestTimeout(limits.total().toMillis());
    setResponseTimeout(limits.read().toMillis());
    setSoTimeout(limits.read().toMillis());
    // Camel tells the client which exchange a request belongs to only when someone listens.
    setHttpActivityListener(new Listening());
  }

  private static PoolingHttpClientConnectionManager connections(Limits limits) {
    Timeout read = Timeout.of(limits.read());
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(new Addresses())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(limits.connect()))
                .setSocketTimeout(read)
                .build())
        .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(read).build())
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(
                    Http1Config.custom().setMaxHeaderCount(100).setMaxLineLength(16_384).build())
                .build())
        .setMaxConnPerRoute(4)
        .setMaxConnTotal(16)
        .build();
  }

  /** Cuts every request that is under way. */
  public void cut() {
    guard.close();
  }

  @Override
  public void doStop() throws Exception {
    cut();
    connections.close(CloseMode.IMMEDIATE);
    super.doStop();
  }

  private static final class Listening implements HttpActivityListener {
    @Override
    public void onRequestSubmitted(
        Object source, Exchange exchange, HttpHost host, HttpRequest request, HttpEntity entity) {
      // The guard does all there is to do.
    }

    @Override
    public void onResponseReceived(
        Object source,
        Exchange exchange,
        HttpHost host,
        HttpResponse response,
        HttpEntity entity,
        long elapsed) {
      // The guard does all there is to do.
    }
  }
}
