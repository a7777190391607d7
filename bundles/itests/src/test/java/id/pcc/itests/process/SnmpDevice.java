package id.pcc.itests.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** A device that says its name and how long it has been running, to who knows its community. */
final class SnmpDevice implements CommandResponder, AutoCloseable {
  private static final OID NAME = new OID("1.3.6.1.2.1.1.5.0");

  private final String community;
  private final String name;
  private final DefaultUdpTransportMapping transport;
  private final Snmp snmp;

  private SnmpDevice(String community, String name) throws IOException {
    this.community = community;
    this.name = name;
    this.transport = new DefaultUdpTransportMapping(new UdpAddress("127.0.0.1/0"));
    this.snmp = new Snmp(transport);
  }

  static SnmpDevice start(String community, String name) throws IOException {
    SnmpDevice device = new SnmpDevice(community, name);
    device.snmp.addCommandResponder(device);
    device.snmp.listen();
    return device;
  }

  int port() {
    return transport.getListenAddress().getPort();
  }

  @Override
  public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
    if (!community.equals(new String(event.getSecurityName(), StandardCharsets.UTF_8))) {
      return;
    }
    PDU answer = new PDU(event.getPDU());
    answer.setType(PDU.RESPONSE);
    for (int i = 0; i < answer.size(); i++) {
      OID oid = answer.get(i).getOid();
      answer.set(
          i,
          oid.equals(NAME)
              ? new VariableBinding(oid, new OctetString(name))
              : new VariableBinding(oid, new TimeTicks(12_345)));
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

  @Override
  public void close() throws IOException {
    snmp.close();
  }
}
