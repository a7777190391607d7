package id.pcc.standards.sensorthings.internal.rest;

import id.pcc.standards.sensorthings.internal.domain.Condition;
import id.pcc.standards.sensorthings.internal.domain.EntitySet;
import id.pcc.standards.sensorthings.internal.domain.EntitySet.Relation;
import id.pcc.standards.sensorthings.internal.domain.NotServed;
import id.pcc.standards.sensorthings.internal.domain.ObservationQuery;
import id.pcc.standards.sensorthings.internal.domain.Observations;
import id.pcc.standards.sensorthings.internal.domain.Options;
import id.pcc.standards.sensorthings.internal.domain.Sensing;
import id.pcc.standards.sensorthings.internal.domain.Source.Stream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Answers of sets and entities, with what the options ask of them. */
final class Reading {
  private final Sensing sensing;
  private final Observations observations;
  private final EntityJson json;

  Reading(Sensing sensing, Observations observations, EntityJson json) {
    this.sensing = sensing;
    this.observations = observations;
    this.json = json;
  }

  /**
   * A page of entities.
   *
   * @param address of the set, for the link to the next page
   * @param given the options as they came
   */
  Map<String, Object> list(
      EntitySet set, List<?> all, Options options, String address, Map<String, String> given) {
    options.orderBy().stream().limit(1).forEach(path -> set.check("$orderby", path));
    options.select().forEach(path -> set.check("$select", path));
    List<Shown> found =
        all.stream()
            .map(entity -> new Shown(entity, json.of(set, entity)))
            .filter(each -> options.filter() == null || options.filter().test(each.json()))
            .sorted(order(options))
            .toList();
    List<Map<String, Object>> page =
        found.stream()
            .skip(options.skip())
            .limit(options.top())
            .map(each -> finished(set, each.entity(), each.json(), options))
            .toList();
    int end = options.skip() + page.size();
    Map<String, Object> answer = new LinkedHashMap<>();
    if (options.count()) {
      answer.put("@iot.count", found.size());
    }
    if (end < found.size() && !page.isEmpty()) {
      answer.put("@iot.nextLink", next(address, given, "$skip", Integer.toString(end)));
    }
    answer.put("value", page);
    return answer;
  }

  private record Shown(Object entity, Map<String, Object> json) {}

  private static Comparator<Shown> order(Options options) {
    if (options.orderBy().isEmpty()) {
      return (a, b) -> 0;
    }
    String path = options.orderBy().get(0);
    Condition.Property property = new Condition.Property(path.equals("@iot.id") ? "id" : path);
    Comparator<Shown> order =
        Comparator.comparing(each -> String.valueOf(property.of(each.json())));
    return options.orderBy().get(1).equals("desc") ? order.reversed() : order;
  }

  /** A page of the observations of a stream, newest first when nothing is said. */
  Map<String, Object> observations(
      Stream stream, Options options, String address, Map<String, String> given) {
    options.orderBy().stream().limit(1).forEach(p -> EntitySet.OBSERVATIONS.check("$orderby", p));
    ObservationQuery asked = ObservationQuery.of(stream, options);
    Map<String, Object> answer = new LinkedHashMap<>();
    if (options.count()) {
      answer.put("@iot.count", observations.count(asked));
    }
    if (options.top() == 0) {
      answer.put("value", List.of());
      return answer;
    }
    Observations.Page page = observations.page(stream, asked);
    if (page.next() != null) {
      answer.put("@iot.nextLink", next(address, given, "$skiptoken", page.next()));
    }
    answer.put(
        "value",
        page.found().stream()
            .map(
                each ->
                    finished(
                        EntitySet.OBSERVATIONS,
                        each,
                        json.of(EntitySet.OBSERVATIONS, each),
                        options))
            .toList());
    return answer;
  }

  /** A page of the observations of streams, one stream after the other, each newest first. */
  Map<String, Object> observations(
      List<?> streams, Options options, String address, Map<String, String> given) {
    if (!options.orderBy().isEmpty() || options.skip() > 0) {
      throw new NotServed("$orderby and $skip of observations are served by their Datastream");
    }
    String token = options.token() == null ? "0." : options.token();
    if (!token.matches("[0-9]{1,9}\\.[\\w-]*")) {
      throw new IllegalArgumentException("$skiptoken: use @iot.nextLink as it came");
    }
    int dot = token.indexOf('.');
    int at = Integer.parseInt(token.substring(0, dot));
    String cursor = token.substring(dot + 1);
    Map<String, Object> answer = new LinkedHashMap<>();
    if (options.count()) {
      answer.put(
          "@iot.count",
          streams.stream()
              .mapToLong(each -> observations.count(ObservationQuery.of((Stream) each, options)))
              .sum());
    }
    List<Object> page = new ArrayList<>();
    while (at < streams.size() && page.size() < options.top()) {
      Stream stream = (Stream) streams.get(at);
      Options rest = options.from(cursor.isEmpty() ? null : cursor, options.top() - page.size());
      Observations.Page found = observations.page(stream, ObservationQuery.of(stream, rest));
      found.found().forEach(each -> page.add(one(EntitySet.OBSERVATIONS, each, options)));
      cursor = found.next() == null ? "" : found.next();
      at += found.next() == null ? 1 : 0;
    }
    if (at < streams.size() && !page.isEmpty()) {
      answer.put("@iot.nextLink", next(address, given, "$skiptoken", at + "." + cursor));
    }
    answer.put("value", page);
    return answer;
  }

  /** Where entities are, instead of what they are. */
  static Map<String, Object> references(Map<String, Object> answer) {
    Map<String, Object> references = new LinkedHashMap<>(answer);
    if (answer.get("value") instanceof List<?> list) {
      references.put("value", list.stream().map(each -> reference((Map<?, ?>) each)).toList());
      return references;
    }
    return reference(answer);
  }

  private static Map<String, Object> reference(Map<?, ?> entity) {
    return Map.of("@iot.selfLink", entity.get("@iot.selfLink"));
  }

  /** One entity. */
  Map<String, Object> one(EntitySet set, Object entity, Options options) {
    return finished(set, entity, json.of(set, entity), options);
  }

  private Map<String, Object> finished(
      EntitySet set, Object entity, Map<String, Object> shown, Options options) {
    Map<String, Object> answer = new LinkedHashMap<>(shown);
    if (!options.select().isEmpty()) {
      options.select().forEach(path -> set.check("$select", path));
      answer
          .keySet()
          .removeIf(
              name ->
                  !options.select().contains(name.replace("@iot.id", "id"))
                      && !options.select().contains(name.replace("@iot.navigationLink", "")));
      if (options.select().contains("@iot.id")) {
        answer.put("@iot.id", shown.get("@iot.id"));
      }
    }
    options
        .expand()
        .forEach(
            (name, inner) -> {
              Relation relation =
                  set.relation(name)
                      .orElseThrow(
                          () ->
                              new IllegalArgumentException(
                                  "$expand: " + set.plural() + " have no " + name));
              answer.remove(name + "@iot.navigationLink");
              expand(set, entity, relation, inner, answer);
            });
    return answer;
  }

  private void expand(
      EntitySet set, Object entity, Relation relation, Options inner, Map<String, Object> answer) {
    String address = json.self(set, EntityJson.id(entity)) + "/" + relation.name();
    Map<String, Object> related;
    if (relation.to() == EntitySet.OBSERVATIONS && entity instanceof Stream stream) {
      related = observations(stream, inner, address, Map.of());
    } else if (relation.to() == EntitySet.OBSERVATIONS) {
      related = observations(sensing.streamsOf(entity), inner, address, Map.of());
    } else {
      List<?> all = sensing.related(entity, set, relation);
      if (!relation.many()) {
        answer.put(relation.name(), all.isEmpty() ? null : one(relation.to(), all.get(0), inner));
        return;
      }
      related = list(relation.to(), all, inner, address, Map.of());
    }
    related.forEach(
        (name, value) ->
            answer.put(name.equals("value") ? relation.name() : relation.name() + name, value));
  }

  private static String next(
      String address, Map<String, String> given, String option, String value) {
    Map<String, String> all = new LinkedHashMap<>(given);
    all.remove("$skip");
    all.put(option, value);
    StringJoiner query = new StringJoiner("&", address + "?", "");
    all.forEach(
        (name, text) -> query.add(name + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8)));
    return query.toString();
  }
}
