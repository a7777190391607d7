import type { Geometry } from 'geojson';
import 'ol/ol.css';
import { defaults as defaultInteractions } from 'ol/interaction/defaults';
import Feature from 'ol/Feature';
import type { FeatureLike } from 'ol/Feature';
import GeoJSON from 'ol/format/GeoJSON';
import LineString from 'ol/geom/LineString';
import Point from 'ol/geom/Point';
import { fromExtent } from 'ol/geom/Polygon';
import type Graticule from 'ol/layer/Graticule';
import VectorLayer from 'ol/layer/Vector';
import OlMap from 'ol/Map';
import { fromLonLat, transformExtent } from 'ol/proj';
import VectorSource from 'ol/source/Vector';
import View from 'ol/View';
import { CITY_BOX } from '../shared/city';
import { language, t } from '../shared/language';
import { theme } from '../shared/theme';
import type { CityInfo } from '../shared/types';
import { graticule } from './graticule';
import type { DrawnLayer, DrawnRow } from './layers';
import { Symbols } from './symbols';

export interface Picked {
  layer: DrawnLayer;
  row: DrawnRow;
}

export interface MapOptions {
  /** Whether people can move the map and pick places. */
  interactive: boolean;
  /** How much larger than on a desk symbols and names are. */
  scale: number;
  /** Whether places that are not normal get their name written, as there is nobody to point at them. */
  named?: boolean;
  /** Pixels at each side, in CSS order, that are covered by something else. */
  covered?: [number, number, number, number];
  onPick?: (picked: Picked | null) => void;
  onHover?: (picked: Picked | null, pixel: number[]) => void;
}

const GEOJSON = new GeoJSON({ featureProjection: 'EPSG:3857' });
/** Up to so many places of a layer get their value written beside them. */
const LABELLED = 24;
/** From so many places on those that are normal shrink to dots. */
const DENSE = 40;
/** All words on the map give way to each other, values before names. */
const TEXT = 'text';

/** The map of the city on a 2D canvas, without anything from outside. */
export class CityMap {
  private readonly map: OlMap;
  private symbols: Symbols;
  private readonly land = new VectorSource();
  private readonly names = new VectorSource();
  private readonly drawn = new Map<string, { layer: VectorLayer; source: VectorSource }>();
  private readonly landLayer: VectorLayer;
  private readonly namesLayer: VectorLayer;
  private grid: Graticule | null = null;
  private readonly stops: (() => void)[] = [];
  private box = CITY_BOX;
  private moved = false;
  private picked = '';

  constructor(
    private readonly target: HTMLElement,
    private readonly options: MapOptions,
  ) {
    this.symbols = new Symbols(options.scale);
    this.landLayer = new VectorLayer({ source: this.land, style: (f) => this.landStyle(f), zIndex: 0 });
    this.namesLayer = new VectorLayer({
      source: this.names,
      style: (f, resolution) => this.nameStyle(f, resolution),
      declutter: TEXT,
      zIndex: 5,
    });
    this.map = new OlMap({
      target,
      controls: [],
      interactions: options.interactive ? defaultInteractions({ altShiftDragRotate: false, pinchRotate: false }) : [],
      layers: [this.landLayer, this.namesLayer],
      view: new View({ center: fromLonLat([109.33, -0.03]), zoom: 12, minZoom: 8, maxZoom: 18, enableRotation: false }),
    });
    this.drawGraticule();
    this.setCity(null);
    const sizes = new ResizeObserver(() => this.resized());
    sizes.observe(target);
    this.stops.push(
      () => sizes.disconnect(),
      theme.watch(() => this.restyle()),
      language.watch(() => this.restyle()),
    );
    if (options.interactive) this.listen();
  }

  private listen(): void {
    const view = this.map.getView();
    this.map.on('pointerdrag', () => (this.moved = true));
    this.map.on('singleclick', (event) => this.pick(this.at(event.pixel)));
    this.map.on('pointermove', (event) => {
      const found = event.dragging ? null : this.at(event.pixel);
      this.target.style.cursor = found ? 'pointer' : '';
      this.options.onHover?.(found, event.pixel);
    });
    this.target.addEventListener('wheel', () => (this.moved = true), { passive: true });
    view.setProperties({ constrainResolution: false });
  }

  private at(pixel: number[]): Picked | null {
    let best: Picked | null = null;
    this.map.forEachFeatureAtPixel(
      pixel,
      (feature) => {
        const picked = feature.get('picked') as Picked | undefined;
        if (!picked) return false;
        best = picked;
        // A place lies above any area: the first place found is the answer.
        return !picked.row.area;
      },
      { hitTolerance: 5 * this.options.scale },
    );
    return best;
  }

  /** Marks a place and tells the listener; null for none. */
  pick(picked: Picked | null): void {
    this.picked = picked ? `${picked.layer.id}/${picked.row.key}` : '';
    for (const { layer } of this.drawn.values()) layer.changed();
    this.options.onPick?.(picked);
  }

  zoom(by: number): void {
    this.moved = true;
    const view = this.map.getView();
    view.animate({ zoom: (view.getZoom() ?? 12) + by, duration: 160 });
  }

  /** Shows the whole city. */
  home(): void {
    this.moved = false;
    this.fit(200);
  }

  /** Moves to a place. */
  goTo(longitude: number, latitude: number): void {
    this.moved = true;
    this.map.getView().animate({ center: fromLonLat([longitude, latitude]), zoom: 14, duration: 240 });
  }

  private resized(): void {
    this.map.updateSize();
    if (!this.moved) this.fit(0);
  }

  /** Says what covers the map, and moves the city into what is left. */
  cover(covered: [number, number, number, number]): void {
    this.options.covered = covered;
    if (!this.moved) this.fit(0);
  }

  private fit(duration: number): void {
    const size = this.map.getSize();
    if (!size || !size[0] || !size[1]) return;
    const margin = 22 * this.options.scale;
    const [top, right, bottom, left] = this.options.covered ?? [0, 0, 0, 0];
    this.map.getView().fit(transformExtent(this.box, 'EPSG:4326', 'EPSG:3857'), {
      padding: [margin + top, margin * 1.6 + right, margin * 1.3 + bottom, margin + left],
      duration,
    });
  }

  setCity(city: CityInfo | null): void {
    this.box = city?.bbox ?? CITY_BOX;
    this.land.clear();
    this.names.clear();
    if (city && city.boundaries.length > 0) {
      for (const each of city.boundaries) {
        this.land.addFeature(new Feature({ geometry: readGeometry(each.geometry) ?? undefined, kind: 'land' }));
      }
    } else {
      const frame = fromExtent(transformExtent(this.box, 'EPSG:4326', 'EPSG:3857'));
      this.land.addFeature(new Feature({ geometry: frame, kind: 'frame' }));
    }
    const line = new LineString([fromLonLat([this.box[0], 0]), fromLonLat([this.box[2] + 0.4, 0])]);
    this.land.addFeature(new Feature({ geometry: line, kind: 'equator' }));
    if (city) this.nameFeatures(city);
    if (!this.moved) this.fit(0);
  }

  private nameFeatures(city: CityInfo): void {
    const dot = city.boundaries.length === 0;
    const groups = new Map<string, [number, number][]>();
    for (const place of city.kelurahan) {
      const at: [number, number] = [place.longitude, place.latitude];
      groups.set(place.kecamatan, [...(groups.get(place.kecamatan) ?? []), at]);
      this.names.addFeature(new Feature({ geometry: new Point(fromLonLat(at)), name: place.name, dot }));
    }
    for (const [kecamatan, points] of groups) {
      const mean = [0, 1].map((i) => points.reduce((sum, p) => sum + p[i]!, 0) / points.length);
      const name = kecamatan.replace(/^Pontianak /, '');
      this.names.addFeature(new Feature({ geometry: new Point(fromLonLat(mean)), name, large: true }));
    }
  }

  private landStyle(feature: FeatureLike) {
    const kind = feature.get('kind') as string;
    if (kind === 'equator') return this.symbols.equator(`      ${t('map.equator')}`);
    return kind === 'land' ? this.symbols.land() : this.symbols.frame();
  }

  private nameStyle(feature: FeatureLike, resolution: number) {
    // From afar the six kecamatan, from near the 29 kelurahan: never all at once.
    const far = resolution > 36 / this.options.scale;
    if (Boolean(feature.get('large')) !== far) return undefined;
    return this.symbols.placeName(feature.get('name') as string, far, !far && Boolean(feature.get('dot')));
  }

  /** Draws these layers, in this order, and none else. */
  setLayers(layers: readonly DrawnLayer[]): void {
    const wanted = new Set(layers.map((layer) => layer.id));
    for (const [id, { layer }] of this.drawn) {
      if (wanted.has(id)) continue;
      this.map.removeLayer(layer);
      layer.dispose();
      this.drawn.delete(id);
    }
    layers.forEach((layer, index) => this.draw(layer, index));
  }

  private draw(layer: DrawnLayer, index: number): void {
    let entry = this.drawn.get(layer.id);
    if (!entry) {
      const source = new VectorSource();
      const vector = new VectorLayer({
        source,
        style: (feature) => this.rowStyle(feature),
        declutter: TEXT,
        updateWhileInteracting: true,
      });
      this.map.addLayer(vector);
      this.drawn.set(layer.id, (entry = { layer: vector, source }));
    }
    const areas = layer.rows.some((row) => row.area);
    entry.layer.setZIndex((areas ? 1 : 10) + index / 100);
    const labelled = layer.rows.length <= LABELLED;
    const features = layer.rows.flatMap((row) => {
      const geometry = readGeometry(row.geometry);
      return geometry ? [new Feature({ geometry, picked: { layer, row }, labelled })] : [];
    });
    entry.source.clear(true);
    entry.source.addFeatures(features);
  }

  private rowStyle(feature: FeatureLike) {
    const { layer, row } = feature.get('picked') as Picked;
    const selected = this.picked === `${layer.id}/${row.key}`;
    const dense = layer.rows.length > DENSE;
    const shown = !dense && (feature.get('labelled') || row.level >= 2);
    // On a wall nobody points at a place to learn its name: what is not normal says it.
    const both = this.options.named && row.level >= 2 && row.label !== row.name;
    const text = shown ? (both ? `${row.name} ${row.label}` : row.label) : '';
    return row.area
      ? this.symbols.area(row.level, row.label, selected)
      : this.symbols.place(row.level, text, selected, layer.dim, dense);
  }

  private drawGraticule(): void {
    if (this.grid) this.map.removeLayer(this.grid);
    this.grid = graticule(this.symbols);
    this.map.addLayer(this.grid);
  }

  private restyle(): void {
    this.symbols = new Symbols(this.options.scale);
    this.drawGraticule();
    this.landLayer.changed();
    this.namesLayer.changed();
    for (const { layer } of this.drawn.values()) layer.changed();
  }

  dispose(): void {
    for (const stop of this.stops) stop();
    this.map.setTarget(undefined);
    this.map.dispose();
  }
}

function readGeometry(geometry: Geometry) {
  try {
    return GEOJSON.readGeometry(geometry);
  } catch {
    // One unreadable geometry must not keep the others off the map.
    return null;
  }
}
