import { html, nothing, render } from 'lit';
import { hourMinute, millis, brief } from '../../shared/format';
import { local, t, word } from '../../shared/language';
import { levelOfSeverity } from '../../shared/levels';
import { severityMark } from '../../shared/mark';
import { lastOf, openNotices, waiting } from '../../shared/noticeList';
import type { NoticeInfo } from '../../shared/types';
import type { WidgetModule } from '../widget';

/** The open notices, those nobody has acknowledged first; as many as there is room for. */
export const noticesWidget: WidgetModule = {
  id: 'notices',
  version: '1.0.0',
  title: { id: 'Pemberitahuan', en: 'Notices' },
  create(host) {
    host.css(`
      .notices { height: 100%; display: grid; grid-template: minmax(0, 1fr) / minmax(0, 1fr) auto; gap: 0.8em; }
      .columns { display: grid; gap: 0 1.6em; align-content: start; overflow: hidden; }
      .notice { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 0.8em; padding: 0.34em 0;
        border-top: 2px solid var(--line); }
      .notice[data-seen] { opacity: 0.62; }
      .notice b { grid-column: 1 / -1; font-weight: 560; overflow: hidden; display: -webkit-box; -webkit-line-clamp: 2;
        -webkit-box-orient: vertical; }
      .notice p { grid-column: 1 / -1; color: var(--text-2); overflow: hidden; display: -webkit-box;
        -webkit-line-clamp: 2; -webkit-box-orient: vertical; }
      .more { align-self: end; }
      .notices[data-narrow] { grid-template: minmax(0, 1fr) auto / minmax(0, 1fr); gap: 0.2em; }
      .notices[data-narrow] .more { justify-self: end; }
    `);
    const draw = () => {
      const now = Date.now();
      const open = (openNotices.data ?? [])
        .filter((each) => !each.expires || millis(each.expires) > now)
        .sort((a, b) => Number(waiting(b)) - Number(waiting(a)));
      const columns = Math.max(1, Math.min(open.length, Math.floor(host.size.w / (host.text * 16))));
      show(open, open.length, columns, true);
      const box = host.element.querySelector<HTMLElement>('.columns');
      const overfull = () => box !== null && box.scrollHeight > box.clientHeight + 1;
      // There are no scrollbars on a wall: leave out the texts, then notices from the end, until the rest fits.
      let shown = open.length;
      if (overfull()) show(open, shown, columns, false);
      while (shown > 1 && overfull()) show(open, --shown, columns, false);
    };
    const show = (open: NoticeInfo[], count: number, columns: number, texts: boolean) => {
      render(
        open.length === 0
          ? html`<div class="calm">${t('notices.noneOpen')}</div>`
          : html`<div class="notices" ?data-narrow=${columns === 1}>
              <div class="columns">${open.slice(0, count).map((each) => entry(each, texts))}</div>
              ${count < open.length ? html`<div class="more muted num">+${open.length - count}</div>` : nothing}
            </div>`,
        host.element,
      );
      const box = host.element.querySelector<HTMLElement>('.columns');
      if (box) box.style.gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`;
    };
    const stop = openNotices.watch(draw);
    host.every(30_000, draw);
    draw();
    void document.fonts.ready.then(() => host.signal.aborted || draw());
    return { update: draw, resize: draw, destroy: stop };
  },
};

function entry(notice: NoticeInfo, texts: boolean) {
  return html`<div class="notice" data-level=${levelOfSeverity(notice.severity)} ?data-seen=${!waiting(notice)}>
    <span>${severityMark(notice.severity)}${notice.exercise ? html` <span class="muted">${word('notice', 'exercise')}</span>` : nothing}</span>
    <span class="muted num"
      >${brief(lastOf(notice))}${notice.expires ? html`–${hourMinute(notice.expires)}` : nothing}</span
    >
    <b>${local(notice.title)}</b>
    ${texts ? html`<p>${local(notice.text)}</p>` : nothing}
  </div>`;
}
