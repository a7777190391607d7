import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { get, may, send, type Problem } from '../shared/api';
import { PageElement } from '../shared/element';
import { brief, dateTime, number } from '../shared/format';
import { icon } from '../shared/icons';
import { local, t } from '../shared/language';
import { asProblem } from '../shared/resource';
import type { DatasetInfo, Items } from '../shared/types';
import { empty, failed, skeleton } from '../shared/view';
import { datasets } from '../shared/world';
import type { DiscardDialog } from './discardDialog';
import './discardDialog';
import { EVERYTHING, filtering, selection, suggested, type Filter, type Group, type Refused, type Replayed } from './quarantine';
import type { RefusedDetail } from './refusedDetail';
import './refusedDetail';
import type { RepairDialog } from './repairDialog';
import './repairDialog';

const PAGE = 100;
const MOST_TICKED = 500;

/** The rows of a dataset that were refused: by their faults, one by one, and what can be done with them. */
class QuarantineTable extends PageElement {
  @property({ attribute: false }) entry!: DatasetInfo;

  private filter = EVERYTHING;
  private groups: Group[] = [];
  private rows: Refused[] | null = null;
  private next: string | null = null;
  private problem: Problem | null = null;
  private message: { good: boolean; text: string } | null = null;
  private readonly ticked = new Set<number>();
  private request: AbortController | null = null;

  private get name(): string {
    return `${this.entry.department}/${this.entry.name}`;
  }

  private get path(): string {
    return `/api/datasets/${this.name}/quarantine`;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.updateComplete.then(() => this.load());
  }

  private async load(more = false): Promise<void> {
    this.request?.abort();
    const request = (this.request = new AbortController());
    const search = selection(this.filter);
    const groups = `${this.path}/groups?${search.toString()}`;
    search.set('limit', String(PAGE));
    if (more && this.next) search.set('cursor', this.next);
    try {
      const [page, summary] = await Promise.all([
        get<Items<Refused>>(`${this.path}?${search.toString()}`, request.signal),
        get<Items<Group>>(groups, request.signal),
      ]);
      this.rows = more ? [...(this.rows ?? []), ...page.items] : page.items;
      this.next = page.next ?? null;
      this.groups = summary.items;
      this.problem = null;
      // What a person ticked while this was on its way stays, unless it is not shown any more.
      const shown = new Set(this.rows.map((row) => row.id));
      for (const id of this.ticked) if (!shown.has(id)) this.ticked.delete(id);
    } catch (failure) {
      if (request.signal.aborted) return;
      this.problem = asProblem(failure);
    }
    this.requestUpdate();
  }

  private change(changes: Partial<Filter>): void {
    this.filter = { ...this.filter, ...changes };
    void this.load();
  }

  /** How many rows the filter lets through. */
  private total(): number {
    return this.groups.reduce((sum, each) => sum + each.rows, 0);
  }

  private changed(text: string): void {
    this.message = { good: true, text };
    datasets.loadSoon(300);
    void this.load();
  }

  private async replay(): Promise<void> {
    const n = this.ticked.size || this.total();
    if (!confirm(t('quarantine.replayAsk', { n: number(n, 0) }))) return;
    try {
      const result = await send<Replayed>('POST', `${this.path}/replay?${selection(this.filter, this.ticked).toString()}`, {});
      this.changed(
        t('quarantine.replayed', {
          accepted: number((result?.accepted ?? 0) + (result?.unchanged ?? 0), 0),
          quarantined: number(result?.quarantined ?? 0, 0),
        }),
      );
    } catch (failure) {
      const problem = asProblem(failure);
      this.message = { good: false, text: problem.detail || problem.title };
      this.requestUpdate();
    }
  }

  private repair(group?: Group): void {
    const search = group
      ? selection({ ...this.filter, field: group.field, kind: group.kind ?? '' })
      : selection(this.filter, this.ticked);
    const rows = this.rows ?? [];
    const like = group
      ? rows.find((row) => row.field === group.field)
      : (rows.find((row) => this.ticked.has(row.id)) ?? rows[0]);
    const field = group?.field ?? like?.field ?? '';
    this.querySelector<RepairDialog>('pcc-repair')?.show(this.entry, search.toString(), suggested(this.entry, field, like?.raw ?? '{}'));
  }

  private discard(): void {
    void this.querySelector<DiscardDialog>('pcc-discard')?.show(this.name, selection(this.filter, this.ticked).toString());
  }

  private open(row: Refused): void {
    const detail = this.querySelector<RefusedDetail>('pcc-refused-detail');
    detail?.show(row, () =>
      may('admin')
        ? html`<button class="button" @click=${() => {
              detail.close();
              this.querySelector<RepairDialog>('pcc-repair')?.showRow(this.entry, row.id, row.raw);
            }}>${t('repair.byHand')}</button>
            <button class="button main" @click=${() => {
              detail.close();
              this.querySelector<RepairDialog>('pcc-repair')?.show(this.entry, `ids=${row.id}`, suggested(this.entry, row.field, row.raw));
            }}>${t('repair.one')}</button>`
        : nothing,
    );
  }

  private tick(id: number): void {
    if (this.ticked.has(id)) this.ticked.delete(id);
    else if (this.ticked.size < MOST_TICKED) this.ticked.add(id);
    this.requestUpdate();
  }

  private tickAll(rows: Refused[]): void {
    if (this.ticked.size > 0) this.ticked.clear();
    else for (const row of rows.slice(0, MOST_TICKED)) this.ticked.add(row.id);
    this.requestUpdate();
  }

  protected override render() {
    return html`<div class="stack quarantine">
      <div role="status" ?hidden=${!this.message}>
        ${this.message
          ? html`<div class="banner ${this.message.good ? 'good' : 'bad'}">${icon(this.message.good ? 'check' : 'warning')}${this.message.text}</div>`
          : nothing}
      </div>
      ${this.filters()}
      ${this.problem
        ? html`<div class="panel">${failed(this.problem, () => void this.load())}</div>`
        : this.rows === null
          ? html`<div class="panel">${skeleton(5)}</div>`
          : this.rows.length === 0
            ? html`<div class="panel">${empty(t(filtering(this.filter) ? 'quarantine.noneFound' : 'quarantine.none'), 'check')}</div>`
            : html`${this.summary()}${this.table(this.rows)}`}
      <pcc-refused-detail></pcc-refused-detail>
      <pcc-repair @repaired=${() => this.changed(t('quarantine.repaired'))}></pcc-repair>
      <pcc-discard @discarded=${(e: CustomEvent<number>) => this.changed(t('discard.done', { n: number(e.detail, 0) }))}></pcc-discard>
    </div>`;
  }

  private filters(): TemplateResult {
    const f = this.filter;
    const names = new Set([...this.entry.fields.map((each) => each.name), ...this.groups.map((each) => each.field)]);
    if (f.field) names.add(f.field);
    names.delete('');
    const moment = (name: 'from' | 'to', label: string) =>
      html`<label class="field"><span>${label} (${t('time.zone')})</span>
        <input type="datetime-local" .value=${f[name]} @change=${(e: Event) => this.change({ [name]: value(e) })} /></label>`;
    return html`<div class="filters" role="search" aria-label=${t('data.quarantine')}>
      <label class="field"><span>${t('quarantine.text')}</span>
        <input type="search" .value=${f.text} maxlength="500" @change=${(e: Event) => this.change({ text: value(e).trim() })} /></label>
      <label class="field"><span>${t('quarantine.field')}</span>
        <select @change=${(e: Event) => this.change({ field: value(e) === '*' ? null : value(e), kind: '' })}>
          <option value="*" ?selected=${f.field === null}>${t('data.anyField')}</option>
          <option value="" ?selected=${f.field === ''}>${t('quarantine.whole')}</option>
          ${[...names].map((name) => html`<option value=${name} ?selected=${name === f.field}>${name}</option>`)}
        </select></label>
      <label class="field"><span>${t('quarantine.source')}</span>
        <input .value=${f.source} maxlength="500" @change=${(e: Event) => this.change({ source: value(e).trim() })} /></label>
      ${moment('from', t('data.from'))} ${moment('to', t('data.to'))}
      ${filtering(f)
        ? html`<button class="button plain" @click=${() => this.change(EVERYTHING)}>${icon('close')}${t('data.clear')}</button>`
        : nothing}
    </div>`;
  }

  private summary(): TemplateResult {
    return html`<section class="panel">
      <header><h2>${t('quarantine.faults')} <span class="muted num">${number(this.total(), 0)}</span></h2></header>
      <div class="table-wrap" tabindex="0" role="region" aria-label=${t('quarantine.faults')}>
        <table class="faults">
          <thead>
            <tr><th>${t('quarantine.field')}</th><th>${t('quarantine.kind')}</th><th class="number">${t('quarantine.rows')}</th>
              <th class="number">${t('quarantine.times')}</th><th>${t('quarantine.seen')}</th>
              <th><span class="visually-hidden">${t('quarantine.acts')}</span></th></tr>
          </thead>
          <tbody>
            ${this.groups.map(
              (each) => html`<tr>
                <td class="mono">${each.field || t('quarantine.whole')}</td>
                <td>${local(each.summary)}${local(each.summary) !== local(each.text)
                  ? html`<div class="muted">${t('quarantine.example')} ${local(each.text)}</div>`
                  : nothing}</td>
                <td class="number">${number(each.rows, 0)}</td>
                <td class="number">${number(each.times, 0)}</td>
                <td class="num nowrap">${brief(each.last)}</td>
                <td class="number nowrap">
                  ${this.filter.kind
                    ? nothing
                    : html`<button class="button small" @click=${() => this.change({ field: each.field, kind: each.kind ?? '' })}>${t('quarantine.only')}</button>`}
                  ${may('admin') ? html`<button class="button small" @click=${() => this.repair(each)}>${t('repair.one')}</button>` : nothing}
                </td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  private table(rows: Refused[]): TemplateResult {
    const admin = may('admin');
    const chosen = this.ticked.size;
    return html`<section class="panel rows">
      <header>
        <h2>${t('quarantine.each')}</h2>
        ${admin
          ? html`<div class="aside">
              <span class="num" role="status">${chosen ? t('quarantine.ticked', { n: chosen }) : t('quarantine.all', { n: number(this.total(), 0) })}</span>
              <button class="button small main" @click=${() => this.repair()}>${t('repair.one')}</button>
              <button class="button small" @click=${() => void this.replay()}>${t('quarantine.replay')}</button>
              <button class="button small" @click=${() => this.discard()}>${t('discard.do')}</button>
            </div>`
          : nothing}
      </header>
      <div class="table-wrap" tabindex="0" role="region" aria-label=${t('quarantine.each')}>
        <table>
          <thead>
            <tr>
              ${admin
                ? html`<th><input type="checkbox" aria-label=${t('quarantine.tickAll')} .checked=${chosen > 0} @change=${() => this.tickAll(rows)} /></th>`
                : nothing}
              <th>${t('quarantine.received')}</th><th>${t('quarantine.source')}</th><th>${t('quarantine.field')}</th>
              <th>${t('quarantine.reason')}</th><th>${t('quarantine.raw')}</th><th><span class="visually-hidden">${t('quarantine.acts')}</span></th>
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              (row) => html`<tr class="link-row" @click=${(e: Event) => this.clicked(e, row)}>
                ${admin
                  ? html`<td><input type="checkbox" aria-label=${t('quarantine.tick', { id: row.id })} .checked=${this.ticked.has(row.id)} @change=${() => this.tick(row.id)} /></td>`
                  : nothing}
                <td class="num nowrap">
                  ${dateTime(row.received)}
                  ${row.times > 1 ? html`<div class="muted">${t('notices.folded', { n: row.times })} · ${brief(row.seen)}</div>` : nothing}
                </td>
                <td>${row.source}</td>
                <td class="mono">${row.field || '–'}</td>
                <td>${local(row.text)}</td>
                <td class="mono"><span class="ellipsis">${row.raw}</span></td>
                <td><button class="button small" @click=${() => this.open(row)}>${t('action.details')}</button></td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${this.next ? html`<div class="body"><button class="button" @click=${() => void this.load(true)}>${t('action.more')}</button></div>` : nothing}
    </section>`;
  }

  private clicked(event: Event, row: Refused): void {
    if (!(event.target as Element).closest('input, button')) this.open(row);
  }
}

function value(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}

customElements.define('pcc-quarantine', QuarantineTable);
