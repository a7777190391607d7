package id.pcc.storage.internal.rest;

import id.pcc.storage.Catalogue;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Rights;
import id.pcc.web.Problem;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which topics somebody may hear. Roles are asked once and again with each {@link #refresh}, so
 * that whoever tells an event need not wait for an answer.
 */
final class LiveRights {
  private static final String DATASET = "dataset:";
  private static final String ALL = DATASET + "*";
  private static final Pattern OTHERS =
      Pattern.compile("notices|departments|commands|incidents|shift|wall:[a-z0-9_-]{1,40}");
  private static final int MOST = 200;

  private final Catalogue catalogue;
  private final Predicate<String> asked;
  private final Map<String, Boolean> roles = new ConcurrentHashMap<>();
  private final Rights rights = new Rights(this::role);

  LiveRights(Catalogue catalogue, Predicate<String> asked) {
    this.catalogue = catalogue;
    this.asked = asked;
  }

  /**
   * The topics of a request.
   *
   * @throws Problem when there are none, or one is no topic
   */
  static Set<String> topics(String parameter) {
    Set<String> topics = new LinkedHashSet<>();
    for (String topic : (parameter == null ? "" : parameter).split(",")) {
      if (!topic.isBlank()) {
        topics.add(checked(topic.strip()));
      }
    }
    if (topics.isEmpty() || topics.size() > MOST) {
      throw Problem.parameter(
          "topics", "1 to " + MOST + " topics were expected, such as dataset:dlh/ispu,notices");
    }
    return topics;
  }

  private static String checked(String topic) {
    try {
      if (topic.startsWith(DATASET) && !topic.equals(ALL)) {
        DatasetId.parse(topic.substring(DATASET.length()));
        return topic;
      }
      if (topic.equals(ALL) || OTHERS.matcher(topic).matches()) {
        return topic;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw Problem.parameter(
        "topics",
        "there is no topic \""
            + (topic.length() > 100 ? topic.substring(0, 100) + "…" : topic)
            + "\"; there are dataset:<department>/<dataset>, dataset:*, notices, departments,"
            + " commands, incidents, shift and wall:<surface>");
  }

  /**
   * Whether somebody may listen to all of these.
   *
   * @throws Problem 403 when not to one of them
   */
  void require(Collection<String> topics) {
    for (String topic : topics) {
      if (!listens(topic)) {
        throw Problem.forbidden("You may not listen to " + topic + ".");
      }
    }
  }

  /** Whether somebody may still listen to all of these. */
  boolean listens(Collection<String> topics) {
    return topics.stream().allMatch(this::listens);
  }

  private boolean listens(String topic) {
    // What a listener to all datasets may hear of each is decided with each event.
    return topic.equals(ALL) ? signedIn() : hears(topic);
  }

  private boolean signedIn() {
    return rights.views()
        || catalogue.entries().stream().anyMatch(entry -> rights.reads(entry.id().department()));
  }

  /** Whether somebody may hear an event of that topic. */
  boolean hears(String topic) {
    if (!topic.startsWith(DATASET)) {
      return rights.views();
    }
    DatasetId id = DatasetId.parse(topic.substring(DATASET.length()));
    return catalogue
        .entry(id)
        .map(rights::reads)
        .orElseGet(() -> rights.views() || rights.reads(id.department()));
  }

  /** The fields of an event's records that somebody may not see. */
  Set<String> masked(String topic) {
    return topic.startsWith(DATASET)
        ? catalogue
            .entry(DatasetId.parse(topic.substring(DATASET.length())))
            .map(rights::masked)
            .orElse(Set.of())
        : Set.of();
  }

  /** Asks for the roles again: a key may have been revoked meanwhile. */
  void refresh() {
    roles.replaceAll((role, before) -> asked.test(role));
  }

  private boolean role(String role) {
    return roles.computeIfAbsent(role, asked::test);
  }
}
