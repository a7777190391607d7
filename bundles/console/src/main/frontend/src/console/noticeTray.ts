import './notice.css';
import { html, nothing } from 'lit';
import { PageElement } from '../shared/element';
import { icon } from '../shared/icons';
import { t } from '../shared/language';
import { acknowledge, openNotices, waiting } from '../shared/noticeList';
import { asProblem } from '../shared/resource';
import type { NoticeInfo } from '../shared/types';
import { empty, failed, skeleton } from '../shared/view';
import { city, departments } from '../shared/world';
import { noticeCard } from './noticeCard';
import { href } from './router';
import { soundBlocked, soundOn, switchSound } from './sound';

/** The drawer of open notices at the right of every page. */
class NoticeTray extends PageElement {
  private readonly busy = new Set<string>();
  private readonly problems = new Map<string, string>();

  constructor() {
    super(openNotices, departments, city, soundOn, soundBlocked);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const ticking = setInterval(() => this.requestUpdate(), 15_000);
    this.whileShown(() => clearInterval(ticking));
  }

  private async acknowledge(notice: NoticeInfo): Promise<void> {
    const id = String(notice.id);
    this.busy.add(id);
    this.problems.delete(id);
    this.requestUpdate();
    try {
      await acknowledge(notice);
    } catch (failure) {
      const problem = asProblem(failure);
      this.problems.set(id, problem.detail || problem.title);
    }
    this.busy.delete(id);
    this.requestUpdate();
    await this.updateComplete;
    // The button that had the focus is gone: the next one takes it.
    if (document.activeElement === document.body) {
      this.querySelector<HTMLElement>('.notice button, .close')?.focus();
    }
  }

  protected override render() {
    const { data, problem } = openNotices.get();
    const open = (data ?? []).filter(waiting);
    return html`<header>
        <h2>${t('notices.tray')} <span class="muted num">${open.length}</span></h2>
        <button class="button plain small icon-only" aria-pressed=${soundOn.get()} @click=${() => switchSound(!soundOn.get())}
          aria-label=${t('sound.label')} title=${t(soundOn.get() ? 'sound.on' : 'sound.off')}>
          ${icon(soundOn.get() ? 'sound' : 'mute')}
        </button>
        <a class="button plain small" href=${href('/notices')}>${t('action.all')}</a>
        <button class="button plain small icon-only close" aria-label=${t('action.close')}
          @click=${() => this.dispatchEvent(new CustomEvent('close'))}>
          ${icon('close')}
        </button>
      </header>
      <div class="list" tabindex="0" role="region" aria-label=${t('notices.tray')}>
        ${soundOn.get() && soundBlocked.get()
          ? html`<div class="banner blocked">${icon('mute')}${t('sound.blocked')}</div>`
          : nothing}
        ${data === null
          ? problem
            ? failed(problem, () => void openNotices.load())
            : skeleton()
          : open.length === 0
            ? empty(t('notices.noneOpen'), 'check')
            : open.map((each) =>
                noticeCard(each, (n) => void this.acknowledge(n), {
                  busy: this.busy.has(String(each.id)),
                  problem: this.problems.get(String(each.id)),
                }),
              )}
      </div>`;
  }
}

customElements.define('pcc-notice-tray', NoticeTray);
