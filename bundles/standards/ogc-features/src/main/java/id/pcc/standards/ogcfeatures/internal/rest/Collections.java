package id.pcc.standards.ogcfeatures.internal.rest;

import id.pcc.api.dataset.Dataset;
import id.pcc.api.dataset.Field;
import id.pcc.standards.ogcfeatures.internal.domain.Extent;
import id.pcc.storage.Catalogue;
import id.pcc.storage.Catalogue.Entry;
import id.pcc.storage.DatasetId;
import id.pcc.storage.Records;
import id.pcc.storage.Records.Query;
import id.pcc.web.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The published datasets that have a place, as collections. */
final class Collections {
  private static final int MOST_MEASURED = 10_000;

  /**
   * A collection.
   *
   * @param dataset the declaration that is published
   */
  record Collection(DatasetId id, Dataset dataset) {
    String name() {
      return id.department() + "." + id.dataset();
    }

    String geometry() {
      return dataset.geometry().map(Field::name).orElseThrow();
    }
  }

  private final Catalogue catalogue;
  private final Records records;

  Collections(Catalogue catalogue, Records records) {
    this.catalogue = catalogue;
    this.records = records;
  }

  List<Collection> all() {
    return catalogue.entries().stream().map(Collections::of).flatMap(Optional::stream).toList();
  }

  Optional<Collection> named(String name) {
    return all().stream().filter(collection -> collection.name().equals(name)).findFirst();
  }

  private static Optional<Collection> of(Entry entry) {
    return entry
        .published()
        .filter(dataset -> dataset.geometry().isPresent())
        .map(dataset -> new Collection(entry.id(), dataset));
  }

  /** A collection as clients see it. */
  Map<String, Object> view(Collection collection, Links links) {
    String path = "/collections/" + collection.name();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", collection.name());
    view.put("title", collection.dataset().title().id());
    view.put("description", collection.dataset().description().id());
    view.put("extent", extent(collection));
    view.put("itemType", "feature");
    view.put("crs", List.of("http://www.opengis.net/def/crs/OGC/1.3/CRS84"));
    view.put(
        "links",
        List.of(
            links.to(path, "self", Links.JSON, collection.name()),
            links.to(path + "/items", "items", Links.GEOJSON, collection.dataset().title().id())));
    return view;
  }

  private Map<String, Object> extent(Collection collection) {
    Map<String, Object> extent = new LinkedHashMap<>();
    Extent box = new Extent();
    records
        .find(Query.latest(collection.id(), MOST_MEASURED))
        .records()
        .forEach(record -> box.add(record.get(collection.geometry())));
    if (box.box() != null) {
      extent.put("spatial", Map.of("bbox", List.of(box.box())));
    }
    collection
        .dataset()
        .time()
        .ifPresent(
            time -> {
              String oldest = end(collection, time, false);
              if (oldest != null) {
                List<String> interval = Arrays.asList(oldest, end(collection, time, true));
                extent.put("temporal", Map.of("interval", List.of(interval)));
              }
            });
    return extent;
  }

  private String end(Collection collection, Field time, boolean newest) {
    Query query = new Query(collection.id(), List.of(), null, null, null, false, newest, 1, null);
    return records.find(query).records().stream()
        .map(record -> Json.time((Instant) record.get(time.name())))
        .findFirst()
        .orElse(null);
  }
}
