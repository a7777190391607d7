import './import.css';
import '../importColumns';
import '../importLoad';
import '../importPreview';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { get, may, query, send, session, type Problem } from '../../shared/api';
import { PageElement } from '../../shared/element';
import { number } from '../../shared/format';
import { icon } from '../../shared/icons';
import { local, t, word } from '../../shared/language';
import { asProblem } from '../../shared/resource';
import { lower, type DatasetInfo, type Items } from '../../shared/types';
import { empty, failed, skeleton } from '../../shared/view';
import { datasets, departments } from '../../shared/world';
import { size } from '../importFile';
import {
  active,
  drafts,
  gets,
  onto,
  plan,
  type Declared,
  type Draft,
  type FileInfo,
  type ImportInfo,
  type Preview,
  type Rule,
} from '../importPlan';
import { go, href } from '../router';

const FREQUENCIES = ['', 'PT1H', 'P1D', 'P7D', 'P30D', 'P365D'];
const CLASSES = ['INTERNAL', 'PUBLIC', 'RESTRICTED'];

/** A file that somebody brought: looked at, corrected, tried and loaded into a dataset. */
class ImportPage extends PageElement {
  /** Which file. */
  @property() name = '';
  private opened: ImportInfo | null = null;
  private problem: Problem | null = null;
  private message = '';
  private busy = false;
  private mode: 'existing' | 'new' = 'new';
  private target = '';
  private declared: Declared = blank();
  private rows: Draft[] = [];
  private preview: Preview | null = null;
  private ticking = 0;
  private looking = 0;

  constructor() {
    super(datasets, departments, session);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileShown(() => {
      clearTimeout(this.ticking);
      clearTimeout(this.looking);
    });
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
      if (!this.opened) this.show(await get<ImportInfo>(this.path()));
    });
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
  private async act(what: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.message = '';
    this.requestUpdate();
    try {
      await what();
    } catch (failure) {
      const problem = asProblem(failure);
      if (!this.opened) this.problem = problem;
      else this.message = said(problem);
    }
    this.busy = false;
    this.requestUpdate();
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
    // On a page opened anew the file can be there before the datasets are.
    if (!datasets.data) await datasets.load();
    const dataset = this.chosen();
    this.preview = null;
    if (!dataset) {
      this.rows = [];
      this.requestUpdate();
      return;
    }
    await this.act(async () => {
      const { department, name } = dataset;
      const load = this.opened?.file.load;
      // A file that was loaded into it is loaded again as it was, with what people said of its values.
      const before = load?.department === department && load.dataset === name ? this.opened?.mapping?.rules : null;
      const rules = before ?? (await get<Items<Rule>>(this.path('/rules') + query({ department, dataset: name }))).items;
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
      this.opened = { ...this.opened!, file: info.file, mapping: info.mapping };
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

  private fault(): TemplateResult | typeof nothing {
    return this.message
      ? html`<div class="banner bad" role="alert">${icon('warning')}<span>${this.message}</span></div>`
      : nothing;
  }

  protected override render() {
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
      ${this.targetPanel(loading)} 
      <pcc-import-columns .columns=${info.columns} .rows=${this.rows} .fresh=${this.mode === 'new'} .locked=${loading}
        @fields=${(e: CustomEvent<Draft[]>) => this.correct(e.detail)}></pcc-import-columns>
      ${this.fault()} ${this.previewPanel(loading)}
      ${info.file.load
        ? html`<pcc-import-load .load=${info.file.load} @cancel=${() => void this.cancel()}></pcc-import-load>`
        : nothing}
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
        <label class="field"><span>${t('data.department')}</span>
          <input list="import-departments" maxlength="40" spellcheck="false" autocomplete="off" ?readonly=${own !== ''}
            .value=${d.department} @input=${set('department')} />
          <i class="hint">${t('import.nameHint')}</i></label>
        <datalist id="import-departments">
          ${(departments.data ?? []).map((each) => html`<option value=${each.name}>${local(each.title)}</option>`)}
        </datalist>
        <label class="field"><span>${t('import.name')}</span>
          <input maxlength="40" spellcheck="false" autocomplete="off" .value=${d.name} @input=${set('name')} />
          <i class="hint">${t('import.nameHint')}</i></label>
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

  /** A preview that is shown follows what is corrected. */
  private correct(rows: Draft[]): void {
    this.rows = rows;
    this.requestUpdate();
    clearTimeout(this.looking);
    if (!this.preview) return;
    if (this.incomplete()) this.preview = null;
    else this.looking = window.setTimeout(() => void this.lookAgain(), 300);
  }

  private async lookAgain(): Promise<void> {
    const asked = this.rows;
    try {
      const preview = await send<Preview>('POST', this.path('/preview'), this.body());
      if (asked !== this.rows) return;
      this.preview = preview;
      this.message = '';
    } catch (failure) {
      if (asked !== this.rows) return;
      this.preview = null;
      this.message = said(asProblem(failure));
    }
    this.requestUpdate();
  }

  /** What is still missing before it can be tried; empty when nothing is. */
  private incomplete(): boolean {
    if (this.mode === 'existing') return !this.chosen() || !this.rows.some(gets);
    const { department, name, titleId } = this.declared;
    return !department || !name || !titleId || !this.rows.some((each) => gets(each) && each.key);
  }

  private previewPanel(loading: boolean): TemplateResult {
    const keyless = this.mode === 'new' && !this.rows.some((each) => each.used && each.key);
    const interrupted = ['interrupted', 'cancelled', 'failed'].includes(lower(this.opened?.file.load?.state));
    const idle = loading || this.incomplete() || this.busy;
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
        ? html`<pcc-import-preview .preview=${this.preview}
            .fields=${this.rows.filter(gets).map((each) => each.field)}></pcc-import-preview>`
        : empty(t(keyless ? 'import.noKey' : 'import.previewHint'), keyless ? 'key' : 'table')}
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

function said(problem: Problem): string {
  const faults = problem.errors.map((each) => local(each.text) || each.detail).filter(Boolean);
  return [problem.detail || problem.title, ...faults].join(' · ');
}

customElements.define('pcc-import', ImportPage);
