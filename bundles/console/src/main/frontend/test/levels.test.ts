import { describe, expect, test } from 'vitest';
import { classOf, levelOf, levelOfSeverity, measureOf } from '../src/shared/levels';
import { sorted } from '../src/shared/noticeList';
import type { NoticeInfo, ValueClass } from '../src/shared/types';

const number = (from: number, level: string): ValueClass => ({ field: 'ispu', from, level, title: level });
const text = (value: string, level: string): ValueClass => ({ field: 'keadaan', value, level, title: level });
const ISPU = { classes: [number(0, 'NORMAL'), number(51, 'WATCH'), number(101, 'WARNING')] };

describe('the class of a record', () => {
  test.each([
    [50, 'NORMAL'],
    [51, 'WATCH'],
    [300, 'WARNING'],
  ])('%d is %s', (ispu, level) => {
    expect(classOf({ ispu }, ISPU)?.level).toBe(level);
  });

  test('is by the exact text where the classes are texts', () => {
    const layer = { classes: [text('online', 'NORMAL'), text('offline', 'WARNING')] };
    expect(classOf({ keadaan: 'offline' }, layer)?.level).toBe('WARNING');
    expect(classOf({ keadaan: 'other' }, layer)).toBeNull();
  });

  test('is none without a value', () => {
    expect(classOf({ ispu: null }, ISPU)).toBeNull();
    expect(classOf({}, ISPU)).toBeNull();
  });

  test('the measure is the field of the numbers', () => {
    expect(measureOf(ISPU)).toBe('ispu');
    expect(measureOf({ classes: [text('offline', 'WARNING')] })).toBeNull();
  });
});

test('words of levels are read in any case; an unknown one is no level', () => {
  expect(levelOf('extreme')).toBe(4);
  expect(levelOf('WATCH')).toBe(1);
  expect(levelOf('purple')).toBe(-1);
  expect(levelOfSeverity('Moderate')).toBe(2);
});

test('notices stand worst first, of one severity the newest first, exercises last', () => {
  const notice = (id: number, severity: string, lastAt: string, exercise = false): NoticeInfo => ({
    id,
    source: 'bpbd',
    severity,
    title: 't',
    lastAt,
    exercise,
  });
  const all = [
    notice(1, 'minor', '2026-11-24T10:00:00+07:00'),
    notice(2, 'extreme', '2026-11-24T09:00:00+07:00', true),
    notice(3, 'severe', '2026-11-24T08:00:00+07:00'),
    notice(4, 'severe', '2026-11-24T09:00:00+07:00'),
  ];
  expect(sorted(all).map((each) => each.id)).toEqual([4, 3, 1, 2]);
});
