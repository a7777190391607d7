import { get, send } from './api';
import { millis } from './format';
import { badness, levelOfSeverity } from './levels';
import { Resource } from './resource';
import type { Items, NoticeInfo } from './types';

/** The notices that matter now, worst and newest first. */
export const openNotices = new Resource(async () =>
  sorted((await get<Items<NoticeInfo>>('/api/notices?state=open&limit=200')).items),
);

/** Worst first, of one severity the newest first; exercises last. */
export function sorted(notices: readonly NoticeInfo[]): NoticeInfo[] {
  return [...notices].sort(
    (a, b) =>
      Number(a.exercise ?? false) - Number(b.exercise ?? false) ||
      badness(levelOfSeverity(b.severity)) - badness(levelOfSeverity(a.severity)) ||
      millis(lastOf(b)) - millis(lastOf(a)),
  );
}

/** When a notice was raised last. */
export function lastOf(notice: NoticeInfo): string | null {
  return notice.lastAt ?? notice.at ?? notice.firstAt ?? null;
}

/** Whether nobody has acknowledged the notice yet. */
export function waiting(notice: NoticeInfo): boolean {
  return !notice.acknowledgedAt;
}

/** Acknowledges a notice and loads the list again. */
export async function acknowledge(notice: NoticeInfo): Promise<void> {
  await send('POST', `/api/notices/${encodeURIComponent(String(notice.id))}/acknowledge`);
  await openNotices.load();
}
