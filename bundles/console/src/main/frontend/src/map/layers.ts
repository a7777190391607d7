import type { Geometry } from 'geojson';
import { keyOf, expired, latestOf, seriesKey, type Latest } from '../shared/latest';
import { local, type LocalText } from '../shared/language';
import { classOf, levelOf, measureOf, type LevelNumber } from '../shared/levels';
import { fieldNamed, plainValue } from '../shared/record';
import { lower, qualified, type DatasetInfo, type DepartmentInfo, type Field, type Layer, type Row } from '../shared/types';
import { datasetNamed, fieldOfRole } from '../shared/world';

/** A record of a layer, ready to be drawn and listed. */
export interface DrawnRow {
  key: string;
  row: Row;
  geometry: Geometry;
  area: boolean;
  level: LevelNumber;
  /** The word for the level; empty where the layer has no classes. */
  word: string;
  /** What the place is called. */
  name: string;
  /** The measured value as people read it, else nothing. */
  value: string;
  /** The measured value, 0 where there is none. */
  amount: number;
  /** What the map writes beside it: what the layer declares as its label. */
  label: string;
}

/** A department's layer with its newest records. */
export interface DrawnLayer {
  id: string;
  department: DepartmentInfo;
  layer: Layer;
  dataset: DatasetInfo;
  latest: Latest;
  title: LocalText;
  /** Whether its department does not deliver now, so that it is drawn fainter. */
  dim: boolean;
  /** The number that it is about; areas have none. */
  measure: Field | undefined;
  rows: DrawnRow[];
}

/** The layers of all departments whose dataset is known, with what they show now. */
export function drawnLayers(departments: readonly DepartmentInfo[], now: number): DrawnLayer[] {
  return departments.flatMap((department) =>
    (department.layers ?? []).flatMap((layer) => {
      const dataset = datasetNamed(qualified(department.name, layer.dataset));
      if (!dataset) return [];
      return [drawnLayer(department, layer, dataset, latestOf(dataset), now)];
    }),
  );
}

function drawnLayer(
  department: DepartmentInfo,
  layer: Layer,
  dataset: DatasetInfo,
  latest: Latest,
  now: number,
): DrawnLayer {
  const place = fieldOfRole(dataset, 'geometry');
  const key = seriesKey(dataset);
  const names = nameOf(dataset, layer);
  const geometryField = fieldNamed(dataset, place);
  const measure = lower(geometryField?.type) === 'geometry' ? undefined : shownMeasure(dataset, layer);
  const label = fieldNamed(dataset, layer.label);
  const rows = latest.rows.get().flatMap((row): DrawnRow[] => {
    const geometry = place ? (row[place] as Geometry | null) : null;
    if (!geometry || expired(row, layer.until, now)) return [];
    const found = classOf(row, layer);
    return [
      {
        key: keyOf(row, key),
        row,
        geometry,
        area: geometry.type !== 'Point',
        level: found ? levelOf(found.level) : layer.classes?.length ? -1 : 0,
        word: found ? local(found.title) : '',
        name: names && row[names.name] != null ? plainValue(names, row[names.name]) : keyOf(row, key),
        value: measure ? plainValue(measure, row[measure.name]) : '',
        amount: measure ? Number(row[measure.name]) || 0 : 0,
        label: label && row[label.name] != null ? plainValue(label, row[label.name]) : '',
      },
    ];
  });
  return {
    id: `${department.name}/${layer.name}`,
    department,
    layer,
    dataset,
    latest,
    title: layer.title,
    dim: lower(department.status.state) === 'stopped',
    measure,
    rows,
  };
}

const NAMES = ['nama', 'name'];

/** The field that says what a place is called: its name, else its label unless that is a number, else a text. */
function nameOf(dataset: DatasetInfo, layer: Layer): Field | undefined {
  const label = fieldNamed(dataset, layer.label);
  return (
    dataset.fields.find((field) => NAMES.includes(field.name)) ??
    (label && !isMeasure(label) ? label : undefined) ??
    dataset.fields.find((field) => lower(field.role) === 'attribute' && lower(field.type) === 'text' && !field.codes?.length)
  );
}

/** The number that a layer is about: its label if that is one, else what its classes go by, else the first measure. */
function shownMeasure(dataset: DatasetInfo, layer: Layer): Field | undefined {
  const label = fieldNamed(dataset, layer.label);
  if (label && isMeasure(label)) return label;
  return fieldNamed(dataset, measureOf(layer)) ?? dataset.fields.find(isMeasure);
}

function isMeasure(field: Field): boolean {
  return lower(field.role) === 'measure';
}

/** How many records of each class a layer shows, in the order of its classes. */
export function counted(layer: DrawnLayer): { level: LevelNumber; word: string; count: number }[] {
  const known = (layer.layer.classes ?? []).map((each) => ({
    level: levelOf(each.level),
    word: local(each.title),
    count: 0,
  }));
  let other = 0;
  for (const row of layer.rows) {
    const found = known.find((each) => each.word === row.word && each.level === row.level);
    if (found) found.count++;
    else other++;
  }
  return other > 0 ? [...known, { level: -1, word: '', count: other }] : known;
}
