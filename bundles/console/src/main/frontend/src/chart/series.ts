import { get, query } from '../shared/api';
import { millis } from '../shared/format';
import type { Series } from './chart';

export interface SeriesRequest {
  measure: string;
  group?: string | null;
  from: string;
  to?: string;
  bucket: string;
  agg: string;
}

interface Bucket {
  t?: string | number;
  time?: string | number;
  at?: string | number;
  bucket?: string | number;
  group?: string | null;
  value?: number | null;
}

/** Asks the server for a measure over time. */
export async function loadSeries(dataset: string, request: SeriesRequest, signal?: AbortSignal): Promise<Series> {
  const path = `/api/datasets/${dataset}/series${query({ ...request })}`;
  return seriesOf(await get<unknown>(path, signal));
}

/**
 * Reads the answer of `/series` into columns: either a flat list of buckets with their group, or a list of
 * groups with their points.
 */
export function seriesOf(answer: unknown): Series {
  const whole = answer as { items?: unknown[]; series?: unknown[] };
  const list = (Array.isArray(answer) ? answer : (whole.series ?? whole.items ?? [])) as (Bucket & {
    points?: (Bucket | [string | number, number | null])[];
  })[];
  const flat: { at: number; group: string; value: number | null }[] = [];
  for (const each of list) {
    const group = each.group == null ? '' : String(each.group);
    if (Array.isArray(each.points)) {
      for (const point of each.points) {
        if (Array.isArray(point)) flat.push({ at: millis(point[0]), group, value: point[1] });
        else flat.push({ at: timeOf(point), group, value: point.value ?? null });
      }
    } else flat.push({ at: timeOf(each), group, value: each.value ?? null });
  }
  return columns(flat.filter((each) => Number.isFinite(each.at)));
}

function timeOf(bucket: Bucket): number {
  return millis(bucket.at ?? bucket.time ?? bucket.t ?? bucket.bucket);
}

function columns(flat: { at: number; group: string; value: number | null }[]): Series {
  const times = [...new Set(flat.map((each) => each.at))].sort((a, b) => a - b);
  const index = new Map(times.map((at, i) => [at, i]));
  const lines = new Map<string, (number | null)[]>();
  for (const { at, group, value } of flat) {
    let line = lines.get(group);
    if (!line) lines.set(group, (line = new Array<number | null>(times.length).fill(null)));
    line[index.get(at)!] = value;
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
