import { describe, expect, it } from 'vitest';
import { drafts, filled, onto, plan, type Column, type Declared, type Rule } from '../src/console/importPlan';
import type { DatasetInfo } from '../src/shared/types';

function column(name: string, kind: string, more: Partial<Column> = {}): Column {
  return {
    name,
    field: name.toLowerCase(),
    kind,
    confidence: 1,
    unit: '',
    examples: [],
    misfits: [],
    codes: [],
    values: 2,
    missing: 0,
    unique: false,
    key: false,
    ...more,
  };
}

const rule = (field: string, type: string, ...columns: string[]): Rule => ({ field, type, columns });

const declared: Declared = {
  department: 'pupr',
  name: 'genangan',
  titleId: 'Genangan',
  titleEn: '',
  frequency: 'P1D',
  classification: 'INTERNAL',
  producer: '',
  purpose: '',
};

interface Sent {
  declaration: { key: string[]; fields: { name: string; role: string }[]; frequency: string | null };
  mapping: { rules: Rule[] };
}

describe('the plan of an import', () => {
  it('takes a column that tells rows apart as the key, without the time', () => {
    const rows = drafts(
      [column('Kode', 'TEXT', { key: true }), column('Waktu', 'TIME'), column('Nilai', 'DECIMAL', { unit: '%' })],
      [rule('kode', 'TEXT', 'Kode'), rule('waktu', 'TIME', 'Waktu'), rule('nilai', 'DECIMAL', 'Nilai')],
    );
    const sent = plan('pupr', 'genangan', rows, declared) as Sent;
    expect(sent.declaration.key).toEqual(['kode']);
    expect(sent.declaration.fields.map((each) => each.role)).toEqual(['KEY', 'TIME', 'MEASURE']);
    expect(rows[2]!.unit).toBe('%');
  });

  it('takes text and time together where no column is unique', () => {
    const rows = drafts(
      [column('Pos', 'TEXT'), column('Waktu', 'TIME')],
      [rule('pos', 'TEXT', 'Pos'), rule('waktu', 'TIME', 'Waktu')],
    );
    expect((plan('a', 'b', rows, declared) as Sent).declaration.key).toEqual(['pos', 'waktu']);
  });

  it('has one place and one time, however many columns hold one', () => {
    const rows = drafts(
      [column('A', 'GEOMETRY'), column('B', 'LONGITUDE'), column('C', 'LATITUDE'), column('T', 'TIME'), column('U', 'TIME')],
      [rule('a', 'GEOMETRY', 'A'), rule('p', 'POINT', 'B', 'C'), rule('t', 'TIME', 'T'), rule('u', 'TIME', 'U')],
    );
    const sent = plan('a', 'b', rows, declared) as Sent;
    expect(sent.declaration.fields.map((each) => `${each.name} ${each.role}`)).toEqual([
      'a GEOMETRY',
      't TIME',
      'u ATTRIBUTE',
    ]);
    expect(sent.mapping.rules).toHaveLength(3);
  });

  it('fills a dataset that is there with what fits and leaves the rest out', () => {
    const dataset = {
      department: 'dlh',
      name: 'air',
      title: 'Air',
      key: ['kode'],
      fields: [
        { name: 'kode', type: 'text', role: 'key' },
        { name: 'nilai', type: 'decimal', role: 'measure' },
      ],
    } as unknown as DatasetInfo;
    const rows = onto(dataset, [rule('kode', 'TEXT', 'Kode')]);
    expect(rows.map((each) => [each.used, each.required])).toEqual([
      [true, true],
      [false, false],
    ]);
    const sent = plan('dlh', 'air', rows, null) as Sent;
    expect(sent.mapping.rules.map((each) => each.field)).toEqual(['kode']);
    expect(sent.declaration).toBeUndefined();
  });

  it('tells constants, translated values and the zone, and leaves out a constant that is empty', () => {
    const rows = drafts(
      [column('Kode', 'TEXT', { key: true }), column('Waktu', 'TIME')],
      [rule('kode', 'TEXT', 'Kode'), rule('waktu', 'TIME', 'Waktu')],
    );
    rows[0]!.codes = { B: 'baik' };
    rows[1]!.zone = 'Asia/Makassar';
    rows.push({ ...filled(rows), constant: '2026' });
    rows.push(filled(rows));
    const sent = plan('a', 'b', rows, declared) as Sent;
    expect(sent.mapping.rules.map((each) => [each.field, each.columns, each.constant, each.codes, each.zone])).toEqual([
      ['kode', ['Kode'], null, { B: 'baik' }, null],
      ['waktu', ['Waktu'], null, {}, 'Asia/Makassar'],
      ['isi_1', [], '2026', {}, null],
    ]);
    expect(sent.declaration.fields.map((each) => each.name)).toEqual(['kode', 'waktu', 'isi_1']);
    expect(rows[3]!.field).toBe('isi_2');
  });
});
