import { local, type LocalText } from '../shared/language';
import type { DatasetInfo } from '../shared/types';

/** A column of a file, and what it seems to hold. */
export interface Column {
  name: string;
  field: string;
  kind: string;
  confidence: number;
  number?: string | null;
  time?: string | null;
  unit: string;
  examples: string[];
  misfits: string[];
  codes: string[];
  values: number;
  missing: number;
  unique: boolean;
  key: boolean;
}

/** How a field is filled from columns, or with a constant. */
export interface Rule {
  field: string;
  type: string;
  columns: string[];
  number?: string | null;
  time?: string | null;
  /** Of times that do not say theirs; the city's when it is absent. */
  zone?: string | null;
  /** What every record has; null when it is read from a column. */
  constant?: string | null;
  /** What values of the file become. */
  codes?: Record<string, string> | null;
}

/** How far a file was loaded. */
export interface Load {
  department: string;
  dataset: string;
  state: string;
  trouble: string;
  read: number;
  rows: number;
  accepted: number;
  unchanged: number;
  quarantined: number;
  queued: number;
  /** Why records were refused, the first ones. */
  reasons: LocalText[];
  ended?: string | null;
}

/** A file that somebody brought. */
export interface FileInfo {
  id: string;
  name: string;
  size: number;
  by: string;
  received: string;
  load?: Load | null;
}

/** A file and what it seems to hold. */
export interface ImportInfo {
  file: FileInfo;
  format: string;
  sheets: string[];
  sheet?: string | null;
  heading?: number | null;
  looked: number;
  whole: boolean;
  columns: Column[];
  rules: Rule[];
  /** How it was loaded last. */
  mapping?: { rules: Rule[] } | null;
}

/** What would become of the first rows. */
export interface Preview {
  rows: { row: number; record: Record<string, unknown>; field: string; text?: LocalText | null }[];
  looked: number;
  accepted: number;
  refused: number;
  repeated: number;
  whole: boolean;
}

/** A field as a person sees and corrects it. */
export interface Draft {
  used: boolean;
  field: string;
  type: string;
  columns: string[];
  number?: string | null;
  time?: string | null;
  zone?: string | null;
  /** What every record has; null when it is read from a column. */
  constant: string | null;
  codes: Record<string, string>;
  /** What the field may hold, where its dataset lists that. */
  allowed: Allowed[];
  /** The table of reference codes that its values come from; empty when none. */
  reference: string;
  unit: string;
  key: boolean;
  personal: boolean;
  description: string;
  required: boolean;
}

/** A value that a field may hold. */
export interface Allowed {
  value: string;
  title: LocalText;
}

/** A new dataset as a person describes it. */
export interface Declared {
  department: string;
  name: string;
  titleId: string;
  titleEn: string;
  frequency: string;
  classification: string;
  producer: string;
  purpose: string;
}

/**
 * The fields of a new dataset. The key is the first column that tells rows apart by itself; where there
 * is none, the first text and the first time together.
 */
export function drafts(columns: Column[], rules: Rule[]): Draft[] {
  const of = (rule: Rule) => columns.find((each) => each.name === rule.columns[0]);
  const keyed = rules.find((rule) => ['TEXT', 'INTEGER'].includes(rule.type) && of(rule)?.key);
  const text = keyed ?? rules.find((rule) => rule.type === 'TEXT');
  const time = rules.find((rule) => rule.type === 'TIME');
  let placed = false;
  return rules.map((rule) => {
    const place = rule.type === 'POINT' || rule.type === 'GEOMETRY';
    const second = place && placed;
    placed ||= place;
    return {
      used: !second,
      field: rule.field,
      type: rule.type,
      columns: rule.columns,
      number: rule.number,
      time: rule.time,
      zone: rule.zone,
      constant: rule.constant ?? null,
      codes: rule.codes ?? {},
      allowed: [],
      reference: '',
      unit: of(rule)?.unit ?? '',
      key: rule === text || (rule === time && !keyed),
      personal: false,
      description: rule.columns[0] ?? rule.field,
      required: false,
    };
  });
}

/** The fields of a dataset that is there, filled as far as the columns fit. */
export function onto(dataset: DatasetInfo, rules: Rule[]): Draft[] {
  return dataset.fields.map((field) => {
    const rule = rules.find((each) => each.field === field.name);
    const role = field.role.toLowerCase();
    return {
      used: rule !== undefined,
      field: field.name,
      type: field.type.toUpperCase(),
      columns: rule?.columns ?? [],
      number: rule?.number,
      time: rule?.time,
      zone: rule?.zone,
      constant: rule?.constant ?? null,
      codes: rule?.codes ?? {},
      allowed: field.codes ?? [],
      reference: field.reference ?? '',
      unit: field.unit ?? '',
      key: dataset.key.includes(field.name),
      personal: !!field.personal,
      description: local(field.description),
      required: role === 'key' || role === 'time',
    };
  });
}

/** A field of a new dataset that is in no column: every record has the same there. */
export function filled(rows: Draft[]): Draft {
  const names = new Set(rows.map((each) => each.field));
  let n = 1;
  while (names.has(`isi_${n}`)) n++;
  return {
    used: true,
    field: `isi_${n}`,
    type: 'TEXT',
    columns: [],
    constant: '',
    codes: {},
    allowed: [],
    reference: '',
    unit: '',
    key: false,
    personal: false,
    description: `isi_${n}`,
    required: false,
  };
}

/** Whether a field gets a value: from a column, or a constant that is not empty. */
export function gets(row: Draft): boolean {
  return row.used && (row.constant === null ? row.columns.length > 0 : row.constant !== '');
}

/** The role that a field of a new dataset has by its type. */
function role(row: Draft, all: Draft[]): string {
  if (row.type === 'TIME') {
    const times = all.filter((each) => each.used && each.type === 'TIME');
    return row === (times.find((each) => each.key) ?? times[0]) ? 'TIME' : 'ATTRIBUTE';
  }
  if (row.type === 'POINT' || row.type === 'GEOMETRY') return 'GEOMETRY';
  if (row.key && (row.type === 'TEXT' || row.type === 'INTEGER')) return 'KEY';
  return row.type === 'DECIMAL' || row.type === 'INTEGER' ? 'MEASURE' : 'ATTRIBUTE';
}

/** What the server is asked to do with a file. */
export function plan(department: string, dataset: string, rows: Draft[], declared: Declared | null): unknown {
  const used = rows.filter(gets);
  const rules = used.map(({ field, type, columns, number, time, zone, constant, codes }) => ({
    field,
    type,
    columns: constant === null ? columns : [],
    number: number ?? null,
    time: time ?? null,
    zone: zone ?? null,
    constant,
    codes: constant === null ? codes : {},
  }));
  const body = { department, dataset, mapping: { rules } };
  if (!declared) return body;
  return {
    ...body,
    declaration: {
      title: { id: declared.titleId, en: declared.titleEn || null },
      fields: used.map((row) => ({
        name: row.field,
        type: row.type,
        role: role(row, used),
        unit: row.unit,
        description: { id: row.description },
        personal: row.personal,
      })),
      key: used.filter((row) => ['KEY', 'TIME'].includes(role(row, used)) && row.key).map((row) => row.field),
      frequency: declared.frequency || null,
      classification: declared.classification,
      producer: declared.producer,
      purpose: declared.purpose || null,
    },
  };
}

/** Whether a load goes on by itself. */
export function active(load: Load | null | undefined): boolean {
  return load != null && ['running', 'waiting'].includes(load.state.toLowerCase());
}
