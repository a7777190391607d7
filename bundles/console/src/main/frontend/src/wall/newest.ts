import { millis } from '../shared/format';
import { live } from '../shared/live';
import type { DatasetInfo, Row } from '../shared/types';
import { datasets } from '../shared/world';

/** The newest times that the live feed told since the catalogue was loaded, in milliseconds. */
const told = new Map<string, number>();
const followed = new Map<string, () => void>();

/** The catalogue with the newest times that are known by now. */
export function freshCatalogue(): DatasetInfo[] {
  return (datasets.data ?? []).map((dataset) => {
    const newest = told.get(`${dataset.department}/${dataset.name}`);
    return newest !== undefined && !(millis(dataset.newest) >= newest)
      ? { ...dataset, newest: new Date(newest).toISOString() }
      : dataset;
  });
}

/** Follows the records of these datasets, and of no others. */
export function followNewest(names: ReadonlySet<string>): void {
  for (const [name, stop] of followed) {
    if (names.has(name)) continue;
    stop();
    followed.delete(name);
  }
  for (const name of names) {
    if (followed.has(name)) continue;
    followed.set(
      name,
      live.subscribe(`dataset:${name}`, (event) => note(name, (event.data.records as Row[] | undefined) ?? [])),
    );
  }
}

function note(name: string, rows: readonly Row[]): void {
  const dataset = datasets.data?.find((each) => `${each.department}/${each.name}` === name);
  const time = dataset?.time;
  if (!time) return;
  for (const row of rows) {
    const at = millis(row[time] as string);
    if (!(at <= (told.get(name) ?? -Infinity)) && !Number.isNaN(at)) told.set(name, at);
  }
}
