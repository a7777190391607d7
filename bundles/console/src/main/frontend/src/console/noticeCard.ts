import { html, nothing, type TemplateResult } from 'lit';
import { may } from '../shared/api';
import { brief, dateTime, millis, relative } from '../shared/format';
import { icon } from '../shared/icons';
import { local, t, word } from '../shared/language';
import { levelOfSeverity } from '../shared/levels';
import { severityMark } from '../shared/mark';
import { lastOf, waiting } from '../shared/noticeList';
import type { NoticeInfo } from '../shared/types';
import { city, departments } from '../shared/world';
import { href } from './router';

/** The names of the kelurahan concerned, at most three spelled out. */
export function placeNames(notice: NoticeInfo): string {
  const codes = notice.place?.kelurahan ?? [];
  const names = codes.map((code) => city.data?.kelurahan.find((each) => each.code === code)?.name ?? code);
  return names.length > 4 ? `${names.slice(0, 3).join(', ')} +${names.length - 3}` : names.join(', ');
}

/** The page on which people do something about a notice, where there is one. */
function place(notice: NoticeInfo): string | null {
  const command = notice.source === 'command' ? /^(?:waiting|ended):([0-9a-f-]{36})$/.exec(notice.fingerprint ?? '')?.[1] : null;
  return command ? href(`/commands/${command}`) : null;
}

/** What people call the source of a notice. */
export function sourceName(source: string): string {
  if (source === 'command') return t('nav.commands');
  const found = departments.data?.find((each) => each.name === source);
  return found ? source.toUpperCase() : source;
}

/** One notice: how bad, what, where, since when, and the button that says one has seen it. */
export function noticeCard(
  notice: NoticeInfo,
  act: (notice: NoticeInfo) => void,
  options: { busy?: boolean; problem?: string; compact?: boolean } = {},
): TemplateResult {
  const at = lastOf(notice);
  const places = placeNames(notice);
  const page = place(notice);
  const over = notice.expires && millis(notice.expires) < Date.now();
  return html`<article class="notice" data-level=${levelOfSeverity(notice.severity)} ?data-seen=${!waiting(notice)}>
    <div class="row head">
      ${severityMark(notice.severity)} ${notice.exercise ? html`<span class="tag">${word('notice', 'exercise')}</span>` : nothing}
      ${(notice.times ?? 1) > 1 ? html`<span class="tag num">${t('notices.folded', { n: notice.times ?? 1 })}</span>` : nothing}
      <time class="spread muted num" datetime=${at ?? ''} title=${dateTime(at)}>${relative(at)}</time>
    </div>
    <h3>${local(notice.title)}</h3>
    ${options.compact ? nothing : html`<p class="text">${local(notice.text)}</p>`}
    ${page ? html`<p><a href=${page}>${t('commands.openOne')}</a></p>` : nothing}
    <div class="row foot">
      <span class="muted"
        >${sourceName(notice.source)}${places ? html` · ${places}` : nothing}${notice.expires && !over
          ? html` · ${t('notices.expires', { time: brief(notice.expires) })}`
          : nothing}</span
      >
      ${waiting(notice)
        ? may('operator')
          ? html`<button class="button small spread" ?disabled=${options.busy} @click=${() => act(notice)}>
              ${icon('check')}${t('action.acknowledge')}
            </button>`
          : nothing
        : html`<span class="muted spread"
            >${icon('check')} ${t('notices.by', { who: notice.acknowledgedBy ?? '–', time: brief(notice.acknowledgedAt) })}</span
          >`}
    </div>
    ${notice.settledAt ? html`<p class="muted">${t('notices.settled', { time: brief(notice.settledAt) })}</p>` : nothing}
    ${options.problem ? html`<p class="problem" role="alert">${options.problem}</p>` : nothing}
  </article>`;
}
