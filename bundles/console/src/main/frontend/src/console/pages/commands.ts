import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { get, may, query, type Problem } from '../../shared/api';
import { countdown, isMine, isOpen, actorName, offersOf, openCommands, stateOf, toldText, waitsForApproval } from '../../shared/commandList';
import { PageElement } from '../../shared/element';
import { age, dateTime, duration, millis, relative } from '../../shared/format';
import { icon } from '../../shared/icons';
import { local, t, type TextKey } from '../../shared/language';
import { mark } from '../../shared/mark';
import { asProblem, Resource } from '../../shared/resource';
import type { CommandOffer, IssuedCommand, Items } from '../../shared/types';
import { empty, failed, skeleton } from '../../shared/view';
import { departments } from '../../shared/world';
import '../commandForm';
import type { CommandForm } from '../commandForm';
import '../commandDetail';
import { follow, go, href, parameter, route, setParameters } from '../router';
import './commands.css';

const FILTERS = {
  open: { text: 'commands.open', state: 'open', none: 'commands.noneOpen' },
  approval: { text: 'commands.approvals', state: 'requested', none: 'commands.noneWaiting' },
  ended: { text: 'commands.ended', state: 'confirmed,failed,expired', none: 'commands.none' },
  all: { text: 'commands.all', state: 'all', none: 'commands.none' },
} satisfies Record<string, { text: TextKey; state: string; none: TextKey }>;
type Filter = keyof typeof FILTERS;

/** What departments can be told, who asked for what, and what became of it; one in full when `order` is given. */
class Commands extends PageElement {
  @property() order = '';
  private readonly offers: Resource<Awaited<ReturnType<typeof offersOf>>>;
  private items: IssuedCommand[] | null = null;
  private next: string | null = null;
  private problem: Problem | null = null;
  private loaded: Filter | null = null;

  constructor() {
    const offers = new Resource(() => offersOf(departments.data ?? []));
    super(departments, openCommands, route, offers);
    this.offers = offers;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (departments.data) void this.offers.load();
    this.whileShown(departments.watch((now) => !now.loading && this.offers.loadSoon()));
    this.whileShown(openCommands.watch((now) => !now.loading && this.loaded && void this.load()));
    const ticking = setInterval(() => (openCommands.data?.length ?? 0) > 0 && this.requestUpdate(), 1000);
    this.whileShown(() => clearInterval(ticking));
  }

  private filter(): Filter {
    const wanted = parameter('show') as Filter | null;
    return wanted && wanted in FILTERS ? wanted : 'all';
  }

  protected override willUpdate(): void {
    if (this.order || this.loaded === this.filter()) return;
    this.loaded = this.filter();
    this.items = null;
    void this.load();
  }

  private async load(more = false): Promise<void> {
    const filter = this.filter();
    try {
      const page = await get<Items<IssuedCommand>>(
        `/api/commands${query({ state: FILTERS[filter].state, limit: 50, cursor: more ? this.next : null })}`,
      );
      if (filter !== this.filter()) return;
      this.items = more ? [...(this.items ?? []), ...page.items] : page.items;
      this.next = page.next ?? null;
      this.problem = null;
    } catch (failure) {
      this.problem = asProblem(failure);
    }
    this.requestUpdate();
  }

  protected override render() {
    if (this.order) return html`<pcc-command .order=${this.order}></pcc-command>`;
    const filter = this.filter();
    return html`<div class="page commands-page">
      <div class="page-head">
        <div class="titles"><h1>${t('commands.title')}</h1><p class="sub">${t('commands.sub')}</p></div>
      </div>
      <div class="commands-grid">
        <section class="panel" aria-labelledby="offers-title">
          <header><h2 id="offers-title">${t('commands.offers')}</h2></header>
          ${this.offerList()}
        </section>
        <section class="panel" aria-labelledby="requests-title">
          <header>
            <h2 id="requests-title">${t('commands.list')}</h2>
            <div class="aside">
              <div class="segments" role="group" aria-label=${t('commands.list')}>
                ${(Object.keys(FILTERS) as Filter[]).map(
                  (each) => html`<button aria-pressed=${each === filter} @click=${() => setParameters({ show: each === 'all' ? null : each })}>
                    ${t(FILTERS[each].text)}
                  </button>`,
                )}
              </div>
            </div>
          </header>
          ${this.problem && !this.items
            ? failed(this.problem, () => void this.load())
            : this.items === null
              ? skeleton(6)
              : this.items.length === 0
                ? empty(t(FILTERS[filter].none), 'megaphone')
                : this.table(this.items)}
          ${this.next ? html`<div class="body"><button class="button" @click=${() => void this.load(true)}>${t('action.more')}</button></div>` : nothing}
        </section>
      </div>
      <pcc-command-form @asked=${(e: CustomEvent<IssuedCommand | null>) => e.detail && go(`/commands/${e.detail.id}`)}></pcc-command-form>
    </div>`;
  }

  private offerList(): TemplateResult {
    const { data, problem } = this.offers.get();
    if (data === null) return problem ? failed(problem, () => void this.offers.load()) : skeleton(5);
    if (data.length === 0) return empty(t('commands.noOffers'), 'megaphone');
    return html`<div class="offer-list">
      ${data.map(
        ({ department, commands }) => html`<div class="offer-group">
          <h3>${local(department.title)} <span class="muted mono">${department.name}</span></h3>
          <ul>
            ${commands.map((offer) => html`<li>${this.offer(offer, () => void this.form.show(department, offer))}</li>`)}
          </ul>
        </div>`,
      )}
      ${may('operator') ? nothing : html`<p class="muted note">${t('commands.mayNotAsk')}</p>`}
    </div>`;
  }

  private get form(): CommandForm {
    return this.querySelector<CommandForm>('pcc-command-form')!;
  }

  private offer(offer: CommandOffer, open: () => void): TemplateResult {
    return html`<button class="offer" ?disabled=${!offer.ready || !may('operator')} @click=${open}>
      <b>${local(offer.title)}</b>
      <span class="row">
        <span class="tag">${icon(offer.fourEyes ? 'user' : 'right')}${t(offer.fourEyes ? 'commands.fourEyes' : 'commands.once')}</span>
        <span class="muted">${t('commands.valid', { age: age(duration(offer.timeToLive)) })}</span>
        ${offer.ready ? nothing : html`<span class="soft">${icon('offline')} ${t('commands.notReady')}</span>`}
      </span>
    </button>`;
  }

  private table(items: IssuedCommand[]): TemplateResult {
    return html`<div class="table-wrap">
      <table>
        <thead>
          <tr>
            <th>${t('commands.what')}</th>
            <th>${t('commands.state')}</th>
            <th class="number">${t('commands.left')}</th>
            <th>${t('commands.asked')}</th>
          </tr>
        </thead>
        <tbody>
          ${items.map((each) => this.line(each))}
        </tbody>
      </table>
    </div>`;
  }

  private line(command: IssuedCommand): TemplateResult {
    const state = stateOf(command);
    const path = `/commands/${command.id}`;
    return html`<tr class="link-row" @click=${(e: Event) => follow(e, path)}>
      <td>
        <a href=${href(path)}><b>${local(command.title)}</b></a>
        <div class="muted">${[command.department.toUpperCase(), ...command.told.map(toldText)].join(' · ')}</div>
      </td>
      <td>
        ${mark(state.level, t(state.text))}
        ${waitsForApproval(command) && !isMine(command) && may('supervisor')
          ? html`<div><a href=${href(path)}>${t('commands.approve')} / ${t('commands.reject')}</a></div>`
          : nothing}
      </td>
      <td class="number num">${isOpen(command) ? countdown(millis(command.notAfter), Date.now()) : '–'}</td>
      <td class="num nowrap">
        <time datetime=${command.askedAt} title=${dateTime(command.askedAt)}>${relative(command.askedAt)}</time>
        <div class="muted">${isMine(command) ? t('commands.askedByMe') : actorName(command.askedBy)}</div>
      </td>
    </tr>`;
  }
}

customElements.define('pcc-commands', Commands);
