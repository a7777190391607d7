package id.pcc.command.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pcc.api.DepartmentStatus;
import id.pcc.api.LocalText;
import id.pcc.api.command.Command;
import id.pcc.api.command.Parameter;
import id.pcc.api.dataset.Field;
import id.pcc.api.dataset.FieldRole;
import id.pcc.api.dataset.FieldType;
import id.pcc.api.notice.Notice;
import id.pcc.command.CommandRefusedException;
import id.pcc.command.CommandRefusedException.Kind;
import id.pcc.command.CommandState;
import id.pcc.command.Commands.Asked;
import id.pcc.command.Commands.Wish;
import id.pcc.command.Ending;
import id.pcc.command.IssuedCommand;
import id.pcc.command.Step;
import id.pcc.connect.Connection;
import id.pcc.connect.Departments;
import id.pcc.connect.Order;
import id.pcc.connect.OrderException;
import id.pcc.connect.OrderException.Outcome;
import id.pcc.connect.Orders;
import id.pcc.connect.Proof;
import id.pcc.notice.Notices;
import id.pcc.security.Keys;
import id.pcc.storage.Database;
import id.pcc.storage.LiveFeed;
import id.pcc.storage.StoreException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the commands promise, on whatever engine a subclass brings. */
abstract class CommandsContract {
  private static final Instant START = Instant.parse("2026-11-24T03:00:00Z");
  private final Surroundings around = new Surroundings();
  private Database database;
  private CommandDesk desk;

  /** An empty database. */
  abstract Database open() throws SQLException, IOException;

  @BeforeEach
  void start() throws SQLException, IOException {
    database = open();
    desk = begin();
  }

  @AfterEach
  void stop() {
    desk.stop();
  }

  private CommandDesk begin() {
    return new CommandDesk(
        new Faulty(),
        new CommandNews(around, around::audited, around.notices),
        around.departments,
        around,
        around.keys,
        (table, said) -> List.of(),
        around.clock);
  }

  private Asked ask(String command, String key) {
    return desk.ask(new Wish("air", command, Map.of("menit", 5), key, "person:siti"));
  }

  private IssuedCommand ask(String command) {
    return ask(command, null).command();
  }

  private static Kind refusal(Runnable act) {
    return assertThrows(CommandRefusedException.class, act::run).kind();
  }

  private IssuedCommand until(String id, CommandState state) {
    await(id + " is " + state, () -> desk.find(id).orElseThrow().state() == state);
    return desk.find(id).orElseThrow();
  }

  private static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "not within 15 s: " + what);
      LockSupport.parkNanos(2_000_000);
    }
  }

  @Test
  void a_command_for_one_pair_of_eyes_is_sent_at_once_and_its_proof_is_kept() {
    IssuedCommand asked = ask("jalankan");
    assertEquals(CommandState.SENT, asked.state());
    Order order = around.orders.get(0);
    assertEquals(asked.id(), order.id());
    assertEquals(Map.of("menit", 5L), order.parameters());
    assertEquals(START.plusSeconds(120), order.notAfter());

    around.answers.get(0).complete(new Proof("receipt 7", START.plusSeconds(3)));

    IssuedCommand done = until(asked.id(), CommandState.CONFIRMED);
    assertEquals("receipt 7", done.last().proof());
    assertEquals(START.plusSeconds(3), done.last().at());
    assertEquals(4, done.steps().size());
    assertEquals("The minutes", done.told().get(0).title().en());
    assertEquals(List.of(), around.raised);
    assertEquals(
        List.of("command requested", "command approved", "command sent", "command confirmed"),
        around.audit);
    assertEquals(1L, desk.counts().get("air").get(CommandState.CONFIRMED));
  }

  @Test
  void a_command_for_four_eyes_waits_for_another_person_and_people_are_told() {
    IssuedCommand asked = ask("buka");
    assertEquals(CommandState.REQUESTED, asked.state());
    assertEquals(List.of(), around.orders);
    assertEquals(List.of("waiting:" + asked.id()), around.raised);
    assertEquals(Kind.NOT_ALLOWED, refusal(() -> desk.approve(asked.id(), "person:siti")));
    assertEquals(Kind.NOT_ALLOWED, refusal(() -> desk.approve(asked.id(), "key:siti1")));

    IssuedCommand sent = desk.approve(asked.id(), "person:budi");

    assertEquals(CommandState.SENT, sent.state());
    assertEquals("person:budi", sent.approvedBy().orElseThrow());
    assertEquals(1, around.orders.size());
    assertEquals(List.of("waiting:" + asked.id()), around.settled);
    assertEquals(Kind.CONFLICT, refusal(() -> desk.approve(asked.id(), "person:budi")));
    assertEquals(1, around.orders.size());
  }

  @Test
  void a_rejected_or_withdrawn_command_is_never_sent() {
    IssuedCommand rejected = ask("buka");
    desk.reject(rejected.id(), "person:budi", "bukan sekarang");
    IssuedCommand withdrawn = ask("buka");
    assertEquals(Kind.NOT_ALLOWED, refusal(() -> desk.withdraw(withdrawn.id(), "person:budi")));
    desk.withdraw(withdrawn.id(), "key:siti1");
    desk.sweep();
    assertEquals(List.of(), around.orders);
    assertEquals(Ending.REJECTED, desk.find(rejected.id()).orElseThrow().last().ending());
    assertEquals(Ending.WITHDRAWN, desk.find(withdrawn.id()).orElseThrow().last().ending());
    assertEquals(2, around.settled.size());
  }

  @Test
  void a_repeated_key_asks_once_and_a_key_for_something_else_is_refused() {
    Asked first = ask("jalankan", "k-1");
    Asked again = ask("jalankan", "k-1");
    assertFalse(first.repeated());
    assertTrue(again.repeated());
    assertEquals(first.command().id(), again.command().id());
    assertEquals(1, around.orders.size());
    assertEquals(Kind.KEY_REUSED, refusal(() -> ask("buka", "k-1")));
    assertFalse(
        desk.ask(new Wish("air", "jalankan", Map.of("menit", 5), "k-1", "person:budi")).repeated(),
        "a key is its asker's own");
  }

  @Test
  void what_is_not_approved_in_time_expires_and_people_are_told() {
    IssuedCommand asked = ask("buka");
    around.now = START.plusSeconds(120);
    assertEquals(Kind.CONFLICT, refusal(() -> desk.approve(asked.id(), "person:budi")));
    desk.sweep();
    IssuedCommand expired = desk.find(asked.id()).orElseThrow();
    assertEquals(CommandState.EXPIRED, expired.state());
    assertEquals(Ending.NOT_APPROVED, expired.last().ending());
    assertTrue(around.raised.contains("ended:" + asked.id()), around.raised.toString());
    assertEquals(List.of(), around.orders);
  }

  @Test
  void an_approved_command_waits_for_its_department_and_is_not_sent_late() {
    IssuedCommand soon = ask("buka");
    IssuedCommand late = ask("buka");
    around.ready = false;
    assertEquals(CommandState.APPROVED, desk.approve(soon.id(), "person:budi").state());
    desk.sweep();
    assertEquals(List.of(), around.orders);
    around.ready = true;
    desk.sweep();
    assertEquals(List.of(soon.id()), around.orders.stream().map(Order::id).toList());

    around.ready = false;
    desk.approve(late.id(), "person:budi");
    around.now = START.plusSeconds(121);
    around.ready = true;
    desk.sweep();
    assertEquals(1, around.orders.size());
    assertEquals(Ending.NOT_BEGUN, desk.find(late.id()).orElseThrow().last().ending());
  }

  @Test
  void what_its_department_declares_otherwise_by_now_is_not_sent() {
    IssuedCommand asked = ask("buka");
    around.most = 3;
    IssuedCommand dropped = desk.approve(asked.id(), "person:budi");
    assertEquals(Ending.NOT_CARRIED_OUT, dropped.last().ending());
    assertTrue(dropped.last().reason().en().contains("ask again"));
    assertEquals(List.of(), around.orders);
  }

  @Test
  void a_failure_says_whether_anything_is_known_and_people_are_told() {
    IssuedCommand sure = ask("jalankan");
    IssuedCommand open = ask("jalankan");
    IssuedCommand late = ask("jalankan");
    LocalText why = LocalText.of("pompa rusak", "pump broken");
    around.answers.get(0).completeExceptionally(new OrderException(Outcome.NOT_CARRIED_OUT, why));
    around.answers.get(1).completeExceptionally(new OrderException(Outcome.UNKNOWN, why));
    around.answers.get(2).completeExceptionally(new OrderException(Outcome.EXPIRED, why));
    assertEquals(Ending.NOT_CARRIED_OUT, until(sure.id(), CommandState.FAILED).last().ending());
    assertEquals(Ending.UNKNOWN, until(open.id(), CommandState.FAILED).last().ending());
    IssuedCommand expired = until(late.id(), CommandState.EXPIRED);
    assertEquals(why, expired.last().reason());
    assertNull(expired.last().proof());
  }

  @Test
  void what_was_sent_when_the_process_died_has_an_unknown_end_and_is_not_sent_again() {
    IssuedCommand sent = ask("jalankan");
    IssuedCommand waits = ask("buka");
    desk.stop();

    desk = begin();
    desk.sweep();

    IssuedCommand found = desk.find(sent.id()).orElseThrow();
    assertEquals(CommandState.FAILED, found.state());
    assertEquals(Ending.UNKNOWN, found.last().ending());
    assertTrue(found.last().reason().en().contains("ask before repeating"));
    assertEquals(CommandState.REQUESTED, desk.find(waits.id()).orElseThrow().state());
    assertEquals(CommandState.SENT, desk.approve(waits.id(), "person:budi").state());
    assertEquals(2, around.orders.size());
  }

  @Test
  void an_answer_that_cannot_be_stored_is_stored_later() {
    IssuedCommand asked = ask("jalankan");
    around.away = true;
    around.answers.get(0).complete(new Proof("receipt", START));
    await("it was tried", () -> around.refused > 0);
    around.away = false;
    assertEquals(CommandState.SENT, desk.find(asked.id()).orElseThrow().state());
    desk.sweep();
    assertEquals("receipt", until(asked.id(), CommandState.CONFIRMED).last().proof());
  }

  @Test
  void what_a_department_cannot_be_told_is_refused() {
    assertEquals(Kind.NONE, refusal(() -> ask("ledakkan")));
    assertEquals(
        Kind.NONE,
        refusal(() -> desk.ask(new Wish("laut", "buka", Map.of(), null, "person:siti"))));
    assertEquals(
        Kind.INVALID,
        refusal(() -> desk.ask(new Wish("air", "buka", Map.of("menit", 0), null, "person:siti"))));
    around.ready = false;
    assertEquals(Kind.CONFLICT, refusal(() -> ask("jalankan")));
    assertEquals(Kind.NONE, refusal(() -> desk.approve("no-such-id", "person:budi")));
    assertEquals(List.of(), desk.list(EnumSet.allOf(CommandState.class), null, 99, 10));
  }

  @Test
  void commands_are_listed_newest_first_by_state_and_department() {
    IssuedCommand first = ask("buka");
    IssuedCommand second = ask("jalankan");
    var all = EnumSet.allOf(CommandState.class);
    List<IssuedCommand> found = desk.list(all, "air", Long.MAX_VALUE, 10);
    assertEquals(List.of(second.id(), first.id()), found.stream().map(IssuedCommand::id).toList());
    assertEquals(
        List.of(first.id()),
        desk.list(all, null, found.get(0).number(), 10).stream().map(IssuedCommand::id).toList());
    assertEquals(
        List.of(first.id()),
        desk.list(EnumSet.of(CommandState.REQUESTED), null, Long.MAX_VALUE, 10).stream()
            .map(IssuedCommand::id)
            .toList());
    assertEquals(List.of(), desk.list(all, "laut", Long.MAX_VALUE, 10));
    assertEquals(List.of(), desk.list(EnumSet.noneOf(CommandState.class), null, 9, 10));
  }

  @Test
  void every_step_is_live_in_its_order() {
    IssuedCommand asked = ask("buka");
    desk.approve(asked.id(), "person:budi");
    assertEquals(List.of("requested", "approved", "sent"), around.live);
    assertEquals(
        List.of(CommandState.REQUESTED, CommandState.APPROVED, CommandState.SENT),
        desk.find(asked.id()).orElseThrow().steps().stream().map(Step::to).toList());
  }

  /** The database, which is away at times. */
  private final class Faulty implements Database {
    @Override
    public Dialect dialect() {
      return database.dialect();
    }

    @Override
    public void migrate(String slice, ClassLoader resources) {
      database.migrate(slice, resources);
    }

    @Override
    public <T> T transact(Work<T> work) {
      if (around.away) {
        around.refused++;
        throw new StoreException("away", true, null);
      }
      return database.transact(work);
    }
  }

  /** All that the commands touch, in memory. */
  private final class Surroundings implements Orders, LiveFeed {
    final List<Order> orders = new CopyOnWriteArrayList<>();
    final List<CompletableFuture<Proof>> answers = new CopyOnWriteArrayList<>();
    final List<String> audit = new CopyOnWriteArrayList<>();
    final List<String> raised = new CopyOnWriteArrayList<>();
    final List<String> settled = new CopyOnWriteArrayList<>();
    final List<String> live = new ArrayList<>();
    volatile Instant now = START;
    volatile boolean ready = true;
    volatile boolean away;
    volatile double most = 60;
    volatile int refused;

    final Clock clock =
        new Clock() {
          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
          }

          @Override
          public Instant instant() {
            return now;
          }
        };

    final Departments departments =
        new Departments() {
          @Override
          public List<Connection> all() {
            return List.of();
          }

          @Override
          public Optional<Connection> find(String name) {
            return name.equals("air") ? Optional.of(air()) : Optional.empty();
          }

          @Override
          public Optional<byte[]> widget(String department, String widget) {
            return Optional.empty();
          }
        };

    private Connection air() {
      LocalText title = LocalText.of("Menit", "The minutes");
      Field minutes =
          new Field("menit", FieldType.INTEGER, FieldRole.ATTRIBUTE, "min", title, List.of());
      List<Parameter> parameters = List.of(new Parameter(minutes, true, 1.0, most));
      Duration time = Duration.ofMinutes(2);
      return new Connection(
          "air",
          LocalText.name("Air"),
          "id.pcc.departments.air",
          "1",
          0,
          new DepartmentStatus(DepartmentStatus.State.RUNNING, null, START),
          List.of(),
          List.of(),
          List.of(),
          List.of(
              new Command("jalankan", LocalText.of("Jalankan", "Run"), parameters, time, false),
              new Command("buka", LocalText.of("Buka", "Open"), parameters, time, true)),
          List.of());
    }

    @Override
    public boolean ready(String department, String command) {
      return ready;
    }

    @Override
    public CompletionStage<Proof> carryOut(String department, Order order) {
      orders.add(order);
      answers.add(new CompletableFuture<>());
      return answers.get(answers.size() - 1);
    }

    void audited(String actor, String action, String object, Map<String, Object> details) {
      audit.add(action);
    }

    final Notices notices =
        new Notices() {
          @Override
          public Raised raise(String source, Notice notice) {
            raised.add(notice.fingerprint());
            return null;
          }

          @Override
          public boolean settle(String source, String fingerprint) {
            return settled.add(fingerprint);
          }

          @Override
          public Raised acknowledge(long id, String actor) {
            throw new UnsupportedOperationException();
          }

          @Override
          public List<Raised> open() {
            return List.of();
          }
        };

    final Keys keys =
        new Keys() {
          @Override
          public Issued issue(
              Kind kind, String scope, String label, Instant expires, String actor) {
            throw new UnsupportedOperationException();
          }

          @Override
          public List<Key> list() {
            return List.of(
                new Key("siti1", Kind.PERSON, "siti", "skrip", START, null, null),
                new Key("air1", Kind.DEPARTMENT, "air", "pompa", START, null, null));
          }

          @Override
          public boolean revoke(String id, String actor) {
            throw new UnsupportedOperationException();
          }
        };

    @Override
    public void publish(String topic, String kind, Map<String, Object> data) {
      assertEquals("commands", topic);
      live.add((String) data.get("state"));
    }

    @Override
    public Subscription subscribe(Collection<String> topics, Listener listener) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
      return 0;
    }

    @Override
    public Past past(Collection<String> topics, long after, long upTo, int limit) {
      throw new UnsupportedOperationException();
    }
  }
}
