import type { Geometry } from 'geojson';
import { dateTime, number } from './format';
import { local } from './language';
import { levelOf, type LevelNumber } from './levels';
import { lower, type DatasetInfo, type Field } from './types';

/** What decides how a value is written. */
type Shown = Pick<Field, 'type' | 'codes'> & Partial<Pick<Field, 'role' | 'unit'>>;

/** A field's value as people read it, without its unit. */
export function plainValue(field: Shown | undefined, value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  const code = field?.codes?.find((each) => each.value === String(value));
  if (code) return local(code.title);
  switch (lower(field?.type)) {
    case 'time':
      return dateTime(String(value));
    case 'integer':
      // A year or a number that names something is no quantity: 2026, not 2.026.
      if (field?.role && lower(field.role) !== 'measure' && !field.unit) return String(value);
      return number(Number(value), 3);
    case 'decimal':
      return number(Number(value), 3);
    case 'boolean':
      return value ? '✓' : '✗';
    case 'point':
    case 'geometry':
      return placeText(value as Geometry);
    default:
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
}

/** How far from normal a coded value is; null where its code does not say, or it is normal. */
export function levelOfCode(field: Field | undefined, value: unknown): LevelNumber | null {
  const code = field?.codes?.find((each) => each.value === String(value));
  const level = code?.level ? levelOf(code.level) : 0;
  return level === 0 ? null : level;
}

/** A field's value with its unit. */
export function valueWithUnit(field: Field | undefined, value: unknown): string {
  const text = plainValue(field, value);
  return field?.unit && text !== '–' ? `${text} ${field.unit}` : text;
}

/** A geometry in a few words: the coordinates of a point, else its kind. */
function placeText(geometry: Geometry): string {
  if (geometry.type === 'Point') {
    const [longitude, latitude] = geometry.coordinates;
    return `${number(latitude, 5)}, ${number(longitude, 5)}`;
  }
  return geometry.type;
}

export function fieldNamed(dataset: DatasetInfo | null, name: string | null | undefined): Field | undefined {
  return dataset?.fields.find((field) => field.name === name);
}

/** What people call a field: its description if that is short, else its name. */
export function fieldLabel(field: Field): string {
  const text = local(field.description);
  return text && text.length <= 28 ? text : field.name;
}
