import { duration, millis } from '../shared/format';
import type { DatasetInfo } from '../shared/types';

/** Periods without anything new after which data counts as stale. */
export const PERIODS = 2;

/**
 * Since when the data of a widget is too old: the newest record's time of the dataset that is furthest
 * behind, or null while all are fresh. A dataset without a frequency is never stale: nobody can say.
 */
export function staleSince(
  datasets: readonly Pick<DatasetInfo, 'frequency' | 'newest'>[],
  now: number,
): number | null {
  let oldest: number | null = null;
  for (const dataset of datasets) {
    const period = duration(dataset.frequency);
    const newest = millis(dataset.newest);
    if (Number.isNaN(period) || Number.isNaN(newest) || now - newest <= PERIODS * period) continue;
    if (oldest === null || newest < oldest) oldest = newest;
  }
  return oldest;
}
