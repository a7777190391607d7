import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { get, query, seesPersons, type Problem } from '../shared/api';
import { PageElement } from '../shared/element';
import { dateTime, millis } from '../shared/format';
import { icon } from '../shared/icons';
import { keyOf } from '../shared/latest';
import { local, t } from '../shared/language';
import { live } from '../shared/live';
import { fieldLabel, levelOfCode, plainValue } from '../shared/record';
import { mark } from '../shared/mark';
import { lookupOf, type Lookup } from '../shared/references';
import { asProblem } from '../shared/resource';
import { lower, type DatasetInfo, type Field, type Items, type Row } from '../shared/types';
import { empty, failed, skeleton } from '../shared/view';
import type { RecordDetail } from './recordDetail';
import './recordDetail';
import { filtering, NO_FILTERS, wib, type Filters } from './recordFilters';

const PAGE = 100;
const MOST = 2000;

/** The records of a dataset as a table: filtered, paged, followed live, downloaded. */
class RecordTable extends PageElement {
  @property({ attribute: false }) entry!: DatasetInfo;

  private rows: Row[] = [];
  private next: string | null = null;
  private problem: Problem | null = null;
  private loading = false;
  private filters = NO_FILTERS;
  private readonly fresh = new Set<string>();
  private pending = 0;
  private sortBy: { field: string; down: boolean } | null = null;
  private request: AbortController | null = null;
  private stop: () => void = () => {};
  private shownName = '';

  private get name(): string {
    return `${this.entry.department}/${this.entry.name}`;
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    if (this.shownName === this.name) return;
    this.shownName = this.name;
    this.filters = NO_FILTERS;
    this.stop();
    this.stop = live.subscribe(`dataset:${this.name}`, (event) => {
      if (event.type === 'reset' || event.type === 'deleted') void this.load();
      else this.arrived((event.data.records as Row[] | undefined) ?? []);
    });
    this.whileShown(this.stop);
    for (const field of this.entry.fields) {
      if (field.reference) this.whileShown(lookupOf(field.reference).watch(() => this.requestUpdate()));
    }
    void this.load();
  }

  private parameters(): Record<string, string | boolean> {
    const f = this.filters;
    return {
      from: f.from ? wib(f.from) : '',
      to: f.to ? wib(f.to) : '',
      ...(f.field && f.value ? { [this.condition(f.field)]: f.value } : {}),
      order: f.oldest ? 'asc' : 'desc',
      latest: f.latest,
    };
  }

  /** A field of reference codes can hold several of them; a key holds one, and an index finds it. */
  private condition(name: string): string {
    const field = this.entry.fields.find((each) => each.name === name);
    const words = field?.reference && lower(field.type) === 'text' && !this.entry.key.includes(name);
    return words ? `${name}.has` : name;
  }

  private lookup(field: Field | undefined): Lookup | null {
    return field?.reference ? lookupOf(field.reference).data : null;
  }

  private choices(): { value: string; title: string }[] | null {
    const field = this.entry.fields.find((each) => each.name === this.filters.field);
    return this.lookup(field)?.choices(this.rows.map((row) => row[field!.name])) ?? null;
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
      const time = this.entry.time;
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
    return keyOf(row, this.entry.key);
  }

  private change(changes: Partial<Filters>): void {
    this.filters = { ...this.filters, ...changes };
    void this.load();
  }

  private sort(field: Field): void {
    if (field.name === this.entry.time) {
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
    return html`<pcc-record-filters class="filters" .entry=${this.entry} .filters=${this.filters}
        .choices=${this.choices()} .query=${query(this.parameters())}
        @change=${(e: CustomEvent<Partial<Filters>>) => this.change(e.detail)}></pcc-record-filters>
      <div class="panel records">
        <div class="table-wrap" tabindex="0" role="region" aria-label=${local(this.entry.title)}>
          ${this.problem && this.rows.length === 0
            ? failed(this.problem, () => void this.load())
            : this.rows.length === 0
              ? this.loading
                ? skeleton(10)
                : empty(t(filtering(this.filters) ? 'data.noRows' : 'data.noRowsYet'), 'table')
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
        <pcc-record-detail></pcc-record-detail>
      </div>`;
  }

  private showNew(): void {
    this.querySelector('.table-wrap')?.scrollTo(0, 0);
    void this.load();
  }

  private table(): TemplateResult {
    const fields = this.entry.fields;
    const persons = seesPersons(this.entry.department);
    return html`<table>
      <thead>
        <tr>
          ${fields.map((field) => this.heading(field))}
          <th>${t('data.received')}</th>
          <th><span class="visually-hidden">${t('action.details')}</span></th>
        </tr>
      </thead>
      <tbody>
        ${this.sortedRows().map(
          (row) => html`<tr class="link-row ${this.fresh.has(this.keyOf(row)) ? 'fresh' : ''}" @click=${() => this.open(row)}>
            ${fields.map((field) => {
              if (field.personal && !persons) return html`<td class="muted">${t('data.masked')}</td>`;
              const text = plainValue(field, row[field.name]);
              const numeric = isNumber(field);
              const titles = this.lookup(field)?.titles(row[field.name]);
              if (titles) return html`<td>${titles} ${coded(text)}</td>`;
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
            <td><button class="button small icon-only" aria-label=${t('lineage.open', { key: this.keyText(row) })} title=${t('action.details')}>${icon('right')}</button></td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  private open(row: Row): void {
    if (getSelection()?.toString()) return;
    this.querySelector<RecordDetail>('pcc-record-detail')?.show(this.entry, row);
  }

  private keyText(row: Row): string {
    return this.entry.key
      .map((name) => plainValue(this.entry.fields.find((field) => field.name === name), row[name]))
      .join(', ');
  }

  private heading(field: Field): TemplateResult {
    const time = field.name === this.entry.time;
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

/** A code beside its title. */
function coded(text: string): TemplateResult {
  return html`<span class="muted mono" title=${text}>${text.length <= 34 ? text : `${text.slice(0, 33)}…`}</span>`;
}

function isNumber(field: Field): boolean {
  return ['decimal', 'integer'].includes(lower(field.type));
}

function compared(a: unknown, b: unknown): number {
  if (a == null || b == null) return a == null ? (b == null ? 0 : 1) : -1;
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
}

customElements.define('pcc-record-table', RecordTable);
