import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { may } from '../../shared/api';
import { PageElement } from '../../shared/element';
import { age, brief, dateTime, duration, number, relative, type Moment } from '../../shared/format';
import { local, t } from '../../shared/language';
import { stateMark } from '../../shared/mark';
import { lower, qualified, type Connector, type DepartmentInfo } from '../../shared/types';
import { empty, failed, skeleton } from '../../shared/view';
import { datasetNamed, datasets, departments } from '../../shared/world';
import { follow, href } from '../router';
import '../intake';
import '../deployPanel';
import './departments.css';

/** Departments with their live state; one of them in full when `name` is given. */
class Departments extends PageElement {
  @property() name = '';

  constructor() {
    super(departments, datasets);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const ticking = setInterval(() => this.requestUpdate(), 5_000);
    this.whileShown(() => clearInterval(ticking));
  }

  protected override render() {
    const { data, problem } = departments.get();
    const one = data?.find((each) => each.name === this.name);
    if (this.name && data) {
      return one
        ? this.department(one)
        : html`<div class="page">${empty(t('notFound.text', { path: this.name }), 'search')}</div>`;
    }
    return html`<div class="page">
      <div class="page-head">
        <div class="titles"><h1>${t('departments.title')}</h1><p class="sub">${t('departments.sub')}</p></div>
      </div>
      <div class="panel">
        ${data === null
          ? problem
            ? failed(problem, () => void departments.load())
            : skeleton(6)
          : data.length === 0
            ? empty(t('departments.none'), 'plug')
            : this.table(data)}
      </div>
      ${may('admin') && !this.name ? html`<pcc-deploy></pcc-deploy>` : nothing}
    </div>`;
  }

  private table(all: DepartmentInfo[]): TemplateResult {
    return html`<div class="table-wrap">
      <table class="department-table">
        <thead>
          <tr>
            <th>${t('departments.name')}</th>
            <th>${t('departments.state')}</th>
            <th>${t('departments.since')}</th>
            <th>${t('departments.lastSuccess')}</th>
            <th>${t('departments.nextTry')}</th>
            <th>${t('departments.lastError')}</th>
            <th class="number">${t('departments.datasets')}</th>
          </tr>
        </thead>
        <tbody>
          ${all.map((each) => {
            const error = lastError(each);
            return html`<tr class="link-row" @click=${(e: Event) => follow(e, `/departments/${each.name}`)}>
              <td>
                <a href=${href(`/departments/${each.name}`)}><b>${local(each.title)}</b></a>
                <div class="muted mono">${each.name}</div>
              </td>
              <td>
                ${stateMark(each.status.state)}
                ${each.status.reason ? html`<div class="reason">${local(each.status.reason)}</div>` : nothing}
              </td>
              <td class="num">${moment(each.status.since)}</td>
              <td class="num">${moment(lastSuccess(each))}</td>
              <td class="num">${lower(each.status.state) === 'running' ? '–' : moment(nextTry(each), '–')}</td>
              <td class="error">${error ? html`<span title=${error}>${error}</span>` : html`<span class="muted">–</span>`}</td>
              <td class="number">${each.datasets?.length ?? 0}</td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>`;
  }

  private department(one: DepartmentInfo): TemplateResult {
    const error = lastError(one);
    return html`<div class="page">
      <div class="page-head">
        <div class="titles">
          <p class="crumb"><a href=${href('/departments')}>${t('departments.title')}</a> / <span class="mono">${one.name}</span></p>
          <h1>${local(one.title)}</h1>
        </div>
      </div>
      <div class="department-grid">
        <section class="panel">
          <header><h2>${t('departments.state')}</h2></header>
          <div class="body stack">
            <div class="big-state">${stateMark(one.status.state)}</div>
            ${one.status.reason ? html`<p>${local(one.status.reason)}</p>` : nothing}
            <dl class="facts">
              <dt>${t('departments.since')}</dt><dd class="num">${dateTime(one.status.since)}</dd>
              <dt>${t('departments.lastSuccess')}</dt><dd class="num">${dateTime(lastSuccess(one))}</dd>
              <dt>${t('departments.nextTry')}</dt><dd class="num">${nextTry(one) ? relative(nextTry(one)) : '–'}</dd>
              <dt>${t('departments.lastError')}</dt><dd class="error-text">${error || '–'}</dd>
              <dt>${t('departments.bundle')}</dt><dd class="mono">${one.bundle ?? '–'}</dd>
              <dt>${t('departments.version')}</dt><dd class="mono">${one.version ?? '–'}</dd>
            </dl>
          </div>
        </section>
        <section class="panel">
          <header><h2>${t('departments.connectors')}</h2></header>
          ${this.connectors(one.connectors ?? [])}
        </section>
        <section class="panel wide">
          <header><h2>${t('intake.title')}</h2></header>
          <div class="body"><pcc-intake .name=${one.name}></pcc-intake></div>
        </section>
        <section class="panel wide">
          <header><h2>${t('departments.datasets')}</h2></header>
          ${this.datasets(one)}
        </section>
        <section class="panel wide">
          <header><h2>${t('documents.title')}</h2></header>
          <pcc-documents .name=${one.name}></pcc-documents>
        </section>
        ${(one.layers?.length ?? 0) + (one.widgets?.length ?? 0) + (one.commands?.length ?? 0) > 0
          ? html`<section class="panel wide">
              <div class="body offers">
                ${this.offers(t('departments.layers'), one.layers ?? [])}
                ${this.offers(t('departments.widgets'), one.widgets ?? [])}
                ${this.offers(t('departments.commands'), one.commands ?? [])}
              </div>
            </section>`
          : nothing}
        ${may('admin')
          ? html`<pcc-deploy class="wide" .department=${one.name} .disabled=${lower(one.status.state) === 'stopped' && !(one.connectors?.length)}></pcc-deploy>`
          : nothing}
      </div>
    </div>`;
  }

  private offers(title: string, list: { title: DepartmentInfo['title']; name?: string; type?: string }[]) {
    return list.length === 0
      ? nothing
      : html`<div>
          <h3>${title}</h3>
          <ul>${list.map((each) => html`<li>${local(each.title)} <span class="muted mono">${each.type ?? each.name}</span></li>`)}</ul>
        </div>`;
  }

  private connectors(list: Connector[]): TemplateResult {
    if (list.length === 0) return empty(t('departments.noConnectors'), 'plug');
    return html`<div class="table-wrap">
      <table>
        <thead>
          <tr>
            <th>${t('departments.connector')}</th>
            <th>${t('departments.lastSuccess')}</th>
            <th>${t('departments.lag')}</th>
            <th>${t('departments.lastError')}</th>
          </tr>
        </thead>
        <tbody>
          ${list.map(
            (each) => html`<tr>
              <td class="mono">${each.name}</td>
              <td class="num">${moment(each.lastSuccess)}</td>
              <td class="num">${lagText(each.lag)}</td>
              <td class="error-text">${local(each.lastError) || html`<span class="muted">–</span>`}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  private datasets(one: DepartmentInfo): TemplateResult {
    const names = one.datasets ?? [];
    if (names.length === 0) return empty(t('data.none'), 'table');
    return html`<div class="table-wrap">
      <table>
        <thead>
          <tr>
            <th>${t('data.dataset')}</th>
            <th>${t('data.frequency')}</th>
            <th class="number">${t('data.rows')}</th>
            <th>${t('data.newest')}</th>
          </tr>
        </thead>
        <tbody>
          ${names.map((each) => {
            const name = qualified(one.name, each);
            const dataset = datasetNamed(name);
            return html`<tr class="link-row" @click=${(e: Event) => follow(e, `/data/${name}`)}>
              <td>
                <a href=${href(`/data/${name}`)}><b>${dataset ? local(dataset.title) : name}</b></a>
                <div class="muted mono">${name}</div>
              </td>
              <td>${dataset?.frequency ? t('time.every', { age: age(duration(dataset.frequency)) }) : '–'}</td>
              <td class="number">${number(dataset?.rows, 0)}</td>
              <td class="num">${moment(dataset?.newest)}</td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>`;
  }
}

/** A moment as its distance from now, exact on hover. */
function moment(at: Moment, none = t('time.never')): TemplateResult {
  return at
    ? html`<time datetime=${String(at)} title=${dateTime(at)}>${relative(at)}</time><div class="muted">${brief(at)}</div>`
    : html`<span class="muted">${none}</span>`;
}

function lagText(lag: string | number | null | undefined): string {
  if (lag === null || lag === undefined || lag === '') return '–';
  const ms = typeof lag === 'number' ? lag * 1000 : duration(lag);
  return Number.isNaN(ms) ? String(lag) : age(ms);
}

function lastSuccess(one: DepartmentInfo): string | null {
  const all = (one.connectors ?? []).flatMap((each) => each.lastSuccess ?? []);
  return all.sort((a, b) => Date.parse(b) - Date.parse(a))[0] ?? null;
}

function lastError(one: DepartmentInfo): string {
  return local(one.status.lastError ?? one.connectors?.find((each) => each.lastError)?.lastError);
}

function nextTry(one: DepartmentInfo): string | null {
  return one.status.nextTry ?? one.connectors?.find((each) => each.nextTry)?.nextTry ?? null;
}

customElements.define('pcc-departments', Departments);
