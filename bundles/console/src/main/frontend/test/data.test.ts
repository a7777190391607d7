import { describe, expect, test } from 'vitest';
import { seriesOf } from '../src/chart/series';
import { ownPath } from '../src/shared/api';
import { cityOf } from '../src/shared/city';
import { expired, keyOf, replaces, seriesKey } from '../src/shared/latest';
import { plainValue } from '../src/shared/record';
import { degrees } from '../src/map/degrees';

describe('the newest record of each key', () => {
  test('a late delivery replaces nothing', () => {
    const now = { waktu: '2026-11-24T10:00:00+07:00' };
    expect(replaces({ waktu: '2026-11-24T09:00:00+07:00' }, now, 'waktu')).toBe(false);
    expect(replaces({ waktu: '2026-11-24T10:00:00+07:00' }, now, 'waktu')).toBe(true);
    expect(replaces({ waktu: '2026-11-24T11:00:00+07:00' }, undefined, 'waktu')).toBe(true);
  });

  test('is known by the key without the time', () => {
    const fields = seriesKey({ key: ['stasiun', 'waktu'], time: 'waktu' });
    expect(fields).toEqual(['stasiun']);
    expect(keyOf({ stasiun: 'A', waktu: '1' }, fields)).toBe(keyOf({ stasiun: 'A', waktu: '2' }, fields));
  });

  test('is over after its end', () => {
    const now = Date.parse('2026-11-24T10:00:00+07:00');
    expect(expired({ sampai: '2026-11-24T09:59:59+07:00' }, 'sampai', now)).toBe(true);
    expect(expired({ sampai: '2026-11-24T10:00:01+07:00' }, 'sampai', now)).toBe(false);
    expect(expired({ sampai: null }, 'sampai', now)).toBe(false);
    expect(expired({}, null, now)).toBe(false);
  });
});

test('a series becomes one column of times and one of values per group', () => {
  const series = seriesOf([
    { group: 'B', at: '1970-01-01T00:01:00Z', value: 2 },
    { group: 'A', at: '1970-01-01T00:00:00Z', value: 1 },
    { group: 'B', at: '1970-01-01T00:00:00Z', value: 3 },
  ]);
  expect(series.times).toEqual([0, 60]);
  expect(series.lines).toEqual([
    { name: 'A', values: [1, null] },
    { name: 'B', values: [3, 2] },
  ]);
});

test('values are written by the type of their field', () => {
  expect(plainValue({ type: 'DECIMAL' }, 12.5)).toBe('12,5');
  expect(plainValue({ type: 'INTEGER', role: 'MEASURE', unit: 'Rp' }, 13900)).toBe('13.900');
  expect(plainValue({ type: 'INTEGER', role: 'ATTRIBUTE' }, 2026)).toBe('2026');
  expect(plainValue({ type: 'TEXT', codes: [{ value: 'x', title: { id: 'Daring', en: 'Online' } }] }, 'x')).toBe('Daring');
  expect(plainValue({ type: 'POINT' }, { type: 'Point', coordinates: [109.3, -0.02] })).toBe('-0,02, 109,3');
  expect(plainValue({ type: 'TEXT' }, null)).toBe('–');
});

test('coordinates are degrees and minutes, seconds only where there are any', () => {
  expect(degrees(109.3333333)).toBe('109°20′');
  expect(degrees(-0.0375)).toBe('0°02′15″');
  expect(degrees(0.99999999)).toBe('1°00′');
});

test('a city without boundaries still has its places', () => {
  const city = cityOf({
    name: 'Pontianak',
    kelurahan: [{ code: '1', name: 'Akcaya', kecamatan: 'Selatan', longitude: 109.3, latitude: 0 }],
  });
  expect(city.boundaries).toEqual([]);
  expect(city.kelurahan).toHaveLength(1);
  expect(city.bbox[0]).toBeCloseTo(109.2721);
});

describe('where to go after signing in', () => {
  test.each(['/console/data', '/wall/led/left?x=1'])('%s is ours', (path) => {
    expect(ownPath(path, '/console/')).toBe(path);
  });

  test.each(['https://elsewhere.invalid/', '//elsewhere.invalid', '/\\elsewhere.invalid', 'javascript:alert(1)', '', null])(
    '%s is not',
    (path) => {
      expect(ownPath(path, '/console/')).toBe('/console/');
    },
  );
});
