import { describe, expect, test } from 'vitest';
import { age, brief, clock, dateTime, duration, hourMinute, number, relative } from '../src/shared/format';

const AT = '2026-11-24T03:12:05Z';

describe('times', () => {
  test('are those of Pontianak', () => {
    expect(hourMinute(AT)).toBe('10:12');
    expect(clock(AT)).toBe('10:12:05');
    expect(dateTime(AT)).toBe('24 Nov 2026, 10:12:05');
  });

  test('of another day say which', () => {
    expect(brief(AT, Date.parse('2026-11-24T16:00:00Z'))).toBe('10:12');
    expect(brief(AT, Date.parse('2026-11-24T18:00:00Z'))).toBe('24 Nov 10:12');
  });

  test('midnight is 00:00, never 24:00', () => {
    expect(hourMinute('2026-11-23T17:00:00Z')).toBe('00:00');
  });

  test('that are none are a dash', () => {
    expect(hourMinute(null)).toBe('–');
    expect(dateTime('nonsense')).toBe('–');
  });
});

describe('lengths of time', () => {
  test.each([
    [40_000, '40 dtk'],
    [12 * 60_000, '12 mnt'],
    [47 * 3_600_000, '47 jam'],
    [3 * 86_400_000, '3 hari'],
  ])('%d ms is %s', (ms, text) => {
    expect(age(ms)).toBe(text);
  });

  test('tell past from future', () => {
    const now = Date.parse(AT);
    expect(relative(now - 120_000, now)).toBe('2 mnt lalu');
    expect(relative(now + 30_000, now)).toBe('dalam 30 dtk');
    expect(relative(now - 1000, now)).toBe('baru saja');
    expect(relative(null, now)).toBe('belum pernah');
  });

  test.each([
    ['PT15M', 900_000],
    ['PT1H30M', 5_400_000],
    ['P1D', 86_400_000],
    ['PT0.5S', 500],
    ['P1DT12H', 129_600_000],
  ])('%s is %d ms', (text, ms) => {
    expect(duration(text)).toBe(ms);
  });

  test('that are none are not a number', () => {
    expect(duration(null)).toBeNaN();
    expect(duration('15 minutes')).toBeNaN();
    expect(duration('P')).toBeNaN();
  });
});

test('numbers are written the Indonesian way', () => {
  expect(number(1250.5)).toBe('1.250,5');
  expect(number(undefined)).toBe('–');
  expect(number(Number.NaN)).toBe('–');
});
