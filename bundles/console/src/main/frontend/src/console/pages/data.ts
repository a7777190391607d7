import { html, nothing, type TemplateResult } from 'lit';
import { may, session } from '../../shared/api';
import { PageElement } from '../../shared/element';
import { age, dateTime, duration, millis, number, relative } from '../../shared/format';
import { icon } from '../../shared/icons';
import { language, local, t, word } from '../../shared/language';
import { mark } from '../../shared/mark';
import { lower, type DatasetInfo } from '../../shared/types';
import { empty, failed, skeleton } from '../../shared/view';
import { datasets, departments } from '../../shared/world';
import { live } from '../../shared/live';
import { follow, href, parameter, parts, route, setParameters } from '../router';
import './data.css';

/** Whether the newest record of a dataset is older than two of its periods; null where nobody can say. */
export function overdue(dataset: Pick<DatasetInfo, 'frequency' | 'newest'>, now: number): boolean | null {
  const period = duration(dataset.frequency);
  const newest = millis(dataset.newest);
  return Number.isNaN(period) || Number.isNaN(newest) ? null : now - newest > 2 * period;
}

/** Freshness in shape and word. */
export function freshness(dataset: DatasetInfo): TemplateResult {
  const late = overdue(dataset, Date.now());
  if (late === null) return html`<span class="muted">–</span>`;
  return late ? mark(2, t('data.overdue')) : mark(0, t('data.onTime'));
}

/** Whether the words of a search are all found in what a dataset says about itself. */
export function matches(dataset: DatasetInfo, query: string): boolean {
  const text = [
    `${dataset.department}/${dataset.name}`,
    local(dataset.title),
    local(dataset.description),
    dataset.producer,
    ...dataset.fields.map((field) => `${field.name} ${local(field.description)}`),
  ]
    .join(' ')
    .toLowerCase();
  return query.toLowerCase().split(/\s+/).every((each) => text.includes(each));
}

/** The catalogue of all datasets. */
class Data extends PageElement {
  constructor() {
    super(datasets, departments, route, session);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const ticking = setInterval(() => this.requestUpdate(), 10_000);
    this.whileShown(() => clearInterval(ticking));
    // Row counts and times of the catalogue follow the feed, but never faster than people read.
    this.whileShown(live.subscribe('dataset:*', () => datasets.loadSoon(4000)));
  }

  protected override render() {
    const { data, problem } = datasets.get();
    const department = parameter('department') ?? parts()[1] ?? '';
    const query = parameter('q') ?? '';
    const found = (data ?? [])
      .filter((each) => (!department || each.department === department) && matches(each, query))
      .sort((a, b) => local(a.title).localeCompare(local(b.title), language.get()));
    return html`<div class="page">
      <div class="page-head">
        <div class="titles"><h1>${t('data.title')}</h1><p class="sub">${t('data.sub')}</p></div>
        <div class="acts">
          <a class="button plain" href="/api/docs">${t('data.api')}</a>
          ${may('admin') || may('department')
            ? html`<a class="button" href=${href('/import')}>${icon('upload')}${t('import.open')}</a>`
            : nothing}
        </div>
      </div>
      <div class="catalogue-tools">
        <div class="search">
          ${icon('search')}
          <input type="search" .value=${query} placeholder=${t('data.search')} aria-label=${t('data.search')}
            @input=${(e: InputEvent) => setParameters({ q: (e.target as HTMLInputElement).value })} />
        </div>
        <select aria-label=${t('data.department')} .value=${department}
          @change=${(e: Event) => setParameters({ department: (e.target as HTMLSelectElement).value })}>
          <option value="">${t('data.allDepartments')}</option>
          ${(departments.data ?? []).map(
            (each) => html`<option value=${each.name} ?selected=${each.name === department}>${local(each.title)}</option>`,
          )}
        </select>
        <span class="muted num">${found.length} / ${data?.length ?? 0}</span>
      </div>
      <div class="panel">
        ${data === null
          ? problem
            ? failed(problem, () => void datasets.load())
            : skeleton(8)
          : data.length === 0
            ? empty(t('data.none'), 'table')
            : found.length === 0
              ? empty(t('data.noMatch', { query }), 'search')
              : this.table(found)}
      </div>
    </div>`;
  }

  private table(found: DatasetInfo[]): TemplateResult {
    return html`<div class="table-wrap">
      <table>
        <thead>
          <tr>
            <th>${t('data.dataset')}</th>
            <th>${t('data.producer')}</th>
            <th>${t('data.classification')}</th>
            <th>${t('data.frequency')}</th>
            <th class="number">${t('data.rows')}</th>
            <th>${t('data.newest')}</th>
            <th>${t('data.freshness')}</th>
          </tr>
        </thead>
        <tbody>
          ${found.map((each) => {
            const path = `/data/${each.department}/${each.name}`;
            return html`<tr class="link-row" @click=${(e: Event) => follow(e, path)}>
              <td class="dataset-cell">
                <a href=${href(path)}><b>${local(each.title)}</b></a>
                <span class="muted mono">${each.department}/${each.name}</span>
                <p>${local(each.description)}</p>
              </td>
              <td>${each.producer || html`<span class="muted">–</span>`}</td>
              <td class="nowrap">
                <span class="tag">${word('class', lower(each.classification))}</span>
                ${each.draft ? html`<span class="tag">${t('approval.tag')}</span>` : nothing}
              </td>
              <td class="nowrap">${each.frequency ? t('time.every', { age: age(duration(each.frequency)) }) : '–'}</td>
              <td class="number">${each.rows == null ? '–' : number(each.rows, 0)}</td>
              <td class="num nowrap"><time title=${dateTime(each.newest)}>${relative(each.newest)}</time></td>
              <td class="nowrap">${freshness(each)}</td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>`;
  }
}

customElements.define('pcc-data', Data);
