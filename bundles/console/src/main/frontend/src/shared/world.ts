import { get } from './api';
import { cityOf, type CityAnswer } from './city';
import { openCommands } from './commandList';
import { live } from './live';
import { openNotices } from './noticeList';
import { Resource } from './resource';
import type { DatasetInfo, DepartmentInfo, Items } from './types';

/** What the whole page shares about the command center, kept up to date by the live feed. */
export const departments = new Resource(async () =>
  (await get<Items<DepartmentInfo>>('/api/departments')).items,
);

export const datasets = new Resource(async () => {
  const found: DatasetInfo[] = [];
  let cursor: string | null | undefined;
  do {
    const page: Items<DatasetInfo> = await get(
      `/api/datasets?limit=500${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
    );
    found.push(...page.items.map(described));
    cursor = page.next;
  } while (cursor);
  return found;
});

export const city = new Resource(async () => cityOf(await get<CityAnswer>('/api/city')));

/** A dataset of the catalogue by `department/dataset`. */
export function datasetNamed(name: string): DatasetInfo | null {
  return datasets.data?.find((each) => `${each.department}/${each.name}` === name) ?? null;
}

/** The field of a dataset that has that role. */
export function fieldOfRole(dataset: DatasetInfo, role: string): string | null {
  return dataset.fields.find((field) => field.role.toLowerCase() === role)?.name ?? null;
}

function described(dataset: DatasetInfo): DatasetInfo {
  const slash = dataset.name.indexOf('/');
  const name = slash < 0 ? dataset.name : dataset.name.slice(slash + 1);
  const whole = { ...dataset, name };
  return {
    ...whole,
    time: dataset.time ?? fieldOfRole(whole, 'time'),
    geometry: fieldOfRole(whole, 'geometry'),
  };
}

let started = false;

/** Loads what is shared and keeps it fresh. */
export function startWorld(): void {
  if (started) return;
  started = true;
  void departments.load();
  void datasets.load();
  void city.load();
  void openNotices.load();
  void openCommands.load();
  live.subscribe('departments', () => {
    departments.loadSoon();
    datasets.loadSoon();
  });
  live.subscribe('notices', () => openNotices.loadSoon(50));
  live.subscribe('commands', () => openCommands.loadSoon(50));
  // After a lost connection everything may have changed; a slow refresh also mends what no event told.
  live.state.watch((state) => {
    if (state === 'live') refresh();
  });
  setInterval(refresh, 60_000);
}

function refresh(): void {
  departments.loadSoon();
  datasets.loadSoon();
  openNotices.loadSoon();
  openCommands.loadSoon();
  if (!city.data) city.loadSoon();
}
