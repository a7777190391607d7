import { html, nothing, svg, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { Chart, colour, dash, type Series } from '../chart/chart';
import { bucketFor, loadSeries } from '../chart/series';
import type { Problem } from '../shared/api';
import { PageElement } from '../shared/element';
import { dateTime, number } from '../shared/format';
import { fieldNamed } from '../shared/record';
import { seriesKey } from '../shared/latest';
import { isText, local, t } from '../shared/language';
import { live } from '../shared/live';
import { asProblem } from '../shared/resource';
import { lower, qualified, type DatasetInfo } from '../shared/types';
import { empty, failed } from '../shared/view';
import { departments } from '../shared/world';

const RANGES = { range6h: 6, range24h: 24, range7d: 168, range30d: 720 } as const;
const AGGREGATES = ['mean', 'min', 'max', 'sum', 'count', 'last'];
/** More lines than these nobody tells apart. */
const MOST_LINES = 16;

/** A measure of a dataset over time, one line for each thing measured. */
class ChartPanel extends PageElement {
  @property({ attribute: false }) entry!: DatasetInfo;

  private measure = '';
  private group: string | null = null;
  private range: keyof typeof RANGES = 'range24h';
  private aggregate = 'mean';
  private series: Series | null = null;
  private total = 0;
  private problem: Problem | null = null;
  private hiddenLines = new Set<string>();
  private cursor: number | null = null;
  private chart: Chart | null = null;
  private request: AbortController | null = null;
  private shownName = '';
  private later: ReturnType<typeof setTimeout> | undefined;

  private get name(): string {
    return `${this.entry.department}/${this.entry.name}`;
  }

  private measures() {
    return this.entry.fields.filter((field) => lower(field.role) === 'measure');
  }

  /** The measure by which the map labels this dataset: what people look for first. */
  private labelled() {
    const labels = (departments.data ?? []).flatMap((department) =>
      (department.layers ?? [])
        .filter((layer) => qualified(department.name, layer.dataset) === this.name)
        .map((layer) => layer.label),
    );
    return this.measures().find((field) => labels.includes(field.name));
  }

  protected override willUpdate(): void {
    if (this.shownName === this.name) return;
    this.shownName = this.name;
    this.measure = (this.labelled() ?? this.measures()[0])?.name ?? '';
    this.group = seriesKey(this.entry)[0] ?? null;
    this.series = null;
    if (!this.measure) return;
    this.whileShown(live.subscribe(`dataset:${this.name}`, () => this.soon()));
    this.whileShown(() => clearTimeout(this.later));
    void this.load();
  }

  /** New records come one by one; the chart asks again at most every three seconds. */
  private soon(): void {
    this.later ??= setTimeout(() => {
      this.later = undefined;
      void this.load();
    }, 3000);
  }

  private async load(): Promise<void> {
    this.request?.abort();
    const request = (this.request = new AbortController());
    const span = RANGES[this.range] * 3_600_000;
    // Simulated and late sources run ahead of or behind this computer's clock: end at the newest record.
    const end = Math.max(Date.now(), Date.parse(this.entry.newest ?? '') || 0) + 1000;
    try {
      const all = await loadSeries(
        this.name,
        {
          measure: this.measure,
          group: this.group,
          from: new Date(end - span).toISOString(),
          to: new Date(end).toISOString(),
          bucket: bucketFor(span),
          agg: this.aggregate,
        },
        request.signal,
      );
      this.total = all.lines.length;
      this.series = { times: all.times, lines: all.lines.slice(0, MOST_LINES) };
      this.problem = null;
    } catch (failure) {
      if (request.signal.aborted) return;
      this.problem = asProblem(failure);
    }
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.chart?.destroy();
    this.chart = null;
  }

  protected override updated(): void {
    const target = this.querySelector<HTMLElement>('.plot > div');
    if (!target || !this.series) {
      this.chart?.destroy();
      this.chart = null;
      return;
    }
    this.chart ??= new Chart(target, {
      unit: '',
      scale: 1,
      onCursor: (index) => {
        if (index === this.cursor) return;
        this.cursor = index;
        this.requestUpdate();
      },
    });
    if (this.drawn !== this.series || this.drawnHidden !== this.hiddenLines) {
      this.drawn = this.series;
      this.drawnHidden = this.hiddenLines;
      this.chart.set(this.series, this.hiddenLines);
    }
  }
  private drawn: Series | null = null;
  private drawnHidden: Set<string> | null = null;

  private change(act: () => void): void {
    act();
    void this.load();
    this.requestUpdate();
  }

  protected override render() {
    if (!this.measure) return html`<div class="panel">${empty(t('data.noMeasures'), 'table')}</div>`;
    const field = fieldNamed(this.entry, this.measure);
    const noValues = this.series !== null && this.series.times.length === 0;
    return html`${this.tools()}
      <div class="panel chart-panel">
        <header>
          <h2>${local(field?.description) || this.measure} <span class="muted">${field?.unit}</span></h2>
          <div class="aside num">
            ${this.cursor != null && this.series ? dateTime((this.series.times[this.cursor] ?? Number.NaN) * 1000) : nothing}
            ${this.total > MOST_LINES ? t('data.manySeries', { shown: MOST_LINES, total: this.total }) : nothing}
          </div>
        </header>
        ${this.problem
          ? failed(this.problem, () => void this.load())
          : noValues
            ? empty(t('data.noSeries'), 'table')
            : html`<div class="plot"><div></div></div>`}
        ${this.legend()}
      </div>`;
  }

  private tools(): TemplateResult {
    const keys = seriesKey(this.entry);
    return html`<div class="filters">
      <label class="field"><span>${t('data.measure')}</span>
        <select @change=${(e: Event) => this.change(() => (this.measure = selected(e)))}>
          ${this.measures().map(
            (field) => html`<option value=${field.name} ?selected=${field.name === this.measure}>
              ${field.name}${local(field.description) ? ` – ${local(field.description)}` : ''}
            </option>`,
          )}
        </select></label>
      <label class="field"><span>${t('data.group')}</span>
        <select @change=${(e: Event) => this.change(() => (this.group = selected(e) || null))}>
          ${keys.map((key) => html`<option value=${key} ?selected=${key === this.group}>${key}</option>`)}
          <option value="" ?selected=${!this.group}>${t('data.groupNone')}</option>
        </select></label>
      <label class="field"><span>${t('data.aggregate')}</span>
        <select @change=${(e: Event) => this.change(() => (this.aggregate = selected(e)))}>
          ${AGGREGATES.map((each) => {
            const key = `agg.${each}`;
            return html`<option value=${each} ?selected=${each === this.aggregate}>${isText(key) ? t(key) : each}</option>`;
          })}
        </select></label>
      <div class="field"><span>${t('data.range')}</span>
        <div class="segments" role="group" aria-label=${t('data.range')}>
          ${(Object.keys(RANGES) as (keyof typeof RANGES)[]).map(
            (each) => html`<button aria-pressed=${each === this.range} @click=${() => this.change(() => (this.range = each))}>
              ${t(`data.${each}`)}
            </button>`,
          )}
        </div></div>
    </div>`;
  }

  private legend(): TemplateResult {
    const lines = this.series?.lines ?? [];
    const at = this.cursor;
    return html`<div class="chart-legend">
      ${lines.map((line, index) => {
        const value = at == null ? [...line.values].reverse().find((each) => each != null) : line.values[at];
        return html`<button aria-pressed=${!this.hiddenLines.has(line.name)} @click=${() => this.toggle(line.name)}>
          <svg viewBox="0 0 22 6" aria-hidden="true">
            ${svg`<path d="M0 3h22" stroke="var(${colour(index)})" stroke-width="2.5" stroke-dasharray=${dash(index).join(' ') || 'none'} />`}
          </svg>
          ${line.name || this.measure} <b class="num">${number(value, 2)}</b>
        </button>`;
      })}
    </div>`;
  }

  private toggle(name: string): void {
    const hidden = new Set(this.hiddenLines);
    if (!hidden.delete(name)) hidden.add(name);
    this.hiddenLines = hidden;
    this.requestUpdate();
  }
}

function selected(event: Event): string {
  return (event.target as HTMLSelectElement).value;
}

customElements.define('pcc-chart-panel', ChartPanel);
