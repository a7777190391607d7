package id.pcc.connect.internal.reach;

import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.remote.FtpsComponent;
import org.apache.camel.component.file.remote.FtpsEndpoint;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPSClient;
import org.apache.commons.net.util.TrustManagerUtils;

/** Camel's {@code ftps:} with a guard: only servers whose certificate holds for their name. */
final class GuardedFtps extends FtpsComponent {
  private final EndpointGuard guard;

  GuardedFtps(EndpointGuard guard) {
    this.guard = guard;
  }

  @Override
  protected void afterPropertiesSet(GenericFileEndpoint<FTPFile> endpoint) throws Exception {
    super.afterPropertiesSet(endpoint);
    FtpsEndpoint ftps = (FtpsEndpoint) endpoint;
    FTPSClient client = new FTPSClient("TLS", ftps.getFtpsConfiguration().isImplicit());
    // Without this the client takes every certificate that has not expired.
    client.setTrustManager(TrustManagerUtils.getDefaultTrustManager(null));
    client.setEndpointCheckingEnabled(true);
    client.setSocketFactory(guard.sockets());
    ftps.setFtpClient(client);
    ftps.getConfiguration().setPassiveMode(true);
    ftps.getFtpsConfiguration().setExecProt("P");
    ftps.getFtpsConfiguration().setExecPbsz(0L);
    guard.limit(ftps);
  }
}
