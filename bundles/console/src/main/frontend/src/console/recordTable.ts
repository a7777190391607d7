import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { get, query, type Problem } from '../shared/api';
import { PageElement } from '../shared/element';
import { dateTime, millis } from '../shared/format';
import { icon } from '../shared/icons';
import { keyOf } from '../shared/latest';
import { local, t } from '../shared/language';
import { live } from '../shared/live';
import { fieldLabel, levelOfCode, plainValue } from '../shared/record';
import { mark } from '../shared/mark';
import { asProblem } from '../shared/resource';
import { lower, type DatasetInfo, type Field, type Items, type Row } from '../shared/types';
import { empty, failed, skeleton } from '../shared/view';

const PAGE = 100;
const MOST = 2000;

interface Filters {
  from: string;
  to: string;
  field: string;
  value: string;
  oldest: boolean;
  latest: boolean;
}

const NONE: Filters = { from: '', to: '', field: '', value: '', oldest: false, latest: false };

/** The records of a dataset as a table: filtered, paged, followed live, downloaded. */
class RecordTable extends PageElement {
  @property({ attribute: false }) dataset_!: DatasetInfo;

  private rows: Row[] = [];
  private next: string | null = null;
  private problem: Problem | null = null;
  private loading = false;
  private filters: Filters = { ...NONE };
  private readonly fresh = new Set<string>();
  private pending = 0;
  private menuOpen = false;
  private sortBy: { field: string; down: boolean } | null = null;
  private request: AbortController | null = null;
  private stop: () => void = () => {};
  private shownName = '';

  private get name(): string {
    return `${this.dataset_.department}/${this.dataset_.name}`;
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    if (this.shownName === this.name) return;
    this.shownName = this.name;
    this.filters = { ...NONE };
    this.stop();
    this.stop = live.subscribe(`dataset:${this.name}`, (event) => {
      if (event.type === 'reset') void this.load();
      else this.arrived((event.data.records as Row[] | undefined) ?? []);
    });
    this.whileShown(this.stop);
    void this.load();
  }

  private parameters(): Record<string, string | boolean> {
    const f = this.filters;
    return {
      from: f.from ? wib(f.from) : '',
      to: f.to ? wib(f.to) : '',
      ...(f.field && f.value ? { [f.field]: f.value } : {}),
      order: f.oldest ? 'asc' : 'desc',
      latest: f.latest,
    };
  }

  private async load(more = false): Promise<void> {
    this.request?.abort();
    const request = (this.request = new AbortController());
    this.loading = true;
    this.problem = null;
    if (!more) {
      this.fresh.clear();
      this.pending = 0;
    }
    this.requestUpdate();
    try {
      const page = await get<Items<Row>>(
        `/api/datasets/${this.name}/records${query({
          ...this.parameters(),
          limit: PAGE,
          cursor: more ? this.next : null,
        })}`,
        request.signal,
      );
      this.rows = more ? [...this.rows, ...page.items] : page.items;
      this.next = page.next ?? null;
    } catch (failure) {
      if (request.signal.aborted) return;
      this.problem = asProblem(failure);
      if (!more) this.rows = [];
    }
    this.loading = false;
    this.requestUpdate();
  }

  /** New rows go on top when the newest are shown and nothing is filtered; else they are only counted. */
  private arrived(records: readonly Row[]): void {
    const f = this.filters;
    const plain = !f.from && !f.to && !f.field && !f.oldest && !f.latest && !this.sortBy;
    const scrolled = (this.querySelector('.table-wrap')?.scrollTop ?? 0) > 8;
    if (!plain || scrolled || this.loading) {
      this.pending += records.length;
    } else {
      const keys = new Set(records.map((row) => this.keyOf(row)));
      const time = this.dataset_.time;
      const sorted = time
        ? [...records].sort((a, b) => millis(b[time] as string) - millis(a[time] as string))
        : [...records];
      this.rows = [...sorted, ...this.rows.filter((row) => !keys.has(this.keyOf(row)))].slice(0, MOST);
      for (const key of keys) this.fresh.add(key);
      setTimeout(() => {
        for (const key of keys) this.fresh.delete(key);
        this.requestUpdate();
      }, 4000);
    }
    this.requestUpdate();
  }

  private keyOf(row: Row): string {
    return keyOf(row, this.dataset_.key);
  }

  private change(changes: Partial<Filters>): void {
    this.filters = { ...this.filters, ...changes };
    void this.load();
  }

  private sort(field: Field): void {
    if (field.name === this.dataset_.time) {
      this.sortBy = null;
      this.change({ oldest: !this.filters.oldest });
      return;
    }
    const now = this.sortBy?.field === field.name ? this.sortBy : null;
    this.sortBy = !now ? { field: field.name, down: false } : !now.down ? { field: field.name, down: true } : null;
    this.requestUpdate();
  }

  private sortedRows(): Row[] {
    const by = this.sortBy;
    if (!by) return this.rows;
    const sign = by.down ? -1 : 1;
    return [...this.rows].sort((a, b) => sign * compared(a[by.field], b[by.field]));
  }

  protected override render() {
    return html`${this.tools()}
      <div class="panel records">
        <div class="table-wrap" tabindex="0" role="region" aria-label=${local(this.dataset_.title)}>
          ${this.problem && this.rows.length === 0
            ? failed(this.problem, () => void this.load())
            : this.rows.length === 0
              ? this.loading
                ? skeleton(10)
                : empty(t(this.filtered() ? 'data.noRows' : 'data.noRowsYet'), 'table')
              : this.table()}
        </div>
        <footer>
          <span class="num">${t('data.shown', { n: this.rows.length })}</span>
          ${this.pending > 0
            ? html`<span class="fresh-bar" role="status">
                ${t('data.newRows', { n: this.pending })}
                <button class="button small" @click=${() => this.showNew()}>${t('data.showNew')}</button>
              </span>`
            : nothing}
          ${this.next
            ? html`<button class="button small spread" ?disabled=${this.loading} @click=${() => void this.load(true)}>
                ${t('action.more')}
              </button>`
            : nothing}
        </footer>
      </div>`;
  }

  private showNew(): void {
    this.querySelector('.table-wrap')?.scrollTo(0, 0);
    void this.load();
  }

  private filtered(): boolean {
    const f = this.filters;
    return Boolean(f.from || f.to || (f.field && f.value) || f.latest);
  }

  private tools(): TemplateResult {
    const f = this.filters;
    const fields = this.dataset_.fields.filter((field) => lower(field.role) !== 'geometry');
    const chosen = fields.find((field) => field.name === f.field);
    return html`<div class="filters">
      ${this.dataset_.time
        ? html`<label class="field"><span>${t('data.from')} (${t('time.zone')})</span>
              <input type="datetime-local" .value=${f.from} @change=${(e: Event) => this.change({ from: value(e) })} /></label>
            <label class="field"><span>${t('data.to')} (${t('time.zone')})</span>
              <input type="datetime-local" .value=${f.to} @change=${(e: Event) => this.change({ to: value(e) })} /></label>`
        : nothing}
      <label class="field"><span>${t('data.field')}</span>
        <select @change=${(e: Event) => this.change({ field: value(e), value: '' })}>
          <option value="" ?selected=${!f.field}>${t('data.anyField')}</option>
          ${fields.map((field) => html`<option value=${field.name} ?selected=${field.name === f.field}>${field.name}</option>`)}
        </select></label>
      ${f.field
        ? html`<label class="field"><span>${t('data.contains')}</span>
            ${chosen?.codes?.length
              ? html`<select @change=${(e: Event) => this.change({ value: value(e) })}>
                  <option value=""></option>
                  ${chosen.codes.map((code) => html`<option value=${code.value}>${local(code.title)}</option>`)}
                </select>`
              : html`<input .value=${f.value} @change=${(e: Event) => this.change({ value: value(e).trim() })} />`}</label>`
        : nothing}
      <label class="check">
        <input type="checkbox" .checked=${f.latest} @change=${() => this.change({ latest: !f.latest })} />
        ${t('data.latestOnly')}
      </label>
      ${this.filtered()
        ? html`<button class="button plain" @click=${() => this.change(NONE)}>${icon('close')}${t('data.clear')}</button>`
        : nothing}
      <div class="download spread">
        <button class="button" aria-expanded=${this.menuOpen} @click=${() => this.toggleMenu()}
          @keydown=${(e: KeyboardEvent) => e.key === 'Escape' && this.menuOpen && this.toggleMenu()}>
          ${icon('download')}${t('data.download')}
        </button>
        ${this.menuOpen
          ? html`<div class="menu">
              ${this.link('CSV', 'csv')} ${this.dataset_.geometry ? this.link('GeoJSON', 'geojson') : nothing}
              ${this.link('NDJSON', 'ndjson')}
              <p>${t('data.downloadHint')}</p>
            </div>`
          : nothing}
      </div>
    </div>`;
  }

  private toggleMenu(): void {
    this.menuOpen = !this.menuOpen;
    this.requestUpdate();
  }

  private link(label: string, format: string): TemplateResult {
    const address = `/api/datasets/${this.name}/records${query({ ...this.parameters(), format })}`;
    return html`<a href=${address} download="${this.dataset_.department}-${this.dataset_.name}.${format}"
      @click=${() => this.toggleMenu()}>${icon('download')}${label}</a>`;
  }

  private table(): TemplateResult {
    const fields = this.dataset_.fields;
    return html`<table>
      <thead>
        <tr>
          ${fields.map((field) => this.heading(field))}
          <th>${t('data.received')}</th>
        </tr>
      </thead>
      <tbody>
        ${this.sortedRows().map(
          (row) => html`<tr class=${this.fresh.has(this.keyOf(row)) ? 'fresh' : ''}>
            ${fields.map((field) => {
              const text = plainValue(field, row[field.name]);
              const numeric = isNumber(field);
              const level = levelOfCode(field, row[field.name]);
              if (level !== null) return html`<td>${mark(level, text)}</td>`;
              return html`<td class=${numeric ? 'number' : lower(field.type) === 'time' ? 'num' : ''}>
                ${text === '–'
                  ? html`<span class="muted">–</span>`
                  : numeric || text.length <= 34
                    ? text
                    : html`<span class="ellipsis" title=${text}>${text}</span>`}
              </td>`;
            })}
            <td class="num muted">${dateTime(row._received)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  private heading(field: Field): TemplateResult {
    const time = field.name === this.dataset_.time;
    const by = this.sortBy?.field === field.name ? this.sortBy : null;
    const up = time ? (this.sortBy ? null : this.filters.oldest) : by ? !by.down : null;
    return html`<th class=${isNumber(field) ? 'number' : ''}
      aria-sort=${up === null ? nothing : up ? 'ascending' : 'descending'} title=${local(field.description)}>
      <button @click=${() => this.sort(field)}>
        <span>${fieldLabel(field)}${field.unit ? html` <small>${field.unit}</small>` : nothing}<small class="mono">${field.name}</small></span>
        ${up === null ? nothing : icon(up ? 'up' : 'downArrow')}
      </button>
    </th>`;
  }
}

function isNumber(field: Field): boolean {
  return ['decimal', 'integer'].includes(lower(field.type));
}

function value(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}

/** A local date and time of a form, which people mean as the city's time. */
export function wib(text: string): string {
  return `${text.length === 16 ? `${text}:00` : text}+07:00`;
}

function compared(a: unknown, b: unknown): number {
  if (a == null || b == null) return a == null ? (b == null ? 0 : 1) : -1;
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
}

customElements.define('pcc-record-table', RecordTable);
