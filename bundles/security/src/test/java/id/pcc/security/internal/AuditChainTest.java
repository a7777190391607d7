package id.pcc.security.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.security.internal.domain.AuditEntry;
import id.pcc.storage.Database.Dialect;
import id.pcc.storage.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditChainTest {
  private final SetClock clock = new SetClock();

  private SecurityDatabase database(Dialect dialect) {
    return new SecurityDatabase(TestDatabase.ofSecurity(dialect));
  }

  private static void append(AuditChain chain, int entries) {
    for (int i = 1; i <= entries; i++) {
      chain.append("person:rina", "notice acknowledged", "notice/" + i, Map.of("n", i), "10.0.0.9");
    }
  }

  private static void tamper(SecurityDatabase database, String sql) {
    database.transact(
        c -> {
          try (var statement = c.createStatement()) {
            assertEquals(1, statement.executeUpdate(sql));
          }
          return null;
        });
  }

  @ParameterizedTest
  @EnumSource
  void an_empty_chain_is_valid(Dialect dialect) {
    var result = new AuditChain(database(dialect), clock).verify();
    assertTrue(result.valid());
    assertEquals(0, result.entries());
  }

  @ParameterizedTest
  @EnumSource
  void what_is_appended_comes_back_newest_first(Dialect dialect) {
    var chain = new AuditChain(database(dialect), clock);
    append(chain, 5);
    assertEquals(
        List.of("notice/5", "notice/4"),
        chain.newest(0, 2).stream().map(AuditEntry::object).toList());
    assertEquals(
        List.of("notice/3", "notice/2", "notice/1"),
        chain.newest(4, 9).stream().map(AuditEntry::object).toList());
    assertEquals("{\"n\":5}", chain.newest(0, 1).get(0).details());
  }

  @ParameterizedTest
  @EnumSource
  void text_that_a_database_would_change_is_made_storable_before_it_is_hashed(Dialect dialect) {
    var chain = new AuditChain(database(dialect), clock);
    chain.append("a\u0000b\n", "x".repeat(999), "\uD83D ruang ", Map.of("k", "\u0000\uD83D"), "");
    assertTrue(chain.verify().valid());
    assertEquals("a?b?", chain.newest(0, 1).get(0).actor());
  }

  @ParameterizedTest
  @EnumSource
  void a_changed_entry_is_found(Dialect dialect) {
    var database = database(dialect);
    var chain = new AuditChain(database, clock);
    append(chain, 5);
    tamper(database, "UPDATE SECURITY.AUDIT SET ACTOR = 'person:budi' WHERE SEQ = 3");
    var result = chain.verify();
    assertFalse(result.valid());
    assertEquals(3, result.broken());
    assertEquals("entry 3 was changed", result.reason());
  }

  @ParameterizedTest
  @EnumSource
  void a_removed_entry_is_found_in_the_middle_and_at_the_end(Dialect dialect) {
    var database = database(dialect);
    var chain = new AuditChain(database, clock);
    append(chain, 5);
    tamper(database, "DELETE FROM SECURITY.AUDIT WHERE SEQ = 5");
    assertEquals(5, chain.verify().broken());
    tamper(database, "DELETE FROM SECURITY.AUDIT WHERE SEQ = 2");
    assertEquals(2, chain.verify().broken());
  }

  @ParameterizedTest
  @EnumSource
  void those_who_append_at_once_stand_in_one_chain_and_none_is_lost(Dialect dialect)
      throws Exception {
    // Two chains over one database: what two nodes would be.
    var database = database(dialect);
    var chains = List.of(new AuditChain(database, clock), new AuditChain(database, clock));
    var pool = Executors.newFixedThreadPool(16);
    List<Callable<Object>> work = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      int n = i;
      work.add(
          () -> {
            chains.get(n % 2).append("key:k" + n, "POST", "/api/x", Map.of(), "");
            return null;
          });
    }
    for (Future<Object> done : pool.invokeAll(work)) {
      done.get();
    }
    pool.shutdown();
    var result = chains.get(0).verify();
    assertTrue(result.valid(), result.toString());
    assertEquals(400, result.entries());
    assertNull(result.broken());
    assertEquals(
        400, chains.get(0).newest(0, 1000).stream().map(AuditEntry::actor).distinct().count());
  }

  @ParameterizedTest
  @EnumSource
  void who_appends_while_the_database_refuses_is_told(Dialect dialect) {
    var database = database(dialect);
    var chain = new AuditChain(database, clock);
    append(chain, 1);
    tamperTable(database, "ALTER TABLE SECURITY.AUDIT DROP COLUMN ADDRESS");
    assertThrows(StoreException.class, () -> append(chain, 1));
  }

  private static void tamperTable(SecurityDatabase database, String sql) {
    database.transact(
        c -> {
          try (var statement = c.createStatement()) {
            statement.execute(sql);
          }
          return null;
        });
  }

  @ParameterizedTest
  @EnumSource
  void details_keep_their_order_in_the_hash(Dialect dialect) {
    var chain = new AuditChain(database(dialect), clock);
    chain.append("system", "x", "y", new TreeMap<>(Map.of("b", 1, "a", 2)), "");
    assertEquals("{\"a\":2,\"b\":1}", chain.newest(0, 1).get(0).details());
    assertTrue(chain.verify().valid());
  }
}
