import './data.css';
import '../approval';
import '../chartPanel';
import '../qualityPanel';
import '../quarantineTable';
import '../recordTable';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { PageElement } from '../../shared/element';
import { age, dateTime, duration, number, relative } from '../../shared/format';
import { icon } from '../../shared/icons';
import { live } from '../../shared/live';
import { mark } from '../../shared/mark';
import { isText, local, t, word, type TextKey } from '../../shared/language';
import { lower, type DatasetInfo, type Governance } from '../../shared/types';
import { empty, failed, skeleton } from '../../shared/view';
import { referenceTables } from '../../shared/references';
import { datasetNamed, datasets, departments } from '../../shared/world';
import { href, parameter, route, setParameters } from '../router';
import { freshness } from './data';

const TABS = ['table', 'chart', 'fields', 'quality', 'quarantine'] as const;
type Tab = (typeof TABS)[number];
const FILLS: readonly Tab[] = ['table', 'chart'];

/** One dataset: its records, a chart, what its fields mean, how good it is, and what was refused. */
class DatasetPage extends PageElement {
  @property() name = '';
  private followed = '';
  private unfollow: () => void = () => {};

  constructor() {
    super(datasets, departments, referenceTables, route);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void referenceTables.load();
    const ticking = setInterval(() => this.requestUpdate(), 10_000);
    this.whileShown(() => clearInterval(ticking));
    this.followed = '';
    this.whileShown(() => this.unfollow());
  }

  /** A topic that may not be read would shut the whole feed: only what the catalogue shows is followed. */
  protected override updated(): void {
    if (this.followed === this.name || !datasetNamed(this.name)) return;
    this.unfollow();
    this.followed = this.name;
    this.unfollow = live.subscribe(`dataset:${this.name}`, () => datasets.loadSoon(4000));
  }

  private tab(): Tab {
    const wanted = parameter('tab') as Tab | null;
    return wanted && TABS.includes(wanted) ? wanted : 'table';
  }

  protected override render() {
    const { data, problem } = datasets.get();
    if (data === null) {
      return html`<div class="page">
        <div class="panel">${problem ? failed(problem, () => void datasets.load()) : skeleton(8)}</div>
      </div>`;
    }
    const dataset = datasetNamed(this.name);
    if (!dataset) {
      return html`<div class="page"><div class="panel">${empty(t('notFound.text', { path: this.name }), 'search')}</div></div>`;
    }
    const tab = this.tab();
    return html`<div class="page dataset-page">
      ${this.head(dataset)}
      <div class="tabs" role="tablist">
        ${TABS.map((each) => {
          const key: string = `data.${each}`;
          return html`<button role="tab" id="tab-${each}" aria-selected=${tab === each} aria-controls="tab-panel"
            tabindex=${tab === each ? 0 : -1} @click=${() => this.choose(each)}
            @keydown=${(e: KeyboardEvent) => this.arrow(e)}>
            ${isText(key) ? t(key as TextKey) : each}
            ${each === 'quarantine' && dataset.quarantined ? html`<span class="tag num">${number(dataset.quarantined, 0)}</span>` : nothing}
          </button>`;
        })}
      </div>
      <div id="tab-panel" role="tabpanel" aria-labelledby="tab-${tab}" class="tab ${FILLS.includes(tab) ? 'fills' : ''}">
        ${tab === 'table'
          ? html`<pcc-record-table class="contents" .entry=${dataset}></pcc-record-table>`
          : tab === 'chart'
            ? html`<pcc-chart-panel class="contents" .entry=${dataset}></pcc-chart-panel>`
            : tab === 'fields'
              ? this.structure(dataset)
              : tab === 'quality'
                ? html`<pcc-quality .entry=${dataset}></pcc-quality>`
                : html`<pcc-quarantine .entry=${dataset}></pcc-quarantine>`}
      </div>
    </div>`;
  }

  private choose(tab: Tab): void {
    setParameters({ tab: tab === 'table' ? null : tab });
  }

  private arrow(event: KeyboardEvent): void {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (!step) return;
    const next = TABS[(TABS.indexOf(this.tab()) + step + TABS.length) % TABS.length]!;
    this.choose(next);
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(`#tab-${next}`)?.focus());
  }

  private head(dataset: DatasetInfo): TemplateResult {
    const department = departments.data?.find((each) => each.name === dataset.department);
    return html`<div class="page-head">
      <div class="titles">
        <p class="crumb">
          <a href=${href('/data')}>${t('data.title')}</a> /
          <a href=${href(`/departments/${dataset.department}`)}>${department ? local(department.title) : dataset.department}</a> /
          <span class="mono">${dataset.name}</span>
        </p>
        <h1>${local(dataset.title)}</h1>
        <div class="row">
          ${freshness(dataset)}
          <span class="muted num" title=${dateTime(dataset.newest)}>${t('overview.newest', { time: relative(dataset.newest) })}</span>
          <span class="muted">·</span>
          <span class="muted num">${dataset.rows == null ? '–' : number(dataset.rows, 0)} ${t('data.rows').toLowerCase()}</span>
          <span class="muted">·</span>
          <span class="tag">${word('class', lower(dataset.classification))}</span>
          ${dataset.draft ? html`<span class="tag">${t('approval.tag')}</span>` : nothing}
        </div>
        ${local(dataset.refusal)
          ? html`<div class="banner bad">${icon('warning')}<span>${t('data.refusal')} ${local(dataset.refusal)}</span></div>`
          : nothing}
      </div>
    </div>`;
  }

  private referred(name: string): TemplateResult {
    return referenceMissing(name)
      ? mark(2, t('reference.unknown', { table: name }))
      : html`<a href=${href(`/references/${name}`)}>${t('field.reference', { table: name })}</a>`;
  }

  private structure(dataset: DatasetInfo): TemplateResult {
    const rules = dataset.governance;
    return html`<div class="structure">
      <pcc-approval .entry=${dataset}></pcc-approval>
      <section class="panel body-panel">
        <div class="body">
          <dl class="facts">
            <dt>${t('data.description')}</dt><dd>${local(dataset.description) || '–'}</dd>
            <dt>${t('data.producer')}</dt><dd>${dataset.producer || '–'}</dd>
            <dt>${t('data.frequency')}</dt>
            <dd>${dataset.frequency ? t('time.every', { age: age(duration(dataset.frequency)) }) : '–'}</dd>
            <dt>${t('data.classification')}</dt><dd>${word('class', lower(dataset.classification))}</dd>
            <dt>${t('data.key')}</dt><dd class="mono">${dataset.key.join(', ')}</dd>
            <dt>${t('data.timeField')}</dt><dd class="mono">${dataset.time ?? '–'}</dd>
            <dt>${t('data.geometry')}</dt><dd class="mono">${dataset.geometry ?? '–'}</dd>
            <dt>${t('govern.standard')}</dt><dd>${rules?.standard || '–'}</dd>
            <dt>${t('govern.interoperability')}</dt>
            <dd>${rules?.interoperability || html`<span class="muted">${t('govern.interoperabilityNone')}</span>`}</dd>
            <dt>${t('govern.formats')}</dt>
            <dd>JSON, NDJSON, CSV (RFC 4180)${dataset.geometry ? ', GeoJSON (RFC 7946)' : ''}</dd>
            <dt>${t('govern.address')}</dt>
            <dd class="mono address">/api/datasets/${dataset.department}/${dataset.name}/records</dd>
            <dt>${t('govern.licence')}</dt><dd>${rules?.licence || '–'}</dd>
            <dt>${t('govern.keywords')}</dt><dd>${rules?.keywords.join(', ') || '–'}</dd>
            ${rules?.purpose ? html`<dt>${t('govern.purpose')}</dt><dd>${rules.purpose}</dd>` : nothing}
            <dt>${t('govern.retention')}</dt><dd>${kept(rules?.retention)}</dd>
          </dl>
        </div>
      </section>
      <section class="panel">
        <div class="table-wrap" tabindex="0" role="region" aria-label=${t('data.fields')}>
          <table>
            <thead>
              <tr>
                <th>${t('field.name')}</th><th>${t('field.description')}</th><th>${t('field.type')}</th>
                <th>${t('field.role')}</th><th>${t('field.unit')}</th><th>${t('field.codes')}</th>
              </tr>
            </thead>
            <tbody>
              ${dataset.fields.map(
                (field) => html`<tr>
                  <td class="mono">
                    <b>${field.name}</b> ${field.personal ? html`<span class="tag">${t('field.personal')}</span>` : nothing}
                  </td>
                  <td>${local(field.description)}</td>
                  <td>${word('import.type', field.type)}</td>
                  <td>${word('role', lower(field.role))}</td>
                  <td>${field.unit || html`<span class="muted">–</span>`}</td>
                  <td>
                    ${field.codes?.length
                      ? field.codes.map((code) => html`<div><span class="mono">${code.value}</span> <span class="muted">${local(code.title)}</span></div>`)
                      : field.reference
                        ? this.referred(field.reference)
                        : html`<span class="muted">–</span>`}
                  </td>
                </tr>`,
              )}
            </tbody>
          </table>
        </div>
      </section>
    </div>`;
  }
}

/** Whether what a field refers to is there can only be said when the tables are known. */
function referenceMissing(name: string): boolean {
  return referenceTables.data !== null && !referenceTables.data.some((each) => each.name === name);
}

/** For how long a dataset is kept, in words. */
function kept(retention: Governance['retention'] | null | undefined): string {
  const span = (length: string | null | undefined) => (length ? age(duration(length)) : t('govern.forever'));
  if (!retention?.raw) return t('govern.forever');
  return t('govern.kept', { raw: span(retention.raw), hour: span(retention.hour), day: span(retention.day) });
}

customElements.define('pcc-dataset', DatasetPage);
