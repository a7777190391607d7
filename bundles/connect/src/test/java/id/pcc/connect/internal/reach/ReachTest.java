package id.pcc.connect.internal.reach;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.connect.internal.http.Addresses;
import id.pcc.connect.internal.http.RefusedException;
import id.pcc.connect.internal.reach.Reach.Place;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReachTest {
  @TempDir Path data;

  private Reach reach(Map<String, String> configuration) {
    return new Reach("air", configuration, data.resolve("inbox/air"));
  }

  @Test
  void addresses_of_every_protocol_name_their_server() {
    Map<String, Place> places =
        Map.of(
            "sftp://u:p@berkas.example/a/b", new Place("sftp", "berkas.example", 22),
            "jdbc:postgresql://db.example:5433/x?ssl=true",
                new Place("postgresql", "db.example", 5433),
            "jdbc:oracle:thin:@//db.example:1521/x", new Place("oracle", "db.example", 1521),
            "jdbc:sqlserver://db.example;databaseName=x",
                new Place("sqlserver", "db.example", 1433),
            "mqtts://broker.example", new Place("ssl", "broker.example", 8883),
            "tcp://[::1]:1884", new Place("tcp", "[::1]", 1884),
            "https://a.example?x=1", new Place("https", "a.example", 443));
    places.forEach((address, place) -> assertEquals(place, Place.of(address), address));
    assertThrows(IllegalArgumentException.class, () -> Place.of("jdbc:derby:/var/db"));
  }

  @Test
  void only_servers_that_are_named_may_be_spoken_to() {
    Reach reach = reach(Map.of("a", "mqtt://broker.example", "allowed", "db.example:5432, lain"));
    assertDoesNotThrow(() -> reach.check(new Place("tcp", "BROKER.example", 1883)));
    assertDoesNotThrow(() -> reach.check(new Place("postgresql", "db.example", 5432)));
    assertDoesNotThrow(() -> reach.check(new Place("sftp", "lain", 2222)));
    RefusedException refused =
        assertThrows(
            RefusedException.class, () -> reach.check(new Place("tcp", "db.example", 1883)));
    assertTrue(refused.text().en().contains("allowed = db.example:1883"), refused.text().en());
    assertThrows(RefusedException.class, () -> reach.check(new Place("tcp", "x.example", 1883)));
  }

  @Test
  void the_keys_of_cloud_machines_are_out_of_reach_whatever_is_allowed() {
    Reach reach =
        reach(Map.of("allowed", "169.254.169.254:22 [fe80::1]:22 [fd00:ec2::254]:22 0.0.0.0:22"));
    for (String host : List.of("169.254.169.254", "[fe80::1]", "[fd00:ec2::254]", "0.0.0.0")) {
      assertThrows(
          UnknownHostException.class, () -> reach.resolve(new Place("sftp", host, 22)), host);
    }
  }

  @Test
  void a_socket_looks_at_the_address_that_it_connects_to() throws Exception {
    GuardedSockets sockets = new GuardedSockets(Duration.ofSeconds(1), Duration.ofSeconds(1));
    byte[] metadata = {(byte) 169, (byte) 254, (byte) 169, (byte) 254};
    InetAddress named = InetAddress.getByAddress("berkas.example", metadata);
    try (var socket = sockets.createSocket()) {
      assertThrows(
          UnknownHostException.class, () -> socket.connect(new InetSocketAddress(named, 80), 100));
    }
  }

  @Test
  void a_name_does_not_lead_back_into_this_machine() throws Exception {
    InetAddress back = InetAddress.getByAddress("berkas.example", new byte[] {127, 0, 0, 1});
    assertThrows(UnknownHostException.class, () -> Addresses.check("berkas.example", back));
    assertDoesNotThrow(() -> Addresses.check("127.0.0.1", back));
    assertDoesNotThrow(() -> Addresses.check("localhost", back));
  }

  @Test
  void only_folders_that_are_listed_are_read_and_links_do_not_lead_out() throws IOException {
    Path inbox = Files.createDirectories(data.resolve("inbox/air"));
    Path shared = Files.createDirectories(data.resolve("bersama"));
    Path other = Files.createDirectories(data.resolve("inbox/dlh"));
    Reach reach = reach(Map.of("folders", shared.toString()));
    assertDoesNotThrow(() -> reach.check(inbox.resolve("baru")));
    assertDoesNotThrow(() -> reach.check(shared));
    assertThrows(RefusedException.class, () -> reach.check(other));
    assertThrows(RefusedException.class, () -> reach.check(inbox.resolve("../dlh")));
    Files.createSymbolicLink(inbox.resolve("keluar"), other);
    assertThrows(RefusedException.class, () -> reach.check(inbox.resolve("keluar/x")));
  }
}
