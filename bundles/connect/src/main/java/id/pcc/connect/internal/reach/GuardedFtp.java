package id.pcc.connect.internal.reach;

import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.remote.FtpComponent;
import org.apache.camel.component.file.remote.FtpEndpoint;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPFile;

/** Camel's {@code ftp:} with a guard. */
final class GuardedFtp extends FtpComponent {
  private final EndpointGuard guard;

  GuardedFtp(EndpointGuard guard) {
    this.guard = guard;
  }

  @Override
  protected void afterPropertiesSet(GenericFileEndpoint<FTPFile> endpoint) throws Exception {
    super.afterPropertiesSet(endpoint);
    FtpEndpoint<?> ftp = (FtpEndpoint<?>) endpoint;
    FTPClient client = new FTPClient();
    client.setSocketFactory(guard.sockets());
    ftp.setFtpClient(client);
    ftp.getConfiguration().setPassiveMode(true);
    guard.limit(ftp);
  }
}
