package id.pcc.standards.ogcfeatures.internal.rest;

import id.pcc.api.dataset.Field;
import id.pcc.standards.ogcfeatures.internal.domain.FeatureId;
import id.pcc.standards.ogcfeatures.internal.domain.FeatureQuery;
import id.pcc.standards.ogcfeatures.internal.rest.Collections.Collection;
import id.pcc.storage.Records;
import id.pcc.storage.Records.Found;
import id.pcc.storage.Records.Query;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The records of a collection as GeoJSON (RFC 7946). */
final class Features {
  private final Records records;
  private final Clock clock;

  Features(Records records, Clock clock) {
    this.records = records;
    this.clock = clock;
  }

  /** A page, newest first. */
  Map<String, Object> page(Collection collection, Map<String, String[]> parameters, Links links) {
    Query query = FeatureQuery.of(collection.id(), collection.dataset(), parameters);
    Found found = records.find(query);
    String path = "/collections/" + collection.name();
    List<Object> to = new ArrayList<>();
    to.add(
        links.to(
            Links.page(path + "/items", parameters, null),
            "self",
            Links.GEOJSON,
            "these features"));
    if (found.next() != null) {
      to.add(
          links.to(
              Links.page(path + "/items", parameters, found.next()),
              "next",
              Links.GEOJSON,
              "the next page"));
    }
    to.add(links.to(path, "collection", Links.JSON, collection.dataset().title().id()));
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("type", "FeatureCollection");
    page.put("timeStamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    page.put("numberReturned", found.records().size());
    page.put("links", to);
    page.put("features", found.records().stream().map(r -> feature(collection, r)).toList());
    return page;
  }

  /** One feature; empty when there is none of that name. */
  Optional<Map<String, Object>> one(Collection collection, String id, Links links) {
    return FeatureId.conditions(collection.dataset(), id)
        .flatMap(
            conditions -> {
              Query query =
                  new Query(collection.id(), conditions, null, null, null, false, true, 1, null);
              try {
                return records.find(query).records().stream().findFirst();
              } catch (IllegalArgumentException e) {
                return Optional.empty();
              }
            })
        .map(
            record -> {
              String path = "/collections/" + collection.name();
              Map<String, Object> feature = feature(collection, record);
              feature.put(
                  "links",
                  List.of(
                      links.to(path + "/items/" + id, "self", Links.GEOJSON, "this feature"),
                      links.to(path, "collection", Links.JSON, collection.dataset().title().id())));
              return feature;
            });
  }

  private static Map<String, Object> feature(Collection collection, Map<String, Object> record) {
    String place = collection.geometry();
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Field field : collection.dataset().fields()) {
      if (!field.name().equals(place)) {
        properties.put(field.name(), record.get(field.name()));
      }
    }
    Map<String, Object> feature = new LinkedHashMap<>();
    feature.put("type", "Feature");
    feature.put("id", FeatureId.of(collection.dataset(), record));
    feature.put("geometry", record.get(place));
    feature.put("properties", properties);
    return feature;
  }
}
