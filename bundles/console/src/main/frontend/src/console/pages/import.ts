import './import.css';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { get, may, query, send, sendFile, session, type Problem } from '../../shared/api';
import { PageElement } from '../../shared/element';
import { dateTime, number, relative } from '../../shared/format';
import { icon } from '../../shared/icons';
import { local, t, word } from '../../shared/language';
import { mark } from '../../shared/mark';
import { asProblem } from '../../shared/resource';
import { lower, type DatasetInfo, type Items } from '../../shared/types';
import { empty, failed, skeleton } from '../../shared/view';
import { datasets, departments } from '../../shared/world';
import { follow, go, href } from '../router';
import {
  drafts,
  onto,
  plan,
  type Column,
  type Declared,
  type Draft,
  type Rule,
} from '../importPlan';

interface Load {
  department: string;
  dataset: string;
  state: string;
  trouble: string;
  read: number;
  rows: number;
  accepted: number;
  unchanged: number;
  quarantined: number;
  queued: number;
  faults: string[];
  ended?: string | null;
}

interface FileInfo {
  id: string;
  name: string;
  size: number;
  by: string;
  received: string;
  load?: Load | null;
}

interface ImportInfo {
  file: FileInfo;
  format: string;
  sheets: string[];
  sheet?: string | null;
  heading?: number | null;
  looked: number;
  whole: boolean;
  columns: Column[];
  rules: Rule[];
}

interface Preview {
  rows: { row: number; record: Record<string, unknown>; field: string; reason: string }[];
  looked: number;
  accepted: number;
  refused: number;
  repeated: number;
  whole: boolean;
}

const TYPES = ['TEXT', 'LONG_TEXT', 'INTEGER', 'DECIMAL', 'BOOLEAN', 'TIME', 'POINT', 'GEOMETRY'];
const TIMES = ['YEAR_FIRST', 'DAY_FIRST', 'MONTH_FIRST', 'WORDS', 'EXCEL', 'SECONDS', 'MILLISECONDS', 'YEAR'];
const NUMBERS = ['COMMA', 'POINT'];
const FREQUENCIES = ['', 'PT1H', 'P1D', 'P7D', 'P30D', 'P365D'];
const CLASSES = ['INTERNAL', 'PUBLIC', 'RESTRICTED'];
const ACCEPTED = '.csv,.txt,.tsv,.xlsx,.json,.geojson,.ndjson,.js';

/** Files that people bring: dropped, looked at, corrected, tried and loaded into a dataset. */
class ImportPage extends PageElement {
  /** The import that is open; empty for the list of all. */
  @property() name = '';
  private files: FileInfo[] | null = null;
  private largest = 0;
  private opened: ImportInfo | null = null;
  private problem: Problem | null = null;
  private message = '';
  private busy = '';
  private over = false;
  private mode: 'existing' | 'new' = 'new';
  private target = '';
  private declared: Declared = blank();
  private rows: Draft[] = [];
  private preview: Preview | null = null;
  private ticking = 0;

  constructor() {
    super(datasets, departments, session);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileShown(() => clearTimeout(this.ticking));
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('name')) void this.open();
  }

  private async open(): Promise<void> {
    clearTimeout(this.ticking);
    this.problem = null;
    this.message = '';
    this.preview = null;
    if (this.opened?.file.id !== this.name) this.opened = null;
    await this.act(async () => {
      if (this.name) {
        if (!this.opened) this.show(await get<ImportInfo>(this.path()));
      } else {
        await this.list();
      }
    });
  }

  private async list(): Promise<void> {
    const found = await get<Items<FileInfo> & { largestBytes: number }>('/api/imports');
    this.files = found.items;
    this.largest = found.largestBytes;
  }

  private show(info: ImportInfo): void {
    this.opened = info;
    this.rows = drafts(info.columns, info.rules);
    const load = info.file.load;
    if (load) {
      this.mode = 'existing';
      this.target = `${load.department}/${load.dataset}`;
      void this.match();
    } else {
      this.mode = 'new';
      this.declared = blank(info.file.name);
      const own = ownDepartment();
      if (own) this.declared.department = own;
    }
    this.watchLoad();
  }

  private path(more = ''): string {
    return `/api/imports/${encodeURIComponent(this.name)}${more}`;
  }

  /** Does something with the server and says what went wrong. */
  private async act(what: () => Promise<void>, busy = ''): Promise<void> {
    this.busy = busy;
    this.message = '';
    this.requestUpdate();
    try {
      await what();
    } catch (failure) {
      const problem = asProblem(failure);
      if (this.name ? !this.opened : this.files === null) this.problem = problem;
      else this.message = said(problem);
    }
    this.busy = '';
    this.requestUpdate();
  }

  private async bring(file: File | null | undefined): Promise<void> {
    if (!file) return;
    if (this.largest && file.size > this.largest) {
      this.message = t('import.tooLarge', { name: file.name, n: Math.floor(this.largest / 1048576) });
      this.requestUpdate();
      return;
    }
    await this.act(async () => {
      const taken = await sendFile<ImportInfo>(`/api/imports${query({ name: file.name.slice(0, 200) })}`, file);
      this.show(taken);
      go(`/import/${taken.file.id}`);
    }, t('import.uploading', { name: file.name }));
  }

  private async readAgain(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const values = new FormData(event.target as HTMLFormElement);
    const heading = Number(values.get('heading'));
    await this.act(async () => {
      const reading = { sheet: values.get('sheet') || null, heading: heading > 0 ? heading : null };
      this.preview = null;
      this.show((await send<ImportInfo>('POST', this.path('/reading'), reading))!);
    });
  }

  private async discard(): Promise<void> {
    if (!this.opened || !confirm(t('import.removeAsk', { name: this.opened.file.name }))) return;
    await this.act(async () => {
      await send('DELETE', this.path());
      go('/import');
    });
  }

  /** Fills the fields of the chosen dataset as far as the columns fit. */
  private async match(): Promise<void> {
    const dataset = this.chosen();
    this.preview = null;
    if (!dataset) {
      this.rows = [];
      this.requestUpdate();
      return;
    }
    await this.act(async () => {
      const { department, name } = dataset;
      const rules = (await get<Items<Rule>>(this.path('/rules') + query({ department, dataset: name }))).items;
      this.rows = onto(dataset, rules);
    });
  }

  private chosen(): DatasetInfo | null {
    return this.writable().find((each) => `${each.department}/${each.name}` === this.target) ?? null;
  }

  private writable(): DatasetInfo[] {
    const own = ownDepartment();
    return (datasets.data ?? []).filter((each) => may('admin') || each.department === own);
  }

  private choose(mode: 'existing' | 'new'): void {
    this.mode = mode;
    this.preview = null;
    this.message = '';
    if (mode === 'new' && this.opened) this.rows = drafts(this.opened.columns, this.opened.rules);
    else void this.match();
    this.requestUpdate();
  }

  private body(): unknown {
    const [department, dataset] = this.target.split('/');
    return this.mode === 'new'
      ? plan(this.declared.department, this.declared.name, this.rows, this.declared)
      : plan(department ?? '', dataset ?? '', this.rows, null);
  }

  private async look(): Promise<void> {
    this.preview = null;
    await this.act(async () => {
      this.preview = await send<Preview>('POST', this.path('/preview'), this.body());
    });
    await this.updateComplete;
    this.querySelector<HTMLElement>(this.preview ? '#import-preview' : '[role=alert]')?.scrollIntoView({ block: 'nearest' });
  }

  private async load(): Promise<void> {
    await this.act(async () => {
      const info = (await send<ImportInfo>('POST', this.path('/load'), this.body()))!;
      this.opened = { ...this.opened!, file: info.file };
      if (this.mode === 'new') {
        this.target = `${this.declared.department}/${this.declared.name}`;
        await datasets.load();
        this.mode = 'existing';
      }
      this.watchLoad();
    });
    await this.updateComplete;
    this.querySelector<HTMLElement>('#import-load')?.scrollIntoView({ block: 'nearest' });
  }

  private async cancel(): Promise<void> {
    await this.act(async () => {
      await send('POST', this.path('/cancel'));
    });
  }

  /** Asks how far it is until it has ended. */
  private watchLoad(): void {
    clearTimeout(this.ticking);
    if (!this.opened || !active(this.opened.file.load)) return;
    this.ticking = window.setTimeout(() => void this.askLoad(), 500);
  }

  private async askLoad(): Promise<void> {
    const asked = this.name;
    try {
      const file = await get<FileInfo>(this.path('/load'));
      if (asked !== this.name || !this.opened) return;
      this.opened = { ...this.opened, file };
      if (!active(file.load)) datasets.loadSoon();
    } catch (failure) {
      this.message = said(asProblem(failure));
      if (asProblem(failure).status !== 0) return;
    }
    this.requestUpdate();
    this.watchLoad();
  }

  protected override render() {
    return this.name ? this.single() : this.overview();
  }

  private overview(): TemplateResult {
    return html`<div class="page import-page">
      <div class="page-head">
        <div class="titles">
          <p class="crumb"><a href=${href('/data')}>${t('data.title')}</a> / ${t('import.title')}</p>
          <h1>${t('import.title')}</h1>
          <p class="sub">${t('import.sub')}</p>
        </div>
      </div>
      ${this.problem
        ? html`<div class="panel">${failed(this.problem, () => void this.open())}</div>`
        : html`${this.dropZone()} ${this.fault()}
            <section class="panel">
              <header><h2>${t('import.files')}</h2></header>
              ${this.files === null
                ? skeleton(3)
                : this.files.length === 0
                  ? empty(t('import.none'), 'table')
                  : this.fileTable(this.files)}
            </section>`}
    </div>`;
  }

  private fault(): TemplateResult | typeof nothing {
    return this.message
      ? html`<div class="banner bad" role="alert">${icon('warning')}<span>${this.message}</span></div>`
      : nothing;
  }

  private dropZone(): TemplateResult {
    const enter = (event: DragEvent, over: boolean) => {
      event.preventDefault();
      this.over = over;
      this.requestUpdate();
    };
    return html`<div class="drop-zone ${this.over ? 'over' : ''}" @dragover=${(e: DragEvent) => enter(e, true)}
      @dragleave=${(e: DragEvent) => enter(e, false)}
      @drop=${(e: DragEvent) => {
        enter(e, false);
        void this.bring(e.dataTransfer?.files[0]);
      }}>
      ${this.busy
        ? html`<p role="status">${this.busy}</p><progress aria-label=${this.busy}></progress>`
        : html`${icon('upload')}
            <p>${t('import.drop')}</p>
            <button class="button main" @click=${() => this.querySelector<HTMLInputElement>('#import-file')!.click()}>
              ${t('import.choose')}
            </button>
            <input id="import-file" type="file" accept=${ACCEPTED} hidden aria-label=${t('import.choose')}
              @change=${(e: Event) => void this.bring((e.target as HTMLInputElement).files?.[0])} />
            <p class="muted">${t('import.limit', { n: Math.floor(this.largest / 1048576) })}</p>`}
    </div>`;
  }

  private fileTable(files: FileInfo[]): TemplateResult {
    return html`<div class="table-wrap"><table>
      <thead><tr>
        <th>${t('import.file')}</th><th class="number">${t('import.size')}</th><th>${t('import.received')}</th>
        <th>${t('data.dataset')}</th><th>${t('import.state')}</th>
      </tr></thead>
      <tbody>${files.map((each) => {
        const path = `/import/${each.id}`;
        return html`<tr class="link-row" @click=${(e: Event) => follow(e, path)}>
          <td><a href=${href(path)}><b>${each.name}</b></a></td>
          <td class="number nowrap">${size(each.size)}</td>
          <td class="nowrap num"><time title=${dateTime(each.received)}>${relative(each.received)}</time></td>
          <td class="mono">${each.load ? `${each.load.department}/${each.load.dataset}` : '–'}</td>
          <td class="nowrap">${stateMark(each.load)}</td>
        </tr>`;
      })}</tbody>
    </table></div>`;
  }

  private single(): TemplateResult {
    const info = this.opened;
    if (!info) {
      return html`<div class="page"><h1 class="visually-hidden">${t('import.title')}</h1>
        <div class="panel">${this.problem ? failed(this.problem, () => void this.open()) : skeleton(8)}</div></div>`;
    }
    const loading = active(info.file.load);
    return html`<div class="page import-page">
      <div class="page-head">
        <div class="titles">
          <p class="crumb">
            <a href=${href('/data')}>${t('data.title')}</a> / <a href=${href('/import')}>${t('import.title')}</a>
          </p>
          <h1>${info.file.name}</h1>
          <p class="sub num">
            ${info.format} · ${size(info.file.size)} ·
            ${t(info.whole ? 'import.lookedAll' : 'import.looked', { n: number(info.looked, 0) })}
          </p>
        </div>
        <div class="acts">
          <button class="button" ?disabled=${loading} @click=${() => void this.discard()}>${t('import.remove')}</button>
        </div>
      </div>
      ${info.format === 'JSON' ? nothing : this.reading(info, loading)}
      ${this.targetPanel(loading)} ${this.columnsPanel(info, loading)} ${this.fault()} ${this.previewPanel(loading)}
      ${info.file.load ? this.loadPanel(info.file.load) : nothing}
    </div>`;
  }

  private reading(info: ImportInfo, loading: boolean): TemplateResult {
    return html`<form class="filters" @submit=${(e: SubmitEvent) => void this.readAgain(e)}>
      ${info.sheets.length > 1
        ? html`<label class="field"><span>${t('import.sheet')}</span>
            <select name="sheet">${info.sheets.map(
              (each) => html`<option ?selected=${each === info.sheet}>${each}</option>`,
            )}</select></label>`
        : nothing}
      <label class="field"><span>${t('import.heading')}</span>
        <input name="heading" type="number" min="1" max="1000000" placeholder=${t('import.headingGuess')}
          .value=${info.heading == null ? '' : String(info.heading)} /></label>
      <button class="button" ?disabled=${loading}>${t('import.readAgain')}</button>
    </form>`;
  }

  private targetPanel(loading: boolean): TemplateResult {
    return html`<section class="panel">
      <header>
        <h2>${t('import.target')}</h2>
        <div class="segments spread" role="group" aria-label=${t('import.target')}>
          ${(['new', 'existing'] as const).map(
            (each) => html`<button aria-pressed=${this.mode === each} ?disabled=${loading} @click=${() => this.choose(each)}>
              ${t(`import.${each}`)}
            </button>`,
          )}
        </div>
      </header>
      <div class="body">${this.mode === 'new' ? this.declaration() : this.datasetChoice(loading)}</div>
    </section>`;
  }

  private datasetChoice(loading: boolean): TemplateResult {
    return html`<div class="import-form">
      <label class="field"><span>${t('data.dataset')}</span>
        <select ?disabled=${loading} @change=${(e: Event) => {
          this.target = (e.target as HTMLSelectElement).value;
          void this.match();
        }}>
          <option value="">${t('import.pick')}</option>
          ${this.writable().map((each) => {
            const value = `${each.department}/${each.name}`;
            return html`<option value=${value} ?selected=${value === this.target}>${local(each.title)} (${value})</option>`;
          })}
        </select></label>
    </div>`;
  }

  private declaration(): TemplateResult {
    const set = (name: keyof Declared) => (event: Event) => {
      this.declared = { ...this.declared, [name]: (event.target as HTMLInputElement).value };
      this.requestUpdate();
    };
    const d = this.declared;
    const own = ownDepartment();
    return html`<div class="import-form">
        <label class="field"><span>${t('data.department')} <i class="hint">${t('import.nameHint')}</i></span>
          <input list="import-departments" maxlength="40" spellcheck="false" autocomplete="off" ?readonly=${own !== ''}
            .value=${d.department} @input=${set('department')} /></label>
        <datalist id="import-departments">
          ${(departments.data ?? []).map((each) => html`<option value=${each.name}>${local(each.title)}</option>`)}
        </datalist>
        <label class="field"><span>${t('import.name')}</span>
          <input maxlength="40" spellcheck="false" autocomplete="off" .value=${d.name} @input=${set('name')} /></label>
        <label class="field"><span>${t('import.titleId')}</span>
          <input maxlength="200" .value=${d.titleId} @input=${set('titleId')} /></label>
        <label class="field"><span>${t('import.titleEn')}</span>
          <input maxlength="200" .value=${d.titleEn} @input=${set('titleEn')} /></label>
        <label class="field"><span>${t('data.frequency')}</span>
          <select @change=${set('frequency')}>${FREQUENCIES.map(
            (each) => html`<option value=${each} ?selected=${each === d.frequency}>${word('import.frequency', each || 'none')}</option>`,
          )}</select></label>
        <label class="field"><span>${t('data.classification')}</span>
          <select @change=${set('classification')}>${CLASSES.map(
            (each) => html`<option value=${each} ?selected=${each === d.classification}>${word('class', lower(each))}</option>`,
          )}</select></label>
        <label class="field"><span>${t('data.producer')}</span>
          <input maxlength="200" .value=${d.producer} @input=${set('producer')} /></label>
        ${this.rows.some((each) => each.used && each.personal)
          ? html`<label class="field"><span>${t('import.purpose')}</span>
              <input maxlength="500" .value=${d.purpose} @input=${set('purpose')} /></label>`
          : nothing}
      </div>
      <p class="muted">${t('import.draftHint')}</p>`;
  }

  private change(row: Draft, what: Partial<Draft>): void {
    this.rows = this.rows.map((each) => (each === row ? { ...each, ...what } : each));
    this.preview = null;
    this.requestUpdate();
  }

  private columnsPanel(info: ImportInfo, loading: boolean): TemplateResult {
    const fresh = this.mode === 'new';
    return html`<section class="panel">
      <header><h2>${t('import.columns')}</h2></header>
      ${this.rows.length === 0
        ? empty(t('import.pick'), 'table')
        : html`<div class="table-wrap import-columns" tabindex="0" role="region" aria-label=${t('import.columns')}>
            <fieldset class="contents" ?disabled=${loading}><table>
              <thead><tr>
                ${fresh ? html`<th>${t('import.use')}</th>` : html`<th>${t('import.field')}</th>`}
                <th>${t('import.column')}</th><th>${t('import.guess')}</th><th>${t('import.examples')}</th>
                ${fresh ? html`<th>${t('import.field')}</th>` : nothing}
                <th>${t('import.type')}</th><th>${t('import.form')}</th>
                ${fresh
                  ? html`<th>${t('import.unit')}</th><th>${t('import.isKey')}</th><th>${t('import.personal')}</th>`
                  : nothing}
              </tr></thead>
              <tbody>${this.rows.map((row) => this.columnRow(row, info.columns, fresh))}</tbody>
            </table></fieldset>
          </div>`}
    </section>`;
  }

  private columnRow(row: Draft, columns: Column[], fresh: boolean): TemplateResult {
    const column = columns.find((each) => each.name === row.columns[0]);
    const label = (text: string) => `${text}: ${row.field}`;
    return html`<tr class=${row.used ? '' : 'unused'}>
      ${fresh
        ? html`<td><input type="checkbox" aria-label=${label(t('import.use'))} .checked=${row.used}
            @change=${(e: Event) => this.change(row, { used: (e.target as HTMLInputElement).checked })} /></td>`
        : html`<td><b class="mono">${row.field}</b>
            <small>${row.description} ${row.required ? html`(${t('import.required')})` : nothing}</small></td>`}
      <td class="wide-cell">${this.columnChoice(row, columns, fresh, label)}</td>
      <td class="nowrap">${column ? guess(column) : '–'}</td>
      <td class="samples">${column
        ? html`${column.examples.slice(0, 3).join(' · ')}
            ${column.missing ? html`<small>${t('import.missing', { n: number(column.missing, 0) })}</small>` : nothing}
            ${column.misfits.length
              ? html`<small>${t('import.misfits', { values: column.misfits.slice(0, 3).join(' · ') })}</small>`
              : nothing}`
        : nothing}</td>
      ${fresh
        ? html`<td class="wide-cell"><input class="mono" maxlength="40" spellcheck="false" aria-label=${label(t('import.field'))}
            .value=${row.field} @change=${(e: Event) => this.change(row, { field: (e.target as HTMLInputElement).value.trim() })} /></td>`
        : nothing}
      <td class="wide-cell">${fresh
        ? html`<select aria-label=${label(t('import.type'))}
            @change=${(e: Event) => this.change(row, { type: (e.target as HTMLSelectElement).value })}>
            ${TYPES.map((each) => html`<option value=${each} ?selected=${each === row.type}>${word('import.type', each)}</option>`)}
          </select>`
        : word('import.type', row.type)}</td>
      <td class="wide-cell">${this.formChoice(row, label)}</td>
      ${fresh
        ? html`<td class="narrow-cell">${row.type === 'DECIMAL' || row.type === 'INTEGER'
              ? html`<input maxlength="40" aria-label=${label(t('import.unit'))} .value=${row.unit}
                  @change=${(e: Event) => this.change(row, { unit: (e.target as HTMLInputElement).value.trim() })} />`
              : nothing}</td>
            <td><input type="checkbox" aria-label=${label(t('import.isKey'))} .checked=${row.key}
              ?disabled=${!['TEXT', 'INTEGER', 'TIME'].includes(row.type)}
              @change=${(e: Event) => this.change(row, { key: (e.target as HTMLInputElement).checked })} /></td>
            <td><input type="checkbox" aria-label=${label(t('import.personal'))} .checked=${row.personal}
              @change=${(e: Event) => this.change(row, { personal: (e.target as HTMLInputElement).checked })} /></td>`
        : nothing}
    </tr>`;
  }

  private columnChoice(row: Draft, columns: Column[], fresh: boolean, label: (text: string) => string): TemplateResult {
    const pick = (place: 0 | 1) => (event: Event) => {
      const chosen = (event.target as HTMLSelectElement).value;
      const next = [...row.columns];
      next[place] = chosen;
      const found = columns.find((each) => each.name === next[0]);
      const forms = place === 0 && found ? { number: found.number ?? row.number, time: found.time ?? row.time } : {};
      this.change(row, { columns: next.filter(Boolean), used: fresh ? row.used : !!next[0], ...forms });
    };
    const options = (chosen: string | undefined) =>
      columns.map((each) => html`<option value=${each.name} ?selected=${each.name === chosen}>${each.name}</option>`);
    const second = row.type === 'TIME' || row.type === 'POINT';
    return html`<div class="stacked">
      ${fresh && !second
        ? html`<b>${row.columns[0]}</b>`
        : html`<select aria-label=${label(t('import.column'))} @change=${pick(0)}>
            ${fresh ? nothing : html`<option value="" ?selected=${!row.columns[0]}>${t('import.notFilled')}</option>`}
            ${options(row.columns[0])}
          </select>`}
      ${second && row.columns[0]
        ? html`<select aria-label=${label(t('import.second'))} @change=${pick(1)}>
            <option value="" ?selected=${!row.columns[1]}>
              – ${t(row.type === 'TIME' ? 'import.secondTime' : 'import.secondPlace')} –
            </option>
            ${options(row.columns[1])}
          </select>`
        : nothing}
    </div>`;
  }

  private formChoice(row: Draft, label: (text: string) => string): TemplateResult | typeof nothing {
    const which = row.type === 'TIME' ? 'time' : ['INTEGER', 'DECIMAL', 'POINT'].includes(row.type) ? 'number' : '';
    if (!which) return nothing;
    const values = which === 'time' ? TIMES : NUMBERS;
    const chosen = (which === 'time' ? row.time : row.number) ?? values[0];
    return html`<select aria-label=${label(t('import.form'))}
      @change=${(e: Event) => this.change(row, { [which]: (e.target as HTMLSelectElement).value })}>
      ${values.map((each) => html`<option value=${each} ?selected=${each === chosen}>${word(`import.${which}`, each)}</option>`)}
    </select>`;
  }

  /** What is still missing before it can be tried; empty when nothing is. */
  private incomplete(): boolean {
    if (this.mode === 'existing') return !this.chosen() || !this.rows.some((each) => each.used);
    const { department, name, titleId } = this.declared;
    return !department || !name || !titleId || !this.rows.some((each) => each.used && each.key);
  }

  private previewPanel(loading: boolean): TemplateResult {
    const keyless = this.mode === 'new' && !this.rows.some((each) => each.used && each.key);
    const interrupted = ['interrupted', 'cancelled', 'failed'].includes(lower(this.opened?.file.load?.state));
    const idle = loading || this.incomplete() || this.busy !== '';
    return html`<section class="panel" id="import-preview">
      <header>
        <h2>${t('import.preview')}</h2>
        <div class="aside">
          <button class="button" ?disabled=${idle} @click=${() => void this.look()}>${t('import.look')}</button>
          <button class="button main" ?disabled=${idle} @click=${() => void this.load()}>
            ${t(interrupted ? 'import.resume' : this.opened?.file.load ? 'import.again' : 'import.load')}
          </button>
        </div>
      </header>
      ${this.preview
        ? this.previewed(this.preview)
        : empty(t(keyless ? 'import.noKey' : 'import.previewHint'), keyless ? 'key' : 'table')}
    </section>`;
  }

  private previewed(preview: Preview): TemplateResult {
    const fields = this.rows.filter((each) => each.used).map((each) => each.field);
    return html`<div class="body">
        <div class="import-counts num" role="status">
          <span>${t('import.accepted', { n: number(preview.accepted, 0) })}</span>
          ${preview.refused ? mark(2, t('import.refused', { n: number(preview.refused, 0) })) : nothing}
          ${preview.repeated ? mark(1, t('import.repeated', { n: number(preview.repeated, 0) })) : nothing}
          <span class="muted">${t(preview.whole ? 'import.ofAll' : 'import.ofFirst', { n: number(preview.looked, 0) })}</span>
        </div>
      </div>
      <div class="table-wrap import-preview" tabindex="0" role="region" aria-label=${t('import.preview')}>
        <table>
          <thead><tr>
            <th class="number">${t('import.row')}</th><th></th>${fields.map((each) => html`<th class="mono">${each}</th>`)}
          </tr></thead>
          <tbody>${preview.rows.map(
            (each) => html`<tr class=${each.reason ? 'refused' : ''}>
              <td class="number">${each.row}</td>
              <td class="reason">${each.reason ? html`${mark(2, t('data.quarantine'))} ${each.reason}` : icon('check')}</td>
              ${fields.map((field) => html`<td class=${typeof each.record[field] === 'number' ? 'number' : ''}>${cell(each.record[field])}</td>`)}
            </tr>`,
          )}</tbody>
        </table>
      </div>`;
  }

  private loadPanel(load: Load): TemplateResult {
    const path = `/data/${load.department}/${load.dataset}`;
    const running = active(load);
    return html`<section class="panel" id="import-load">
      <header><h2>${t('import.loadTitle')}</h2>
        <div class="aside">${stateMark(load)}
          ${running ? html`<button class="button" @click=${() => void this.cancel()}>${t('import.cancel')}</button>` : nothing}
        </div>
      </header>
      <div class="body">
        <progress max="1" .value=${load.read} aria-label=${t('import.progress')}></progress>
        <div class="import-counts num" role="status">
          <b>${number(Math.floor(load.read * 100), 0)} %</b>
          <span>${t('import.rowsRead', { n: number(load.rows, 0) })}</span>
          <span>${t('import.counts', {
            accepted: number(load.accepted, 0),
            unchanged: number(load.unchanged, 0),
            quarantined: number(load.quarantined, 0),
          })}</span>
          ${load.queued ? html`<span>${t('import.queued', { n: number(load.queued, 0) })}</span>` : nothing}
        </div>
        ${load.trouble ? html`<div class="banner ${running ? '' : 'bad'}">${icon('warning')}<span>${load.trouble}</span></div>` : nothing}
        ${load.faults.length
          ? html`<ul class="muted">${load.faults.slice(0, 5).map((each) => html`<li>${each}</li>`)}</ul>`
          : nothing}
        <div class="row">
          <a class="button" href=${href(path)}>${t('import.toDataset')}</a>
          ${load.quarantined ? html`<a class="button" href=${href(`${path}?tab=quarantine`)}>${t('import.toQuarantine')}</a>` : nothing}
          ${running ? nothing : html`<span class="muted">${t('import.goneOn')}</span>`}
        </div>
      </div>
    </section>`;
  }
}

/** The department that a person of a department belongs to; empty for everybody else. */
function ownDepartment(): string {
  const role = (session.get()?.roles ?? []).find((each) => each.startsWith('department:'));
  return role ? role.slice('department:'.length) : '';
}

function blank(file = ''): Declared {
  const name = file
    .replace(/\.[^.]*$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 40);
  const title = file.replace(/\.[^.]*$/, '').replace(/[_-]+/g, ' ').trim();
  return {
    department: '',
    name,
    titleId: title,
    titleEn: '',
    frequency: '',
    classification: 'INTERNAL',
    producer: '',
    purpose: '',
  };
}

function active(load: Load | null | undefined): boolean {
  return load != null && ['running', 'waiting'].includes(lower(load.state));
}

function stateMark(load: Load | null | undefined): TemplateResult {
  if (!load) return html`<span class="muted">${t('import.state.new')}</span>`;
  const state = lower(load.state);
  const level = state === 'failed' ? 3 : ['waiting', 'interrupted', 'cancelled'].includes(state) ? 2 : state === 'running' ? 1 : 0;
  return mark(level, word('import.state', state));
}

function said(problem: Problem): string {
  const faults = problem.errors.map((each) => each.detail).filter(Boolean);
  return [problem.detail || problem.title, ...faults].join(' · ');
}

function guess(column: Column): TemplateResult {
  const share = column.kind === 'EMPTY' ? '' : `${number(Math.floor(column.confidence * 100), 0)} %`;
  return html`${word('import.kind', column.kind)} <span class="muted num">${share}</span>
    ${column.codes.length ? html`<small>${t('import.kind.codes', { n: column.codes.length })}</small>` : nothing}`;
}

function size(bytes: number): string {
  return bytes < 1_048_576 ? `${number(Math.max(1, bytes / 1024), 0)} kB` : `${number(bytes / 1_048_576, 1)} MB`;
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number') return number(value, 6);
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\dT.*[+Z]/.test(value) ? dateTime(value) : value;
  const point = (value as { coordinates?: unknown[] }).coordinates;
  return Array.isArray(point) ? point.join(', ') : String(value);
}

customElements.define('pcc-import', ImportPage);
