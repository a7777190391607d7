import { get } from './api';
import type { Sheet } from './csv';
import { local, type LocalText } from './language';
import { Resource } from './resource';
import type { Items } from './types';

/** A table of reference codes without its rows. */
export interface ReferenceHead {
  name: string;
  title: LocalText;
  source: string;
  edition: string;
  /** The system of the rows' own codes. */
  system: string;
  /** The table of the rows' parents; empty when it is this one. */
  parents: string;
  systems: string[];
  count: number;
  version: number;
  /** The slice that brings it from its configuration; empty when people keep it. */
  owner: string;
  by: string;
  at: string;
}

export interface ReferenceRow {
  code: string;
  title: { id: string; en: string };
  parent: string;
  /** What other systems call the same, by system. */
  codes: Record<string, string>;
}

export interface ReferenceTable extends ReferenceHead {
  rows: ReferenceRow[];
}

const COLUMNS = ['code', 'title_id', 'title_en', 'parent'];

/** The rows of a sheet. Rejects one that lacks a column, or has one whose name is no code system. */
export function rowsOf(sheet: Sheet): ReferenceRow[] {
  for (const each of ['code', 'title_id']) {
    if (!sheet.heading.includes(each)) throw new SyntaxError(each);
  }
  const others = sheet.heading.filter((each) => !COLUMNS.includes(each));
  for (const each of others) {
    if (!/^[a-z][a-z0-9_]{0,39}$/.test(each)) throw new SyntaxError(each);
  }
  return sheet.rows.map((cells) => {
    const cell = (column: string) => cells[sheet.heading.indexOf(column)] ?? '';
    const codes: Record<string, string> = {};
    for (const each of others) if (cell(each)) codes[each] = cell(each);
    return {
      code: cell('code'),
      title: { id: cell('title_id'), en: cell('title_en') || cell('title_id') },
      parent: cell('parent'),
      codes,
    };
  });
}

/** Finds rows by a code of any system, or by a name, of which letters count only. */
export class Lookup {
  private readonly byCode = new Map<string, { row: ReferenceRow; system: string }>();
  private readonly byName = new Map<string, ReferenceRow>();

  constructor(readonly table: Pick<ReferenceTable, 'system' | 'rows'>) {
    for (const row of table.rows) this.byCode.set(row.code, { row, system: table.system });
    for (const row of table.rows) {
      for (const [system, code] of Object.entries(row.codes)) {
        if (!this.byCode.has(code)) this.byCode.set(code, { row, system });
      }
      this.byName.set(letters(row.title.id), row);
    }
  }

  /** The rows that a record's value stands for: one, or several with blanks, commas, semicolons or bars between. */
  rows(value: unknown): ReferenceRow[] {
    const text = String(value ?? '').trim();
    const whole = this.one(text);
    if (whole) return [whole];
    return text
      .split(/[,;|]/)
      .flatMap((part) => this.one(part) ?? part.trim().split(/\s+/).map((code) => this.one(code)))
      .filter((row): row is ReferenceRow => row !== undefined);
  }

  private one(text: string): ReferenceRow | undefined {
    return this.byCode.get(text.trim())?.row ?? this.byName.get(letters(text));
  }

  /** The titles that a value stands for, at most so many; empty when it stands for none. */
  titles(value: unknown, most = 3): string {
    const rows = this.rows(value);
    const shown = rows.slice(0, most).map((row) => local(row.title)).join(', ');
    return rows.length > most ? `${shown}, … (${rows.length})` : shown;
  }

  /** What to filter by, with its title: the codes of the system that the records use. */
  choices(values: readonly unknown[]): { value: string; title: string }[] {
    const system = this.systemOf(values);
    return this.table.rows
      .map((row) => ({
        value: system === null ? row.title.id : system === this.table.system ? row.code : row.codes[system] ?? '',
        title: local(row.title),
      }))
      .filter((each) => each.value !== '')
      .sort((a, b) => a.title.localeCompare(b.title));
  }

  /** The system of the first code among the values; null where they are names. */
  private systemOf(values: readonly unknown[]): string | null {
    let named = false;
    for (const value of values) {
      const text = String(value ?? '').trim();
      for (const part of text.split(/[\s,;|]+/)) {
        const found = this.byCode.get(part);
        if (found) return found.system;
      }
      named ||= this.byName.has(letters(text));
    }
    return named ? null : this.table.system;
  }
}

function letters(text: string): string {
  return text.normalize('NFD').replace(/[^\p{L}]/gu, '').toLowerCase();
}

/** The tables of reference codes of the catalogue. */
export const referenceTables = new Resource(async () =>
  (await get<Items<ReferenceHead>>('/api/references')).items,
);

const lookups = new Map<string, Resource<Lookup | null>>();
const versions = new Map<string, number>();

const versionOf = (name: string): number => referenceTables.data?.find((each) => each.name === name)?.version ?? 0;

/** A table to look codes up in; loaded when it is asked for the first time, null when there is none. */
export function lookupOf(name: string): Resource<Lookup | null> {
  const known = lookups.get(name);
  if (known) return known;
  const lookup = new Resource<Lookup | null>(async () => {
    if (!referenceTables.data) await referenceTables.load();
    versions.set(name, versionOf(name));
    if (referenceTables.data && versionOf(name) === 0) return null;
    return new Lookup(await get<ReferenceTable>(`/api/references/${name}`));
  });
  lookups.set(name, lookup);
  void lookup.load();
  return lookup;
}

// A table that has changed is looked up anew.
referenceTables.watch(({ data }) => {
  if (!data) return;
  for (const [name, lookup] of lookups) {
    if (versions.has(name) && versions.get(name) !== versionOf(name)) void lookup.load();
  }
});
