import type { LocalText } from '../shared/language';
import { lower, type DatasetInfo } from '../shared/types';
import { wib } from './recordFilters';

/** A row in quarantine, or a document that could not be read. */
export interface Refused {
  id: number;
  field: string;
  /** Why it was refused; the code is empty for rows from before there were codes. */
  code: string;
  text: LocalText;
  raw: string;
  /** Whether it was too long to be kept whole. */
  cut: boolean;
  source: string;
  received: string;
  seen: string;
  times: number;
}

/** Rows of one fault. */
export interface Group {
  field: string;
  kind: string | null;
  /** The reason without the values that it quotes. */
  summary: LocalText;
  /** The whole reason of one of them. */
  text: LocalText;
  rows: number;
  times: number;
  first: string;
  last: string;
}

export interface Replayed {
  accepted: number;
  unchanged: number;
  quarantined: number;
}

export interface Example {
  id: number;
  before: string;
  after: Record<string, unknown> | null;
}

export interface Preview {
  number: number;
  accepted: number;
  refused: number;
  examples: Example[];
  reasons: { field: string; text: LocalText; rows: number; example: Example }[];
}

/** Which rows are shown. The field is null for any; empty where the record as a whole is at fault. */
export interface Filter {
  readonly field: string | null;
  readonly kind: string;
  readonly text: string;
  readonly source: string;
  readonly from: string;
  readonly to: string;
}

export const EVERYTHING: Filter = { field: null, kind: '', text: '', source: '', from: '', to: '' };

export function filtering(f: Filter): boolean {
  return f.field !== null || Boolean(f.kind || f.text || f.source || f.from || f.to);
}

/** The parameters that select rows: those that were ticked, else those that the filter lets through. */
export function selection(filter: Filter, ids: Iterable<number> = []): URLSearchParams {
  const search = new URLSearchParams();
  const ticked = [...ids];
  if (ticked.length > 0) {
    search.set('ids', ticked.join(','));
    return search;
  }
  if (filter.field !== null) search.set('field', filter.field);
  if (filter.kind) search.set('kind', filter.kind);
  if (filter.text) search.set('text', filter.text);
  if (filter.source) search.set('source', filter.source);
  if (filter.from) search.set('from', wib(filter.from));
  if (filter.to) search.set('to', wib(filter.to));
  return search;
}

export const KINDS = ['rename', 'replace', 'constant', 'number', 'time', 'remove'] as const;
export type StepKind = (typeof KINDS)[number];

/** A step of a repair as a person fills it in. */
export interface Step {
  readonly kind: StepKind;
  /** The field, or the member that is renamed or removed. */
  readonly field: string;
  /** The value that is looked for. */
  readonly from: string;
  /** The new name or value. */
  readonly to: string;
  /** Whether the value becomes none. */
  readonly none: boolean;
  readonly form: 'id' | 'en';
  readonly pattern: string;
  readonly zone: string;
}

export const ZONES = ['Asia/Pontianak', 'Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura', 'UTC'] as const;

export function newStep(kind: StepKind, field = ''): Step {
  return {
    kind,
    field,
    from: '',
    to: '',
    none: false,
    form: 'id',
    pattern: 'dd/MM/yyyy HH.mm',
    zone: ZONES[0],
  };
}

/** A step as the server reads it. */
export function told(step: Step): Record<string, unknown> {
  switch (step.kind) {
    case 'rename':
      return { do: 'rename', from: step.field, to: step.to };
    case 'replace':
      return { do: 'replace', field: step.field, from: step.from, to: step.none ? null : step.to };
    case 'constant':
      return { do: 'constant', field: step.field, value: step.to };
    case 'number':
      return { do: 'number', field: step.field, form: step.form };
    case 'time':
      return { do: 'time', field: step.field, pattern: step.pattern, zone: step.zone };
    case 'remove':
      return { do: 'remove', field: step.field };
  }
}

/** The step that most likely helps rows with a fault in this field. */
export function suggested(dataset: DatasetInfo, field: string, raw: string): Step {
  const known = dataset.fields.find((each) => each.name === field);
  if (!known) return newStep('rename', field);
  let value: unknown;
  try {
    value = (JSON.parse(raw) as Record<string, unknown>)[field];
  } catch {
    value = undefined;
  }
  const text = typeof value === 'string' ? value : '';
  const type = lower(known.type);
  if (type === 'time' && /\d/.test(text)) return newStep('time', field);
  if ((type === 'decimal' || type === 'integer') && /^[\s+\-\d.,]*\d[\s\d.,]*$/.test(text)) {
    const english = /,\d{3}(\D|$)/.test(text) && /\.\d+$/.test(text);
    return { ...newStep('number', field), form: english ? 'en' : 'id' };
  }
  return { ...newStep('replace', field), from: value == null || typeof value === 'object' ? '' : String(value), none: true };
}
