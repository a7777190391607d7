package id.pcc.departments.pupr;

import id.pcc.api.LocalText;
import id.pcc.api.command.NotCarriedOutException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Orders to panels over MQTT: each is published with its number, and answered under it. */
final class Orders {
  private static final int WAIT_SECONDS = 20;
  private static final int EAR_SECONDS = 10;
  private static final String EAR = "jawaban";
  private static final String NUMBER = "nomor";

  private final Map<String, CompletableFuture<Map<String, Object>>> waiting =
      new ConcurrentHashMap<>();

  /**
   * Says in the order where to answer; from now on its answer is waited for.
   *
   * @throws NotCarriedOutException when the broker does not hand answers over, so that none could
   *     be heard
   */
  void ask(Exchange exchange) throws NotCarriedOutException {
    awaitEar(exchange.getContext());
    Message told = exchange.getMessage();
    String number = told.getHeader("PccOrder", String.class);
    Map<Object, Object> order = new LinkedHashMap<>(told.getBody(Map.class));
    order.put("jawab", "pupr/jawaban/" + number);
    told.setBody(order);
    exchange.setProperty(NUMBER, number);
    waiting.put(number, new CompletableFuture<>());
    exchange
        .getExchangeExtension()
        .addOnCompletion(
            new org.apache.camel.support.SynchronizationAdapter() {
              @Override
              public void onDone(Exchange done) {
                waiting.remove(number);
              }
            });
  }

  /** An order that comes while the department begins waits until answers are heard. */
  private static void awaitEar(CamelContext context) throws NotCarriedOutException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(EAR_SECONDS);
    while (!context.getRouteController().getRouteStatus(EAR).isStarted()) {
      if (System.nanoTime() > end || context.isStopping()) {
        throw new NotCarriedOutException(
            LocalText.of(
                "Broker PUPR belum tersambung; jawaban panel tidak akan terdengar.",
                "The broker of public works is not connected; no panel would be heard."));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  /** Hands answers to the orders that wait for them. */
  void answered(List<Map<String, Object>> answers) {
    for (Map<String, Object> answer : answers) {
      CompletableFuture<Map<String, Object>> order = waiting.get(answer.get("id"));
      if (order != null) {
        order.complete(answer);
      }
    }
  }

  /**
   * Waits for the answer, which is the proof.
   *
   * @throws NotCarriedOutException when the panel refused
   * @throws TimeoutException when it did not answer; nobody knows then whether it was done
   */
  void proof(Exchange exchange) throws Exception {
    Map<String, Object> answer =
        waiting.get(exchange.getProperty(NUMBER, String.class)).get(WAIT_SECONDS, TimeUnit.SECONDS);
    if (!"DILAKSANAKAN".equals(answer.get("hasil"))) {
      String why = String.valueOf(answer.get("keterangan"));
      throw new NotCarriedOutException(
          LocalText.of("Panel menolak: " + why, "The panel refused: " + why));
    }
    Map<String, Object> proof = new HashMap<>(answer);
    proof.replaceAll((name, value) -> String.valueOf(value));
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setBody(proof);
  }
}
