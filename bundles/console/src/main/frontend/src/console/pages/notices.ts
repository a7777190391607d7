import '../notice.css';
import { html, nothing } from 'lit';
import { get, query, type Problem } from '../../shared/api';
import { PageElement } from '../../shared/element';
import { icon } from '../../shared/icons';
import { t } from '../../shared/language';
import { acknowledge, openNotices, waiting } from '../../shared/noticeList';
import { asProblem } from '../../shared/resource';
import type { Items, NoticeInfo } from '../../shared/types';
import { empty, failed, skeleton } from '../../shared/view';
import { city, departments } from '../../shared/world';
import { noticeCard } from '../noticeCard';
import { parameter, route, setParameters } from '../router';
import { soundOn, switchSound } from '../sound';

const FILTERS = { open: 'notices.open', acknowledged: 'notices.acknowledged', all: 'notices.every' } as const;
type Filter = keyof typeof FILTERS;

/** All notices, open or not. */
class Notices extends PageElement {
  private items: NoticeInfo[] | null = null;
  private next: string | null = null;
  private problem: Problem | null = null;
  private loaded: Filter | null = null;
  private readonly problems = new Map<string, string>();

  constructor() {
    super(city, departments, route, soundOn);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileShown(openNotices.watch((now) => !now.loading && void this.load()));
    const ticking = setInterval(() => this.requestUpdate(), 15_000);
    this.whileShown(() => clearInterval(ticking));
  }

  private filter(): Filter {
    const wanted = parameter('state') as Filter | null;
    return wanted && wanted in FILTERS ? wanted : 'open';
  }

  protected override willUpdate(): void {
    if (this.loaded === this.filter()) return;
    this.loaded = this.filter();
    this.items = null;
    void this.load();
  }

  private async load(more = false): Promise<void> {
    const state = this.filter();
    try {
      const page = await get<Items<NoticeInfo>>(
        `/api/notices${query({ state, limit: 50, cursor: more ? this.next : null })}`,
      );
      if (state !== this.filter()) return;
      // What matters still and is acknowledged has a place of its own here.
      const items = state === 'open' ? page.items.filter(waiting) : page.items;
      this.items = more ? [...(this.items ?? []), ...items] : items;
      this.next = page.next ?? null;
      this.problem = null;
    } catch (failure) {
      this.problem = asProblem(failure);
    }
    this.requestUpdate();
  }

  private async acknowledge(notice: NoticeInfo): Promise<void> {
    this.problems.delete(String(notice.id));
    try {
      await acknowledge(notice);
      await this.load();
    } catch (failure) {
      const problem = asProblem(failure);
      this.problems.set(String(notice.id), problem.detail || problem.title);
      this.requestUpdate();
    }
  }

  protected override render() {
    const filter = this.filter();
    return html`<div class="page notices-page">
      <div class="page-head">
        <div class="titles"><h1>${t('notices.title')}</h1><p class="sub">${t('notices.sub')}</p></div>
        <div class="acts">
          <button class="button" aria-pressed=${soundOn.get()} @click=${() => switchSound(!soundOn.get())}>
            ${icon(soundOn.get() ? 'sound' : 'mute')}${t(soundOn.get() ? 'sound.on' : 'sound.off')}
          </button>
        </div>
      </div>
      <div class="segments" role="group" aria-label=${t('notices.title')}>
        ${(Object.keys(FILTERS) as Filter[]).map(
          (each) => html`<button aria-pressed=${each === filter} @click=${() => setParameters({ state: each === 'open' ? null : each })}>
            ${t(FILTERS[each])}
          </button>`,
        )}
      </div>
      <div class="panel">
        <h2 class="visually-hidden">${t(FILTERS[filter])}</h2>
        ${this.problem && !this.items
          ? failed(this.problem, () => void this.load())
          : this.items === null
            ? skeleton(6)
            : this.items.length === 0
              ? empty(t(filter === 'open' ? 'notices.noneOpen' : 'notices.none'), 'check')
              : this.items.map((each) =>
                  noticeCard(each, (n) => void this.acknowledge(n), { problem: this.problems.get(String(each.id)) }),
                )}
      </div>
      ${this.next ? html`<div><button class="button" @click=${() => void this.load(true)}>${t('action.more')}</button></div>` : nothing}
    </div>`;
  }
}

customElements.define('pcc-notices', Notices);
