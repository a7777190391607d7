import { get, query } from '../shared/api';
import { millis } from '../shared/format';
import type { Items } from '../shared/types';
import type { Series } from './chart';

export interface SeriesRequest {
  measure: string;
  group?: string | null;
  from: string;
  to?: string;
  bucket: string;
  agg: string;
}

/** The value of a group in one bucket of time. */
export interface Point {
  group: string;
  at: string;
  value: number;
}

/** Asks the server for a measure over time. */
export async function loadSeries(dataset: string, request: SeriesRequest, signal?: AbortSignal): Promise<Series> {
  const path = `/api/datasets/${dataset}/series${query({ ...request })}`;
  return seriesOf((await get<Items<Point>>(path, signal)).items);
}

/** Turns points into columns: one of times, and one of values for each group, with null where it has none. */
export function seriesOf(points: readonly Point[]): Series {
  const times = [...new Set(points.map((each) => millis(each.at)))].sort((a, b) => a - b);
  const index = new Map(times.map((at, i) => [at, i]));
  const lines = new Map<string, (number | null)[]>();
  for (const { at, group, value } of points) {
    let line = lines.get(group);
    if (!line) lines.set(group, (line = new Array<number | null>(times.length).fill(null)));
    line[index.get(millis(at))!] = value;
  }
  return {
    times: times.map((at) => at / 1000),
    lines: [...lines]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([name, values]) => ({ name, values })),
  };
}

/** A bucket that gives a few hundred points over a range of so many milliseconds. */
export function bucketFor(range: number): string {
  const steps: [number, string][] = [
    [6 * 3_600_000, 'PT1M'],
    [24 * 3_600_000, 'PT5M'],
    [7 * 86_400_000, 'PT1H'],
  ];
  return steps.find(([limit]) => range <= limit)?.[1] ?? 'PT6H';
}
