package id.pcc.security.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
  @ParameterizedTest
  @CsvSource({
    "203.0.113.5, 203.0.113.5",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
    "2001:db8:1:2:ffff::1, 2001:db8:1:2::/64",
    "2001:db8::1, 2001:db8::/64",
    "::1, ::/64"
  })
  void what_one_customer_has_counts_as_one(String address, String network) {
    assertEquals(network, ClientAddress.network(address));
  }
}
