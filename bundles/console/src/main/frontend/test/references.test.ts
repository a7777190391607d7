import { describe, expect, it } from 'vitest';
import { decoded, readCsv } from '../src/shared/csv';
import { Lookup, rowsOf } from '../src/shared/references';

const row = (code: string, bps: string, name: string) => ({ code, title: { id: name, en: name }, parent: '', codes: { bps } });
const kelurahan = new Lookup({
  system: 'kemendagri',
  rows: [
    row('61.71.02.1003', '6171020003', 'Saigon'),
    row('61.71.01.1006', '6171010005', 'Akcaya'),
    row('61.71.01.1005', '6171010006', 'Kota Baru'),
  ],
});

describe('reference codes', () => {
  it('are found by a code of any system and by the letters of a name', () => {
    expect(kelurahan.titles('6171010006')).toBe('Kota Baru');
    expect(kelurahan.titles('KOTABARU')).toBe('Kota Baru');
    expect(kelurahan.titles('61.71.01.1006 61.71.02.1003')).toBe('Akcaya, Saigon');
    expect(kelurahan.titles('61.71.01.1006 61.71.02.1003', 1)).toBe('Akcaya, … (2)');
    expect(kelurahan.titles('617101')).toBe('');
    expect(kelurahan.titles(null)).toBe('');
  });

  it('are chosen in the system that the records use', () => {
    expect(kelurahan.choices([null, '6171010006'])[0]).toEqual({ value: '6171010005', title: 'Akcaya' });
    expect(kelurahan.choices(['61.71.01.1006 61.71.02.1003'])[0]!.value).toBe('61.71.01.1006');
    expect(kelurahan.choices(['kota baru'])[0]!.value).toBe('Akcaya');
    expect(kelurahan.choices([])[0]!.value).toBe('61.71.01.1006');
  });

  it('are read from a sheet, whatever its delimiter, and formulas that were defused come back', () => {
    const sheet = readCsv('\uFEFFKode;Judul_ID;judul_en;induk;bps\r\nP1;"Pasar ""Besar""; lama";;;1\r\n\r\n\'-2;Mawar;Rose;P1;\r\n', 10);
    expect(sheet.rows).toEqual([['P1', 'Pasar "Besar"; lama', '', '', '1'], ['-2', 'Mawar', 'Rose', 'P1', '']]);
    expect(rowsOf({ ...sheet, heading: ['code', 'title_id', 'title_en', 'parent', 'bps'] })).toEqual([
      { code: 'P1', title: { id: 'Pasar "Besar"; lama', en: 'Pasar "Besar"; lama' }, parent: '', codes: { bps: '1' } },
      { code: '-2', title: { id: 'Mawar', en: 'Rose' }, parent: 'P1', codes: {} },
    ]);
  });

  it('refuse a sheet that is none, is too long, or lacks a column', () => {
    expect(() => readCsv('a,b\n1,"2', 10)).toThrow(SyntaxError);
    expect(() => readCsv('a,b\n1', 10)).toThrow('row 1');
    expect(() => readCsv('a\n1\n2\n3', 2)).toThrow(RangeError);
    expect(() => rowsOf({ heading: ['code', 'nama'], rows: [] })).toThrow('title_id');
    expect(() => rowsOf({ heading: ['code', 'title_id', 'Kode BPS'], rows: [] })).toThrow('Kode BPS');
  });

  it('come from files of Windows as well', () => {
    expect(decoded(new Uint8Array([0x43, 0x61, 0x66, 0xe9]).buffer)).toBe('Café');
    expect(decoded(new Uint8Array([0xc3, 0xa9]).buffer)).toBe('é');
  });
});
