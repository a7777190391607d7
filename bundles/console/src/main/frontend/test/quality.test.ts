import { describe, expect, it } from 'vitest';
import { lastDays, percent } from '../src/console/qualityPanel';

describe('quality', () => {
  it('never rounds a share that is not whole to all', () => {
    expect(percent(0.99999)).toBe('99,9 %');
    expect(percent(1)).toBe('100 %');
    expect(percent(0)).toBe('0 %');
    expect(percent(null)).toBe('–');
  });

  it('has every day, also those on which nothing came, over a month end', () => {
    const day = (name: string) =>
      ({ day: name, accepted: 1, unchanged: 0, quarantined: 0, completeness: 1, validity: 1, timeliness: null, duplicates: 0 });
    const days = lastDays([day('2026-02-27'), day('2026-03-01')], '2026-03-01', 4);
    expect(days.map((each) => each.day)).toEqual(['2026-02-26', '2026-02-27', '2026-02-28', '2026-03-01']);
    expect(days.map((each) => each.data?.accepted)).toEqual([undefined, 1, undefined, 1]);
  });
});
