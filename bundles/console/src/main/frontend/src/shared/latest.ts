import { get } from './api';
import { millis } from './format';
import { live, type SharedLive } from './live';
import { asProblem } from './resource';
import type { DatasetInfo, Items, Row } from './types';
import { Value } from './value';

/** The fields that name a thing or a series: the key without the time. */
export function seriesKey(dataset: Pick<DatasetInfo, 'key' | 'time'>): string[] {
  return dataset.key.filter((field) => field !== dataset.time);
}

/** What names the thing that a row is about. */
export function keyOf(row: Row, fields: readonly string[]): string {
  return fields.map((field) => String(row[field] ?? '')).join('\u001f');
}

/** Whether a row of the feed is newer than the one we have; a late delivery never is. */
export function replaces(next: Row, now: Row | undefined, time: string | null | undefined): boolean {
  if (!now || !time) return true;
  const [after, before] = [millis(next[time] as string), millis(now[time] as string)];
  return Number.isNaN(before) || after >= before;
}

/** Whether a row no longer holds: the moment in its field `until` is over. */
export function expired(row: Row, until: string | null | undefined, now: number): boolean {
  const at = until ? row[until] : null;
  return typeof at === 'string' && millis(at) <= now;
}

/** The newest record of each key of a dataset, followed live. */
export class Latest {
  readonly rows = new Value<Row[]>([]);
  readonly ready = new Value(false);
  /** Milliseconds of the newest record's time, NaN while there is none. */
  newest = Number.NaN;
  private readonly byKey = new Map<string, Row>();
  private readonly stop: () => void;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private closed = false;
  private loading = false;
  /** What came while everything was being read anew. */
  private meanwhile: Row[] = [];

  constructor(
    readonly dataset: DatasetInfo,
    feed: SharedLive = live,
  ) {
    this.stop = feed.subscribe(`dataset:${this.name}`, (event) => {
      if (event.type === 'reset' || event.type === 'deleted') return void this.load();
      const records = (event.data.records as Row[] | undefined) ?? [];
      this.meanwhile.push(...(this.loading ? records : []));
      this.merge(records);
    });
    void this.load();
  }

  get name(): string {
    return `${this.dataset.department}/${this.dataset.name}`;
  }

  private async load(): Promise<void> {
    clearTimeout(this.retry);
    this.loading = true;
    this.meanwhile = [];
    try {
      const page = await get<Items<Row>>(`/api/datasets/${this.name}/records?latest=true&limit=1000`);
      if (this.closed) return;
      this.loading = false;
      // Records that were deleted are in neither.
      this.byKey.clear();
      this.newest = Number.NaN;
      this.rows.set([]);
      this.merge([...page.items, ...this.meanwhile]);
      this.ready.set(true);
    } catch (failure) {
      if (this.closed || asProblem(failure).status === 404) return this.ready.set(true);
      this.retry = setTimeout(() => void this.load(), 5_000);
    }
  }

  private merge(rows: readonly Row[]): void {
    if (rows.length === 0) return;
    const fields = seriesKey(this.dataset);
    for (const row of rows) {
      const key = keyOf(row, fields);
      if (!replaces(row, this.byKey.get(key), this.dataset.time)) continue;
      this.byKey.set(key, row);
      const at = millis((this.dataset.time && (row[this.dataset.time] as string)) || row._received);
      if (!(at <= this.newest)) this.newest = at;
    }
    this.rows.set([...this.byKey.values()]);
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.retry);
    this.stop();
  }
}

const shared = new Map<string, Latest>();

/** The newest records of a dataset, one copy for the whole page; made again when its fields change. */
export function latestOf(dataset: DatasetInfo): Latest {
  const name = `${dataset.department}/${dataset.name}`;
  const before = shared.get(name);
  if (before && shapeOf(before.dataset) === shapeOf(dataset)) return before;
  before?.close();
  const latest = new Latest(dataset);
  shared.set(name, latest);
  return latest;
}

function shapeOf(dataset: DatasetInfo): string {
  return dataset.key.join() + dataset.fields.map((field) => field.name).join();
}
