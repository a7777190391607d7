package id.pcc.command.internal;

import id.pcc.api.LocalText;
import id.pcc.api.command.Command;
import id.pcc.command.CommandRefusedException;
import id.pcc.command.CommandRefusedException.Kind;
import id.pcc.command.CommandState;
import id.pcc.command.Commands;
import id.pcc.command.Ending;
import id.pcc.command.IssuedCommand;
import id.pcc.command.Step;
import id.pcc.command.internal.domain.Course;
import id.pcc.command.internal.domain.ParameterCheck;
import id.pcc.command.internal.sql.IssuedTable;
import id.pcc.connect.Connection;
import id.pcc.connect.Departments;
import id.pcc.connect.Order;
import id.pcc.connect.OrderException;
import id.pcc.connect.Orders;
import id.pcc.connect.Proof;
import id.pcc.notice.Notices;
import id.pcc.security.Audit;
import id.pcc.security.Keys;
import id.pcc.storage.Database;
import id.pcc.storage.LiveFeed;
import id.pcc.storage.References;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes commands in, has them carried out and keeps their course. One change at a time, each stored
 * before it is told and before the department is: what was sent when the process died is found as
 * sent, and is never sent again.
 */
@Component(service = {Commands.class, CommandDesk.class})
public final class CommandDesk implements Commands {
  private static final Logger LOG = LoggerFactory.getLogger(CommandDesk.class);
  private static final int MOST_OPEN = 200;
  private static final Set<CommandState> OPEN =
      Set.of(CommandState.REQUESTED, CommandState.APPROVED, CommandState.SENT);

  private final Database database;
  private final Departments departments;
  private final Orders orders;
  private final Keys keys;
  private final ParameterCheck.Codes codes;
  private final CommandNews news;
  private final Clock clock;
  private final Object change = new Object();
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private final Map<String, UnaryOperator<IssuedCommand>> unsaved = new ConcurrentHashMap<>();
  private final Map<String, Map<CommandState, Long>> counts = new TreeMap<>();
  private final ExecutorService answers =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "pcc-command-answers");
            thread.setDaemon(true);
            return thread;
          });

  @Activate
  public CommandDesk(
      @Reference Database database,
      @Reference LiveFeed live,
      @Reference Audit audit,
      @Reference Notices notices,
      @Reference Departments departments,
      @Reference Orders orders,
      @Reference Keys keys,
      @Reference References references) {
    this(
        database,
        new CommandNews(live, audit, notices),
        departments,
        orders,
        keys,
        (table, said) -> references.find(table, null, said),
        Clock.systemUTC());
  }

  CommandDesk(
      Database database,
      CommandNews news,
      Departments departments,
      Orders orders,
      Keys keys,
      ParameterCheck.Codes codes,
      Clock clock) {
    this.database = database;
    this.news = news;
    this.departments = departments;
    this.orders = orders;
    this.keys = keys;
    this.codes = codes;
    this.clock = clock;
    database.migrate("command", CommandDesk.class.getClassLoader());
  }

  @Deactivate
  void stop() {
    // Never interrupted: it may be inside the database.
    answers.shutdown();
  }

  /** A department, with what it can be told. */
  public Connection department(String name) {
    return departments
        .find(name)
        .orElseThrow(
            () ->
                new CommandRefusedException(
                    Kind.NONE,
                    LocalText.of(
                        "Tidak ada departemen " + name + ".",
                        "There is no department " + name + ".")));
  }

  /** Whether a department can carry that command out now. */
  public boolean ready(String department, String command) {
    return orders.ready(department, command);
  }

  @Override
  public Asked ask(Wish wish) {
    Connection department = department(wish.department());
    Command command =
        department.commands().stream()
            .filter(each -> each.name().equals(wish.command()))
            .findFirst()
            .orElseThrow(() -> unknown(department, wish.command()));
    ParameterCheck.Checked checked = ParameterCheck.of(command, wish.parameters(), codes);
    String asker = person(wish.actor());
    synchronized (change) {
      Instant now = now();
      Optional<IssuedCommand> before =
          wish.key() == null
              ? Optional.empty()
              : database.transact(c -> IssuedTable.find(c, asker, wish.key()));
      if (before.isPresent()) {
        return new Asked(same(before.get(), wish, checked), true);
      }
      requireReady(department, command);
      String id = UUID.randomUUID().toString();
      IssuedCommand first =
          new IssuedCommand(
              0,
              id,
              department.name(),
              command.name(),
              command.title(),
              checked.values(),
              checked.told(),
              command.fourEyes(),
              wish.actor(),
              asker,
              wish.key() == null ? id : wish.key(),
              now.plus(command.timeToLive()),
              CommandState.REQUESTED,
              List.of(new Step(now, wish.actor(), null, CommandState.REQUESTED)));
      IssuedCommand asked = command.fourEyes() ? first : Course.approvedByItself(first, now);
      IssuedCommand stored =
          database.transact(
              c -> {
                if (IssuedTable.list(c, OPEN, null, Long.MAX_VALUE, MOST_OPEN).size()
                    == MOST_OPEN) {
                  throw tooMany();
                }
                return IssuedTable.insert(c, asked);
              });
      told(stored, stored.steps().size());
      return new Asked(send(stored), false);
    }
  }

  private static CommandRefusedException unknown(Connection department, String command) {
    String known = String.join(", ", department.commands().stream().map(Command::name).toList());
    String name = department.name();
    return new CommandRefusedException(
        Kind.NONE,
        known.isEmpty()
            ? LocalText.of(
                name + " tidak dapat diperintah sekarang.", name + " takes no commands now.")
            : LocalText.of(
                name + " tidak mengenal perintah " + command + "; yang ada: " + known + ".",
                name + " knows no command " + command + "; there are: " + known + "."));
  }

  private static IssuedCommand same(
      IssuedCommand before, Wish wish, ParameterCheck.Checked checked) {
    if (before.department().equals(wish.department())
        && before.command().equals(wish.command())
        && before.parameters().equals(checked.values())) {
      return before;
    }
    throw new CommandRefusedException(
        Kind.KEY_REUSED,
        LocalText.of(
            "Idempotency-Key ini sudah dipakai untuk perintah lain.",
            "This Idempotency-Key was used for another command."));
  }

  private void requireReady(Connection department, Command command) {
    if (!orders.ready(department.name(), command.name())) {
      LocalText reason = department.status().reason();
      String name = department.name();
      throw new CommandRefusedException(
          Kind.CONFLICT,
          LocalText.of(
              name
                  + " tidak dapat menjalankannya sekarang"
                  + (reason == null ? "." : ": " + reason.id()),
              name + " cannot carry it out now" + (reason == null ? "." : ": " + reason.en())));
    }
  }

  private static CommandRefusedException tooMany() {
    return new CommandRefusedException(
        Kind.CONFLICT,
        LocalText.of(
            "Sudah ada " + MOST_OPEN + " perintah yang belum selesai.",
            "There are " + MOST_OPEN + " commands that have not ended."));
  }

  /** Who stands behind an actor: a person's key is that person. */
  private String person(String actor) {
    if (!actor.startsWith("key:")) {
      return actor;
    }
    return keys.list().stream()
        .filter(key -> actor.equals("key:" + key.id()) && key.kind() == Keys.Kind.PERSON)
        .map(key -> "person:" + key.scope())
        .findFirst()
        .orElse(actor);
  }

  @Override
  public IssuedCommand approve(String id, String actor) {
    String person = person(actor);
    synchronized (change) {
      return send(step(id, command -> Course.approved(command, actor, person, now())));
    }
  }

  @Override
  public IssuedCommand reject(String id, String actor, String reason) {
    synchronized (change) {
      return step(id, command -> Course.rejected(command, actor, reason, now()));
    }
  }

  @Override
  public IssuedCommand withdraw(String id, String actor) {
    String person = person(actor);
    synchronized (change) {
      return step(id, command -> Course.withdrawn(command, actor, person, now()));
    }
  }

  @Override
  public Optional<IssuedCommand> find(String id) {
    return database.transact(c -> IssuedTable.find(c, id));
  }

  @Override
  public List<IssuedCommand> list(
      Set<CommandState> states, String department, long before, int limit) {
    return database.transact(c -> IssuedTable.list(c, states, department, before, limit));
  }

  /**
   * Brings what has not ended on its way: what is late expires, what is approved is sent, what an
   * earlier process had sent has an unknown end, and answers that could not be stored are.
   */
  public void sweep() {
    unsaved.forEach(this::store);
    for (IssuedCommand command : list(OPEN, null, Long.MAX_VALUE, MOST_OPEN)) {
      synchronized (change) {
        // It may have gone on since it was listed.
        find(command.id()).ifPresent(this::goOn);
      }
    }
  }

  private void goOn(IssuedCommand command) {
    switch (command.state()) {
      case REQUESTED -> {
        if (command.late(now())) {
          expire(command, "tidak disetujui tepat waktu", "not approved in time");
        }
      }
      case APPROVED -> send(command);
      case SENT -> {
        if (!underWay.contains(command.id())) {
          String name = command.department();
          LocalText reason =
              LocalText.of(
                  "pusat kendali berhenti sebelum "
                      + name
                      + " menjawab; tidak diketahui apakah dilaksanakan: tanyakan sebelum mengulang",
                  "the command center stopped before "
                      + name
                      + " answered; unknown whether carried out: ask before repeating it");
          step(command.id(), c -> Course.failed(c, Ending.UNKNOWN, reason, now()));
        }
      }
      default -> {
        // It has ended.
      }
    }
  }

  private void expire(IssuedCommand command, String id, String en) {
    step(command.id(), c -> Course.expired(c, LocalText.of(id, en), now()));
  }

  /** Sends an approved command if its department can be told now; one that is late expires. */
  private IssuedCommand send(IssuedCommand command) {
    if (command.state() != CommandState.APPROVED) {
      return command;
    }
    String name = command.department();
    if (command.late(now())) {
      expire(
          command,
          name + " tidak dapat dihubungi tepat waktu; tidak dilaksanakan",
          name + " could not be told in time; not carried out");
      return find(command.id()).orElseThrow();
    }
    if (!orders.ready(name, command.command())) {
      return command;
    }
    if (outdated(command)) {
      LocalText reason =
          LocalText.of(
              name + " mengubah perintah ini sejak diminta; mintalah lagi",
              name + " has changed this command since it was asked for; ask again");
      return step(command.id(), c -> Course.dropped(c, reason, now()));
    }
    underWay.add(command.id());
    IssuedCommand sent;
    try {
      sent = step(command.id(), c -> Course.sent(c, now()));
    } catch (RuntimeException e) {
      underWay.remove(command.id());
      throw e;
    }
    Order order =
        new Order(sent.id(), sent.command(), sent.parameters(), sent.notAfter(), sent.askedBy());
    try {
      orders
          .carryOut(name, order)
          .whenComplete((proof, failure) -> answered(sent.id(), proof, failure));
    } catch (RuntimeException e) {
      answered(sent.id(), null, e);
    }
    return sent;
  }

  /** Whether its department, updated in between, would no longer take it so. */
  private boolean outdated(IssuedCommand command) {
    Command declared =
        departments.find(command.department()).stream()
            .flatMap(department -> department.commands().stream())
            .filter(each -> each.name().equals(command.command()))
            .findFirst()
            .orElse(null);
    if (declared == null || declared.fourEyes() && !command.fourEyes()) {
      return true;
    }
    try {
      return !ParameterCheck.of(declared, command.parameters(), codes)
          .values()
          .equals(command.parameters());
    } catch (CommandRefusedException e) {
      return true;
    }
  }

  private void answered(String id, Proof proof, Throwable failure) {
    UnaryOperator<IssuedCommand> ending =
        failure == null
            ? command -> Course.confirmed(command, proof.text(), millis(proof.at()))
            : ended(failure, now());
    unsaved.put(id, ending);
    try {
      answers.execute(() -> store(id, ending));
    } catch (RejectedExecutionException e) {
      LOG.warn("The end of command {} is not stored, as this bundle stops", id);
    }
  }

  private static UnaryOperator<IssuedCommand> ended(Throwable failure, Instant now) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof OrderException order) {
      return switch (order.outcome()) {
        case EXPIRED -> command -> Course.expired(command, order.reason(), now);
        case NOT_CARRIED_OUT ->
            command -> Course.failed(command, Ending.NOT_CARRIED_OUT, order.reason(), now);
        case UNKNOWN -> command -> Course.failed(command, Ending.UNKNOWN, order.reason(), now);
      };
    }
    LOG.error("A command failed as nothing should", cause);
    LocalText reason =
        LocalText.of(
            "galat di pusat kendali; tidak diketahui apakah dilaksanakan",
            "an error in the command center; unknown whether carried out");
    return command -> Course.failed(command, Ending.UNKNOWN, reason, now);
  }

  private void store(String id, UnaryOperator<IssuedCommand> ending) {
    try {
      synchronized (change) {
        if (unsaved.get(id) == ending) {
          step(id, ending);
          unsaved.remove(id);
          underWay.remove(id);
        }
      }
    } catch (CommandRefusedException e) {
      // It has ended otherwise; what is stored stands.
      unsaved.remove(id);
      underWay.remove(id);
    } catch (RuntimeException e) {
      LOG.warn("The end of command {} cannot be stored now, it is tried again: {}", id, "" + e);
    }
  }

  private IssuedCommand step(String id, UnaryOperator<IssuedCommand> rule) {
    IssuedCommand after =
        database.transact(
            c -> {
              IssuedCommand before =
                  IssuedTable.find(c, id).orElseThrow(() -> CommandDesk.none(id));
              IssuedCommand next = rule.apply(before);
              if (!IssuedTable.step(c, next)) {
                throw new CommandRefusedException(
                    Kind.CONFLICT,
                    LocalText.of(
                        "Perintah ini baru saja berubah; muat ulang.",
                        "This command has just changed; load it again."));
              }
              return next;
            });
    told(after, 1);
    return after;
  }

  /** No command has that id. */
  public static CommandRefusedException none(String id) {
    String shown = id.length() > 40 ? id.substring(0, 40) + "…" : id;
    return new CommandRefusedException(
        Kind.NONE,
        LocalText.of(
            "Tidak ada permintaan perintah " + shown + ".",
            "There is no requested command " + shown + "."));
  }

  private void told(IssuedCommand command, int newSteps) {
    List<Step> steps = command.steps();
    synchronized (counts) {
      Map<CommandState, Long> ofDepartment =
          counts.computeIfAbsent(command.department(), d -> new EnumMap<>(CommandState.class));
      steps
          .subList(steps.size() - newSteps, steps.size())
          .forEach(step -> ofDepartment.merge(step.to(), 1L, Long::sum));
    }
    news.tell(command, newSteps);
  }

  /** How often commands of each department came into each state since the start. */
  public Map<String, Map<CommandState, Long>> counts() {
    synchronized (counts) {
      Map<String, Map<CommandState, Long>> copy = new TreeMap<>();
      counts.forEach((department, states) -> copy.put(department, new EnumMap<>(states)));
      return copy;
    }
  }

  /** What time it is to the commands, to the millisecond. */
  public Instant now() {
    return millis(clock.instant());
  }

  private static Instant millis(Instant instant) {
    return Instant.ofEpochMilli(instant.toEpochMilli());
  }
}
