import './references.css';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { get, may, said, send, type Problem } from '../../shared/api';
import { decoded, readCsv } from '../../shared/csv';
import { PageElement } from '../../shared/element';
import { dateTime, number } from '../../shared/format';
import { icon } from '../../shared/icons';
import { local, t } from '../../shared/language';
import {
  lookupOf,
  referenceTables,
  rowsOf,
  type ReferenceHead,
  type ReferenceRow,
  type ReferenceTable,
} from '../../shared/references';
import { asProblem } from '../../shared/resource';
import type { DatasetInfo, Items } from '../../shared/types';
import { empty, failed, skeleton } from '../../shared/view';
import { datasets } from '../../shared/world';
import { follow, go, href, parameter, route, setParameters } from '../router';

const MOST_ROWS = 20_000;
/** More rows than this are shown by searching, and changed by a file. */
const MOST_SHOWN = 300;
const LARGEST_FILE = 4 << 20;

interface Made {
  version: number;
  by: string;
  at: string;
  rows: number;
  /** Whether the table was deleted with it. */
  deleted: boolean;
}

/** A table that is being written; nothing of it is kept until it is saved. */
interface Draft {
  name: string;
  title: { id: string; en: string };
  source: string;
  edition: string;
  system: string;
  parents: string;
  rows: ReferenceRow[];
}

/** The datasets that have a field with codes of a table. */
function usedBy(name: string): DatasetInfo[] {
  return (datasets.data ?? []).filter((each) => each.fields.some((field) => field.reference === name));
}

const person = (by: string): string => by.replace(/^(person|system):/, '');

/** The tables of reference codes: all of them, or one with its rows and versions. */
class References extends PageElement {
  @property() name = '';
  private shownName: string | null = null;
  private shownVersion = '';
  private table: ReferenceTable | null = null;
  private versions: Made[] = [];
  private problem: Problem | null = null;
  private draft: Draft | null = null;
  private message = '';
  private search = '';

  constructor() {
    super(datasets, referenceTables, route);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void referenceTables.load();
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    const version = parameter('version') ?? '';
    if (this.shownName === this.name && this.shownVersion === version) return;
    this.shownName = this.name;
    this.shownVersion = version;
    Object.assign(this, { table: null, versions: [], problem: null, draft: null, message: '', search: '' });
    if (this.name) void this.load();
  }

  private async load(): Promise<void> {
    const path = `/api/references/${encodeURIComponent(this.name)}`;
    const version = this.shownVersion;
    try {
      const made = await get<Items<Made>>(`${path}/versions`);
      // of a table that was deleted, what it was last
      const shown = version || (made.items[0]?.deleted ? made.items.find((each) => !each.deleted)?.version : '');
      const table = await get<ReferenceTable>(path + (shown ? `?version=${encodeURIComponent(shown)}` : ''));
      // another version was asked for meanwhile, as after saving: its own answer is what counts
      if (version !== this.shownVersion || table.name !== this.name) return;
      this.table = table;
      this.versions = made.items;
      this.problem = null;
      if (table.parents) this.whileShown(lookupOf(table.parents).watch(() => this.requestUpdate()));
    } catch (failure) {
      this.problem = asProblem(failure);
    }
    this.requestUpdate();
  }

  protected override render() {
    return this.draft ? this.editor(this.draft) : this.name ? this.one() : this.all();
  }

  private all(): TemplateResult {
    const { data, problem } = referenceTables.get();
    return html`<div class="page reference-page">
      <div class="page-head">
        <div class="titles"><h1>${t('reference.title')}</h1><p class="sub">${t('reference.sub')}</p></div>
        ${may('walidata')
          ? html`<div class="acts">
              <button class="button main" @click=${() => this.edit(null)}>${icon('plus')}${t('reference.create')}</button>
            </div>`
          : nothing}
      </div>
      <div class="panel">
        ${data === null
          ? problem
            ? failed(problem, () => void referenceTables.load())
            : skeleton(5)
          : data.length === 0
            ? empty(t('reference.none'), 'table')
            : this.list(data)}
      </div>
    </div>`;
  }

  private list(tables: ReferenceHead[]): TemplateResult {
    return html`<div class="table-wrap" tabindex="0" role="region" aria-label=${t('reference.title')}>
      <table>
        <thead>
          <tr>
            <th>${t('reference.table')}</th><th>${t('reference.source')}</th><th>${t('reference.systems')}</th>
            <th class="number">${t('reference.rows')}</th><th>${t('reference.usedBy')}</th>
            <th>${t('reference.version')}</th>
          </tr>
        </thead>
        <tbody>
          ${tables.map(
            (each) => html`<tr class="link-row" @click=${(e: Event) => follow(e, `/references/${each.name}`)}>
              <td><a href=${href(`/references/${each.name}`)}><b>${local(each.title)}</b></a> <span class="muted mono">${each.name}</span></td>
              <td>${each.source}${each.edition ? ` (${each.edition})` : ''}</td>
              <td class="mono">${each.systems.join(', ')}</td>
              <td class="number">${number(each.count, 0)}</td>
              <td class="number">${number(usedBy(each.name).length, 0)}</td>
              <td class="nowrap num">${each.version} <span class="muted">${dateTime(each.at)}</span></td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  private one(): TemplateResult {
    const table = this.table;
    if (!table) {
      return html`<div class="page reference-page">
        <h1 class="mono">${this.name}</h1>
        <div class="panel">${this.problem ? failed(this.problem, () => void this.load()) : skeleton(8)}</div>
      </div>`;
    }
    const newest = this.versions[0]?.version ?? table.version;
    const gone = this.versions[0]?.deleted ? this.versions[0] : null;
    const old = !gone && table.version < newest;
    const mine = may('walidata') && table.owner === '';
    return html`<div class="page reference-page">
      <div class="page-head">
        <div class="titles">
          <p class="crumb"><a href=${href('/references')}>${t('reference.title')}</a> / <span class="mono">${table.name}</span></p>
          <h1>${local(table.title)}</h1>
          <p class="sub">${table.source}${table.edition ? ` (${table.edition})` : ''}</p>
        </div>
        <div class="acts">
          <a class="button" download="${table.name}.csv"
            href="/api/references/${table.name}?format=csv${old || gone ? `&version=${table.version}` : ''}">${icon('download')}CSV</a>
          ${mine && !old && !gone
            ? html`<button class="button" @click=${() => void this.delete(table)}>${t('reference.delete')}</button>`
            : nothing}
          ${mine
            ? html`<button class="button main" @click=${() => (gone ? void this.restore(table) : this.edit(table))}>
                ${t(gone || old ? 'reference.takeBack' : 'reference.edit')}
              </button>`
            : nothing}
        </div>
      </div>
      ${this.message ? html`<div class="banner bad" role="alert">${icon('warning')}<span>${this.message}</span></div>` : nothing}
      ${gone
        ? html`<div class="banner" role="status">${icon('warning')}<span>${t('reference.deleted', {
            by: person(gone.by),
            at: dateTime(gone.at),
            version: table.version,
          })}</span></div>`
        : nothing}
      ${old ? html`<div class="banner" role="status">${icon('warning')}<span>${t('reference.old', { version: table.version, newest })}</span></div>` : nothing}
      ${table.owner ? html`<div class="banner">${icon('shield')}<span>${t('reference.owned', { owner: table.owner })}</span></div>` : nothing}
      <div class="reference-body">
        <section class="panel">
          <header>
            <h2>${t('reference.rows')}</h2>
            <div class="aside search">
              ${icon('search')}
              <input type="search" .value=${this.search} placeholder=${t('reference.search')} aria-label=${t('reference.search')}
                @input=${(e: InputEvent) => this.find((e.target as HTMLInputElement).value)} />
            </div>
          </header>
          ${this.rowsTable(table)}
        </section>
        <section class="panel">
          <header><h2>${t('reference.usedBy')}</h2></header>
          <div class="body">${this.users(table.name)}</div>
          <header><h2>${t('reference.versions')}</h2></header>
          <div class="body">
            <ol class="versions" reversed>
              ${this.versions.map(
                (each) => each.deleted
                  ? html`<li><span>${t('reference.deletedAs', { version: each.version })}</span>
                      <span class="muted num">${dateTime(each.at)} · ${person(each.by)}</span></li>`
                  : html`<li>
                  <a href=${href(`/references/${table.name}${each.version === newest ? '' : `?version=${each.version}`}`)}
                    aria-current=${each.version === table.version ? 'true' : nothing}>${t('reference.versionOf', { version: each.version, n: each.rows })}</a>
                  <span class="muted num">${dateTime(each.at)} · ${person(each.by)}</span>
                </li>`,
              )}
            </ol>
          </div>
        </section>
      </div>
    </div>`;
  }

  private users(name: string): TemplateResult {
    const users = usedBy(name);
    if (users.length === 0) return html`<p class="muted">${t('reference.unused')}</p>`;
    return html`<ul class="versions">
      ${users.map(
        (each) => html`<li><a href=${href(`/data/${each.department}/${each.name}?tab=fields`)}>${local(each.title)}</a>
          <span class="muted mono">${each.fields.filter((field) => field.reference === name).map((field) => field.name).join(', ')}</span></li>`,
      )}
    </ul>`;
  }

  private find(text: string): void {
    this.search = text;
    this.requestUpdate();
  }

  private rowsTable(table: ReferenceTable): TemplateResult {
    const others = table.systems.filter((each) => each !== table.system);
    const words = this.search.toLowerCase().split(/\s+/);
    const found = table.rows.filter((row) => {
      const text = [row.code, row.title.id, row.title.en, row.parent, ...Object.values(row.codes)].join(' ').toLowerCase();
      return words.every((each) => text.includes(each));
    });
    const shown = found.slice(0, MOST_SHOWN);
    const parented = table.rows.some((row) => row.parent);
    const english = table.rows.some((row) => row.title.en !== row.title.id);
    const above = table.parents ? lookupOf(table.parents).data : null;
    const own = new Map(table.rows.map((row) => [row.code, row]));
    const parent = (code: string) => (table.parents ? above?.titles(code) : own.get(code) && local(own.get(code)!.title)) ?? '';
    if (found.length === 0) return empty(t('reference.noMatch', { query: this.search }), 'search');
    return html`<div class="table-wrap" tabindex="0" role="region" aria-label=${local(table.title)}>
        <table>
          <thead>
            <tr>
              <th>${t('reference.code')} <small class="mono">${table.system}</small></th>
              <th>${t('reference.rowTitle')}</th>
              ${english ? html`<th>${t('reference.rowTitleEn')}</th>` : nothing}
              ${parented ? html`<th>${t('reference.parent')}</th>` : nothing}
              ${others.map((each) => html`<th>${t('reference.code')} <small class="mono">${each}</small></th>`)}
            </tr>
          </thead>
          <tbody>
            ${shown.map(
              (row) => html`<tr>
                <td class="mono code">${row.code}</td>
                <td>${row.title.id}</td>
                ${english ? html`<td>${row.title.en}</td>` : nothing}
                ${parented ? html`<td>${row.parent ? html`${parent(row.parent)} <span class="muted mono">${row.parent}</span>` : '–'}</td>` : nothing}
                ${others.map((each) => html`<td class="mono code">${row.codes[each] ?? '–'}</td>`)}
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <footer><span class="num">${t('reference.shown', { n: shown.length, total: table.rows.length })}</span></footer>`;
  }

  private edit(table: ReferenceTable | null): void {
    const title = table ? (typeof table.title === 'string' ? { id: table.title, en: table.title } : table.title) : { id: '', en: '' };
    this.message = '';
    this.draft = {
      name: table?.name ?? '',
      title: { ...title },
      source: table?.source ?? '',
      edition: table?.edition ?? '',
      system: table?.system ?? 'kode',
      parents: table?.parents ?? '',
      rows: table ? structuredClone(table.rows) : [blank()],
    };
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.reference-form input:not([readonly])')?.focus());
  }

  /** Deletes a table that nothing uses; the page then offers to put it in force again. */
  private async delete(table: ReferenceTable): Promise<void> {
    const users = usedBy(table.name).map((each) => local(each.title));
    if (users.length > 0) {
      this.message = t('reference.inUse', { users: users.join(', ') });
      this.requestUpdate();
      return;
    }
    if (!confirm(t('reference.deleteAsk', { title: local(table.title), n: number(table.rows.length, 0) }))) return;
    await this.change(() => send('DELETE', `/api/references/${encodeURIComponent(table.name)}?version=${table.version}`));
  }

  /** Puts a table that was deleted in force again. */
  private async restore(table: ReferenceTable): Promise<void> {
    await this.change(() => send('PUT', `/api/references/${encodeURIComponent(table.name)}`, { ...table, version: 0 }));
  }

  private async change(act: () => Promise<unknown>): Promise<void> {
    this.message = '';
    try {
      await act();
      void referenceTables.load();
      setParameters({ version: null });
      await this.load();
    } catch (failure) {
      const problem = asProblem(failure);
      this.message = problem.detail || problem.title;
      this.requestUpdate();
    }
  }

  private leave(): void {
    this.draft = null;
    this.message = '';
    this.requestUpdate();
  }

  private editor(draft: Draft): TemplateResult {
    const fresh = this.table === null;
    const others = [...new Set(draft.rows.flatMap((row) => Object.keys(row.codes)))];
    const field = (name: 'name' | 'source' | 'edition' | 'system' | 'parents', required: boolean, most: number) =>
      html`<label class="field"><span>${t(`reference.${name}`)} <i class="hint">${t(`reference.${name}.hint`)}</i></span>
        <input .value=${draft[name]} ?required=${required} maxlength=${most} ?readonly=${name === 'name' && !fresh}
          pattern=${['name', 'system', 'parents'].includes(name) ? '[a-z][a-z0-9_]*' : nothing}
          @input=${(e: InputEvent) => (draft[name] = value(e))} /></label>`;
    const title = (language: 'id' | 'en') =>
      html`<label class="field"><span>${t(language === 'id' ? 'reference.titleId' : 'reference.titleEn')}</span>
        <input .value=${draft.title[language]} ?required=${language === 'id'} maxlength="300"
          @input=${(e: InputEvent) => (draft.title[language] = value(e))} /></label>`;
    return html`<form class="page reference-page" @submit=${(e: SubmitEvent) => void this.save(e)}>
      <div class="page-head">
        <div class="titles">
          <p class="crumb"><a href=${href('/references')}>${t('reference.title')}</a></p>
          <h1>${fresh ? t('reference.create') : local(draft.title)}</h1>
        </div>
        <div class="acts">
          <label class="button file">${icon('up')}${t('reference.upload')}
            <input class="visually-hidden" type="file" accept=".csv,text/csv" @change=${(e: Event) => void this.upload(e)} /></label>
          <button type="button" class="button" @click=${() => this.leave()}>${t('action.cancel')}</button>
          <button class="button main">${t('reference.save')}</button>
        </div>
      </div>
      ${this.message ? html`<div class="banner bad" role="alert">${icon('warning')}<span>${this.message}</span></div>` : nothing}
      <section class="panel"><div class="body reference-form">
        ${field('name', true, 40)} ${title('id')} ${title('en')} ${field('source', true, 500)} ${field('edition', false, 100)}
        ${field('system', true, 40)} ${field('parents', false, 40)}
      </div></section>
      <section class="panel">
        <header><h2>${t('reference.rows')}</h2><div class="aside muted">${t('reference.uploadHint')}</div></header>
        ${draft.rows.length > MOST_SHOWN
          ? empty(t('reference.many', { n: number(draft.rows.length, 0) }), 'table')
          : html`<div class="table-wrap">
              <table>
                <thead>
                  <tr>
                    <th>${t('reference.code')} <small class="mono">${draft.system}</small></th><th>${t('reference.rowTitle')}</th>
                    <th>${t('reference.rowTitleEn')}</th><th>${t('reference.parent')}</th>
                    ${others.map((each) => html`<th>${t('reference.code')} <small class="mono">${each}</small></th>`)}
                    <th><span class="visually-hidden">${t('reference.remove')}</span></th>
                  </tr>
                </thead>
                <tbody>
                  ${draft.rows.map((row, i) => this.rowEditor(draft, row, i, others))}
                </tbody>
              </table>
            </div>`}
        <footer>
          <span class="num">${t('reference.count', { n: draft.rows.length })}</span>
          ${draft.rows.length > MOST_SHOWN
            ? nothing
            : html`<button type="button" class="button small" @click=${() => this.add(draft)}>${icon('plus')}${t('reference.add')}</button>`}
        </footer>
      </section>
    </form>`;
  }

  private rowEditor(draft: Draft, row: ReferenceRow, i: number, others: string[]): TemplateResult {
    const cell = (label: string, text: string, set: (text: string) => void, required = false, wide = false) =>
      html`<td><input class=${wide ? 'wide' : 'mono'} .value=${text} aria-label="${label}, ${i + 1}" ?required=${required}
        maxlength=${wide ? 300 : 100} @input=${(e: InputEvent) => set(value(e))} /></td>`;
    return html`<tr>
      ${cell(t('reference.code'), row.code, (text) => (row.code = text), true)}
      ${cell(t('reference.rowTitle'), row.title.id, (text) => (row.title.id = text), true, true)}
      ${cell(t('reference.rowTitleEn'), row.title.en, (text) => (row.title.en = text), false, true)}
      ${cell(t('reference.parent'), row.parent, (text) => (row.parent = text))}
      ${others.map((each) => cell(each, row.codes[each] ?? '', (text) => (row.codes[each] = text)))}
      <td class="number">
        <button type="button" class="button small plain icon-only" aria-label="${t('reference.remove')}: ${row.code || i + 1}"
          @click=${() => this.drop(draft, row)}>${icon('close')}</button>
      </td>
    </tr>`;
  }

  private add(draft: Draft): void {
    draft.rows.push(blank());
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('tbody tr:last-child input')?.focus());
  }

  private drop(draft: Draft, row: ReferenceRow): void {
    draft.rows = draft.rows.filter((each) => each !== row);
    this.requestUpdate();
  }

  private async upload(event: Event): Promise<void> {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    const draft = this.draft;
    if (!file || !draft) return;
    try {
      if (file.size > LARGEST_FILE) throw new RangeError();
      draft.rows = rowsOf(readCsv(decoded(await file.arrayBuffer()), MOST_ROWS));
      this.message = '';
    } catch (failure) {
      this.message =
        failure instanceof RangeError
          ? t('reference.tooLarge', { n: number(MOST_ROWS, 0) })
          : t('reference.unreadable', { file: file.name, what: (failure as Error).message });
    }
    input.value = '';
    this.requestUpdate();
  }

  private async save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const draft = this.draft;
    if (!draft) return;
    const newest = this.versions[0];
    const seen = newest && !newest.deleted ? newest.version : 0;
    try {
      await send('PUT', `/api/references/${encodeURIComponent(draft.name)}`, { ...draft, version: seen });
      void referenceTables.load();
      this.draft = null;
      if (this.name === draft.name) {
        setParameters({ version: null });
        await this.load();
      } else go(`/references/${draft.name}`);
    } catch (failure) {
      this.message = said(asProblem(failure));
      this.requestUpdate();
      void this.updateComplete.then(() => this.querySelector('.banner.bad')?.scrollIntoView({ block: 'nearest' }));
    }
  }
}

function blank(): ReferenceRow {
  return { code: '', title: { id: '', en: '' }, parent: '', codes: {} };
}

function value(event: Event): string {
  return (event.target as HTMLInputElement).value;
}

customElements.define('pcc-references', References);
