import { describe, expect, test } from 'vitest';
import { leastText, seenIn, turned, windowOf } from '../src/wall/plan';
import { offsetOf } from '../src/wall/serverClock';
import { staleSince } from '../src/wall/stale';

const SURFACE = {
  widthPx: 7200,
  heightPx: 1600,
  outputs: [
    { name: 'left', x: 0, y: 0, w: 3600, h: 1600 },
    { name: 'right', x: 3600, y: 0, w: 3600, h: 1600 },
  ],
};

describe('an output', () => {
  test('shows its part of the surface', () => {
    expect(windowOf(SURFACE, 'right')).toMatchObject({ x: 3600, w: 3600 });
    expect(windowOf(SURFACE, '')).toEqual({ x: 0, y: 0, w: 7200, h: 1600 });
    expect(windowOf(SURFACE, 'ceiling')).toBeNull();
  });

  test('mounts what is seen of it, and what crosses the seam on both sides', () => {
    const widgets = [
      { id: 'a', x: 0, y: 0, w: 3600, h: 100 },
      { id: 'b', x: 3500, y: 0, w: 200, h: 100, z: 2 },
      { id: 'c', x: 3600, y: 0, w: 100, h: 100, z: 1 },
    ];
    const ids = (output: string) => seenIn(widgets, windowOf(SURFACE, output)!).map((each) => each.id);
    expect(ids('left')).toEqual(['a', 'b']);
    expect(ids('right')).toEqual(['c', 'b']);
  });

  test('turns its picture where its screen is turned, and never scales it', () => {
    expect(turned({ w: 1920, h: 1080, rotation: 0 })).toBe('');
    expect(turned({ w: 1920, h: 1080, rotation: 90 })).toBe('translate(1080px, 0) rotate(90deg)');
  });

  test('has a least size of text', () => {
    expect(leastText({ minimumTextPx: 33 })).toBe(33);
    expect(leastText({})).toBe(32);
  });
});

describe('data is stale', () => {
  const now = Date.parse('2026-11-24T10:00:00+07:00');
  const dataset = (minutes: number, frequency: string | null) => ({
    frequency,
    newest: new Date(now - minutes * 60_000).toISOString(),
  });

  test('after two periods of its dataset', () => {
    expect(staleSince([dataset(20, 'PT10M')], now)).toBeNull();
    expect(staleSince([dataset(21, 'PT10M')], now)).toBe(now - 21 * 60_000);
  });

  test('as the dataset that is furthest behind', () => {
    expect(staleSince([dataset(30, 'PT10M'), dataset(50, 'PT10M'), dataset(1, 'PT10M')], now)).toBe(now - 50 * 60_000);
  });

  test('never where nobody can say how often something new is due', () => {
    expect(staleSince([dataset(10_000, null)], now)).toBeNull();
    expect(staleSince([{ frequency: 'PT1M', newest: null }], now)).toBeNull();
  });
});

test('the clock is set by the answer that came quickest', () => {
  const offset = offsetOf([
    { sent: 1000, answered: 5900, received: 1900 },
    { sent: 2000, answered: 6005, received: 2010 },
  ]);
  expect(offset).toBe(4000);
});
