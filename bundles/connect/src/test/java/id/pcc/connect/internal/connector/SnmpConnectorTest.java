package id.pcc.connect.internal.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

class SnmpConnectorTest extends ConnectorBench {
  private static final Map<String, Variable> VALUES =
      Map.of(
          "1.3.6.1.2.1.1.3.0", new TimeTicks(9_000_050),
          "1.3.6.1.2.1.1.5.0", new OctetString("kamera <1> & 2"),
          "1.3.6.1.2.1.31.1.1.1.6.1", new Counter64(98_765_432_101L));

  private Snmp device;

  @BeforeEach
  void startDevice() throws Exception {
    DefaultUdpTransportMapping transport =
        new DefaultUdpTransportMapping(new UdpAddress("127.0.0.1/0"));
    device = new Snmp(transport);
    device.addCommandResponder(new Responder());
    device.listen();
    configuration.put("device", "snmp://127.0.0.1:" + transport.getListenAddress().getPort());
  }

  @AfterEach
  void stopDevice() throws Exception {
    closeRoutes();
    device.close();
  }

  /** Answers who knows the community, and nobody else, as devices do. */
  private static final class Responder implements CommandResponder {
    @Override
    public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
      String community = new String(event.getSecurityName(), StandardCharsets.UTF_8);
      if (!community.equals("rahasia")) {
        return;
      }
      PDU answer = new PDU(event.getPDU());
      answer.setType(PDU.RESPONSE);
      for (int i = 0; i < answer.size(); i++) {
        OID oid = answer.get(i).getOid();
        answer.set(
            i,
            new VariableBinding(oid, VALUES.getOrDefault(oid.toDottedString(), Null.noSuchObject)));
      }
      try {
        event
            .getMessageDispatcher()
            .returnResponsePdu(
                event.getMessageProcessingModel(),
                event.getSecurityModel(),
                event.getSecurityName(),
                event.getSecurityLevel(),
                answer,
                event.getMaxSizeResponsePDU(),
                event.getStateReference(),
                new StatusInformation());
      } catch (MessageException e) {
        throw new IllegalStateException(e);
      }
      event.setProcessed(true);
    }
  }

  private static String lines(String secret) {
    return """
    protocol: snmp
    address: "{{device}}"
    every: PT1S
    login: { kind: bearer, secret: %s }
    options: { oids: "uptime=1.3.6.1.2.1.1.3.0, nama=1.3.6.1.2.1.1.5.0, 1.3.6.1.2.1.31.1.1.1.6.1, tiada=1.3.6.1.9.9.0" }
    fields: { pos: nama, waktu: time, tma: uptime, siaga: up }
    """
        .formatted(secret);
  }

  @Test
  void what_a_device_says_becomes_a_record() throws Exception {
    connect(lines("rahasia"));
    awaitRecords(1);
    assertEquals("kamera <1> & 2", records().get(0).get("pos"));
    assertEquals(90_000.5, ((Number) records().get(0).get("tma")).doubleValue());
    assertEquals("true", String.valueOf(records().get(0).get("siaga")));
  }

  @Test
  void a_trial_shows_all_values_and_none_for_what_the_device_does_not_have() throws Exception {
    CompletableFuture<List<Map<String, Object>>> sample = new CompletableFuture<>();
    connect(lines("rahasia"), sample::complete);
    Map<String, Object> row = sample.get(10, TimeUnit.SECONDS).get(0);
    assertEquals("98765432101", row.get("1.3.6.1.2.1.31.1.1.1.6.1"));
    assertNull(row.get("tiada"));
    assertTrue(row.containsKey("tiada"));
    assertEquals(true, row.get("up"));
  }

  @Test
  void a_device_that_does_not_answer_is_a_record_and_no_failure() throws Exception {
    CompletableFuture<List<Map<String, Object>>> sample = new CompletableFuture<>();
    connect(lines("salah"), sample::complete);
    Map<String, Object> row = sample.get(20, TimeUnit.SECONDS).get(0);
    assertEquals(false, row.get("up"));
    assertEquals("no answer", row.get("error"));
    assertNull(row.get("nama"));
  }

  @Test
  void a_device_that_nobody_allowed_is_not_asked() throws Exception {
    connect(lines("rahasia").replace("{{device}}", "snmp://127.0.0.1:1"));
    assertTrue(failure().startsWith("127.0.0.1:1 is not allowed"), failure());
  }

  @Test
  void what_is_no_object_identifier_is_named() throws Exception {
    connect(lines("rahasia").replace("nama=1.3.6.1.2.1.1.5.0", "nama=sysName"));
    assertTrue(failure().startsWith("oids: names and numbers"), failure());
  }
}
