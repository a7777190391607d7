import { html, nothing, type TemplateResult } from 'lit';
import { get, send, sendFile, session, type Problem } from '../../shared/api';
import { PageElement } from '../../shared/element';
import { dateTime, relative } from '../../shared/format';
import { icon } from '../../shared/icons';
import { local, t } from '../../shared/language';
import { mark } from '../../shared/mark';
import { asProblem } from '../../shared/resource';
import type { Items } from '../../shared/types';
import type { LocalText } from '../../shared/language';
import { empty, failed, skeleton } from '../../shared/view';
import { datasets, departments } from '../../shared/world';
import {
  LOGINS,
  PROTOCOLS,
  document,
  draftOf,
  ruleOf,
  type Document,
  type Draft,
  type Guess,
  type RuleGuess,
} from '../connectorDraft';
import '../departmentForm';
import './connectors.css';

interface Item {
  department: string;
  name: string;
  enabled: boolean;
  document: Document;
  changed: string;
  changedBy: string;
  lastSuccess?: string | null;
  lastError?: LocalText | null;
  failingSince?: string | null;
  nextTry?: string | null;
  /** What its department wishes, until an administrator decides. */
  proposal?: { document: Document; at: string; by: string } | null;
}

interface Made {
  department: string;
  changed: string;
  changedBy: string;
  connectors: number;
}

interface Trial {
  problem?: LocalText | null;
  rows: Record<string, unknown>[];
  columns: Guess[];
  rules: RuleGuess[];
  records: { record: Record<string, unknown>; field: string; text?: LocalText | null }[];
  refused: number;
}

const SHOWN = 20;
const AFTER = ['keep', 'move', 'delete'] as const;

/** Connectors that need no code: a form by protocol, a trial with a preview, then live. */
class Connectors extends PageElement {
  private items: Item[] | null = null;
  private problem: Problem | null = null;
  private draft: Draft | null = null;
  private trial: Trial | null = null;
  private busy = false;
  private fault: Problem | null = null;
  private yaml = false;
  private making = false;
  private made: Made[] = [];
  /** What was removed last, and where it can be brought back. */
  private removed: { text: string; path: string } | null = null;

  constructor() {
    super(departments, datasets);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
    const ticking = setInterval(() => void this.load(), 10_000);
    this.whileShown(() => clearInterval(ticking));
  }

  private async load(): Promise<void> {
    try {
      this.items = (await get<Items<Item>>('/api/connectors')).items;
      if (this.admin) this.made = (await get<Items<Made>>('/api/connectors/departments')).items;
      this.problem = null;
    } catch (failure) {
      this.problem = asProblem(failure);
    }
    this.requestUpdate();
  }

  /** Whether who is here decides, and does not only propose. */
  private get admin(): boolean {
    return session.get()?.roles.includes('admin') ?? false;
  }

  private change(values: Partial<Draft>): void {
    if (this.draft) this.draft = { ...this.draft, ...values };
    this.requestUpdate();
  }

  private edit(draft: Draft | null): void {
    this.draft = draft;
    this.trial = null;
    this.fault = null;
    this.yaml = false;
    this.making = false;
    this.requestUpdate();
  }

  /** The next step after a department was made: where its data comes from. */
  private continue(event: CustomEvent<{ department: string; dataset: string }>): void {
    this.edit({ ...draftOf(), ...event.detail, name: event.detail.dataset });
  }

  private path(draft: Draft): string {
    return `/api/connectors/${encodeURIComponent(draft.department)}/${encodeURIComponent(draft.name)}`;
  }

  private async work(task: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.fault = null;
    this.requestUpdate();
    try {
      await task();
    } catch (failure) {
      this.fault = asProblem(failure);
    }
    this.busy = false;
    this.requestUpdate();
  }

  private tryOut(): Promise<void> {
    return this.work(async () => {
      const draft = this.draft!;
      const ask = () => send<Trial>('POST', `${this.path(draft)}/trial`, document(this.draft!));
      this.trial = await ask();
      if (this.trial && Object.keys(draft.rules).length === 0 && this.trial.rules.length > 0) {
        const guessed = Object.fromEntries(this.trial.rules.map((rule) => [rule.field, ruleOf(rule)]));
        this.change({ rules: guessed });
        const needed = this.fields().filter((field) => field.role === 'KEY' || field.role === 'TIME');
        if (needed.every((field) => guessed[field.name])) this.trial = await ask();
      }
    });
  }

  private save(live: boolean): Promise<void> {
    return this.work(async () => {
      const draft = this.draft!;
      await send('PUT', `${this.path(draft)}?enabled=${live}`, document(draft));
      this.edit(null);
      await this.load();
    });
  }

  private act(item: Item, method: string, path: string): Promise<void> {
    return this.work(async () => {
      await send(method, `/api/connectors/${item.department}/${item.name}${path}`);
      await this.load();
    });
  }

  /** Removes something, and offers to bring it back. */
  private take(text: string, path: string): Promise<void> {
    return this.work(async () => {
      await send('DELETE', path);
      this.removed = { text, path: `${path}/restoration` };
      await Promise.all([this.load(), departments.load(), datasets.load()]);
    });
  }

  private restore(): Promise<void> {
    return this.work(async () => {
      await send('POST', this.removed!.path);
      this.removed = null;
      await Promise.all([this.load(), departments.load(), datasets.load()]);
    });
  }

  private make(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const text = String(new FormData(event.target as HTMLFormElement).get('yaml'));
    return this.work(async () => {
      await sendFile('/api/connectors/departments', new File([text], 'department.yaml'));
      this.yaml = false;
      await Promise.all([this.load(), departments.load(), datasets.load()]);
    });
  }

  private fields() {
    const draft = this.draft;
    const found = (datasets.data ?? []).find((each) => each.department === draft?.department && each.name === draft?.dataset);
    return (found?.fields ?? []).map((field) => ({ ...field, role: String(field.role).toUpperCase(), type: String(field.type).toUpperCase() }));
  }

  protected override render() {
    return html`<div class="page connectors">
      <div class="page-head">
        <div class="titles"><h1>${t('connectors.title')}</h1><p class="sub">${t('connectors.sub')}</p></div>
        ${this.draft || this.yaml || this.making
          ? nothing
          : html`<div class="acts">${this.admin ? html`
              <button class="button" @click=${() => { this.making = true; this.requestUpdate(); }}>${icon('plus')}${t('making.new')}</button>
              <button class="button" @click=${() => { this.yaml = true; this.requestUpdate(); }}>${icon('upload')}${t('connectors.yaml')}</button>` : nothing}
              <button class="button main" @click=${() => this.edit(draftOf())}>${icon('plus')}${t('connectors.new')}</button>
            </div>`}
      </div>
      ${this.removed
        ? html`<div class="banner" role="status">${icon('check')}<span>${this.removed.text}</span>
            <button class="button small" ?disabled=${this.busy} @click=${() => void this.restore()}>${t('connectors.undo')}</button></div>`
        : nothing}
      ${this.fault ? html`<div class="banner bad" role="alert">${icon('warning')}<span>${this.fault.detail || this.fault.title}
            ${this.fault.errors.map((each) => html`<div class="mono">${each.pointer}: ${each.detail}</div>`)}</span></div>` : nothing}
      ${this.making ? html`<pcc-department-form @made=${(e: CustomEvent) => this.continue(e)} @left=${() => this.edit(null)}></pcc-department-form>`
        : this.draft ? this.form(this.draft) : this.yaml ? this.yamlForm() : this.list()}
    </div>`;
  }

  private list(): TemplateResult {
    return html`<div class="panel">
      ${this.problem
        ? failed(this.problem, () => void this.load())
        : this.items === null
          ? skeleton(4)
          : this.items.length === 0
            ? empty(t('connectors.none'), 'plug')
            : html`<div class="table-wrap"><table>
                <thead><tr>
                  <th>${t('connectors.name')}</th><th>${t('connectors.protocol')}</th><th>${t('connectors.status')}</th>
                  <th>${t('connectors.success')}</th><th>${t('connectors.changed')}</th><th><span class="visually-hidden">${t('connectors.edit')}</span></th>
                </tr></thead>
                <tbody>${this.items.map((item) => this.row(item))}</tbody>
              </table></div>`}
    </div>
    ${this.made.length > 0 ? this.departmentsMade() : nothing}`;
  }

  private departmentsMade(): TemplateResult {
    return html`<h2>${t('made.title')}</h2>
      <div class="panel"><div class="table-wrap"><table>
        <thead><tr><th>${t('connectors.department')}</th><th>${t('made.connectors')}</th><th>${t('connectors.changed')}</th>
          <th><span class="visually-hidden">${t('connectors.remove')}</span></th></tr></thead>
        <tbody>${this.made.map((each) => html`<tr>
          <td><b>${this.titleOf(each.department)}</b><div class="hint mono">${each.department}</div></td>
          <td>${each.connectors}</td>
          <td class="nowrap">${dateTime(each.changed)}<div class="hint">${each.changedBy}</div></td>
          <td class="number"><button class="button small" aria-label=${`${t('connectors.remove')} ${each.department}`} @click=${() => this.unmake(each)}>${t('connectors.remove')}</button></td>
        </tr>`)}</tbody>
      </table></div></div>`;
  }

  private titleOf(department: string): string {
    const found = (departments.data ?? []).find((each) => each.name === department);
    return found ? local(found.title) : department;
  }

  private unmake(each: Made): void {
    const name = this.titleOf(each.department);
    if (confirm(t('made.removeAsk', { name, n: String(each.connectors) }))) {
      void this.take(t('made.removed', { name }), `/api/connectors/departments/${each.department}`);
    }
  }

  private row(item: Item): TemplateResult {
    const path = `/api/connectors/${item.department}/${item.name}`;
    const status = item.proposal && !item.changed
      ? mark(1, t('connectors.proposed'))
      : !item.enabled
      ? html`<span class="muted">${t('connectors.off')}</span>`
      : item.failingSince
        ? html`${mark(2, t('connectors.failing'))}<div class="hint">${local(item.lastError!)}${item.nextTry ? html`<br />${t('connectors.next')} ${dateTime(item.nextTry)}` : nothing}</div>`
        : item.lastSuccess
          ? mark(0, t('connectors.well'))
          : html`<span class="muted">${t('connectors.waiting')}</span>`;
    return html`<tr>
      <td><b>${item.name}</b><div class="hint mono">${item.department}/${item.document.dataset ?? item.name}</div></td>
      <td>${item.document.protocol}<div class="hint mono address">${item.document.address}</div></td>
      <td>${status}</td>
      <td class="nowrap">${relative(item.lastSuccess)}</td>
      <td class="nowrap">${dateTime(item.changed ?? item.proposal?.at)}<div class="hint">${item.changedBy ?? item.proposal?.by}</div></td>
      <td class="number nowrap">
        <button class="button small" @click=${() => this.edit(draftOf(item.proposal && !this.admin ? { ...item, document: item.proposal.document } : item))}>${t('connectors.edit')}</button>
        ${this.admin && item.changed
          ? html`<button class="button small" @click=${() => void this.act(item, 'POST', item.enabled ? '/disable' : '/enable')}>
              ${item.enabled ? t('connectors.stop') : t('connectors.start')}</button>
            <button class="button small" @click=${() => { if (confirm(t('connectors.removeAsk', { name: item.name }))) void this.take(t('connectors.removed', { name: item.name }), path); }}>
              ${t('connectors.remove')}</button>`
          : nothing}
      </td>
    </tr>
    ${item.proposal
      ? html`<tr class="proposal"><td colspan="6">
          ${mark(1, t('connectors.proposal', { by: item.proposal.by, at: dateTime(item.proposal.at) }))}
          <span class="mono">${item.proposal.document.protocol} ${item.proposal.document.address}</span>
          ${this.admin ? html`<button class="button small main" @click=${() => { if (confirm(t('connectors.approveAsk', { address: item.proposal!.document.address ?? '' }))) void this.act(item, 'POST', '/approval'); }}>${t('connectors.approve')}</button>` : nothing}
          <button class="button small" @click=${() => void this.act(item, 'DELETE', '/proposal')}>${this.admin ? t('connectors.refuse') : t('connectors.withdraw')}</button>
        </td></tr>`
      : nothing}`;
  }

  private yamlForm(): TemplateResult {
    return html`<form class="panel pad" @submit=${(e: SubmitEvent) => this.make(e)}>
      <label class="field"><span>department.yaml <i class="hint">${t('connectors.yamlHint')}</i></span>
        <textarea name="yaml" rows="20" class="mono" required spellcheck="false"></textarea></label>
      <div class="acts">
        <button type="button" class="button" @click=${() => { this.yaml = false; this.requestUpdate(); }}>${t('action.cancel')}</button>
        <button class="button main" ?disabled=${this.busy}>${t('connectors.yaml')}</button>
      </div>
    </form>`;
  }

  private text(name: keyof Draft, label: string, options: { hint?: string; type?: string; required?: boolean } = {}): TemplateResult {
    return html`<label class="field"><span>${label} ${options.hint ? html`<i class="hint">${options.hint}</i>` : nothing}</span>
      <input type=${options.type ?? 'text'} .value=${String(this.draft![name] ?? '')} ?required=${options.required ?? false}
        autocomplete=${options.type === 'password' ? 'new-password' : 'off'} spellcheck="false"
        @input=${(e: Event) => this.change({ [name]: (e.target as HTMLInputElement).value })} /></label>`;
  }

  private area(name: keyof Draft, label: string): TemplateResult {
    return html`<label class="field wide"><span>${label}</span>
      <textarea class="mono" rows="5" spellcheck="false" .value=${String(this.draft![name] ?? '')}
        @input=${(e: Event) => this.change({ [name]: (e.target as HTMLTextAreaElement).value })}></textarea></label>`;
  }

  private select(name: keyof Draft, label: string, values: readonly [string, string][]): TemplateResult {
    return html`<label class="field"><span>${label}</span>
      <select ?required=${name !== 'after'} @change=${(e: Event) => this.change({ [name]: (e.target as HTMLSelectElement).value })}>
        <option value="" ?selected=${!this.draft![name]}>–</option>
        ${values.map(([value, title]) => html`<option value=${value} ?selected=${this.draft![name] === value}>${title}</option>`)}
      </select></label>`;
  }

  private form(draft: Draft): TemplateResult {
    const shape = PROTOCOLS[draft.protocol]!;
    const own = (datasets.data ?? []).filter((each) => each.department === draft.department);
    return html`<form class="panel pad" @submit=${(e: SubmitEvent) => { e.preventDefault(); void this.save(true); }}>
      <div class="grid">
        ${this.select('department', t('connectors.department'), (departments.data ?? []).filter((each) => this.admin || session.get()?.roles.includes(`department:${each.name}`)).map((each) => [each.name, local(each.title)]))}
        ${this.select('dataset', t('connectors.dataset'), own.map((each) => [each.name, local(each.title)]))}
        ${this.text('name', t('connectors.name'), { hint: t('connectors.nameHint'), required: true })}
        ${this.select('protocol', t('connectors.protocol'), Object.entries(PROTOCOLS).map(([key, each]) => [key, each.title]))}
        ${shape.addressed
          ? this.text('address', t('connectors.address'), { hint: shape.example, required: true })
          : html`<div class="field"><span>${t('connectors.hook')}</span><code class="mono">POST ${location.origin}${this.path(draft)}/documents</code></div>`}
        ${shape.pushed ? nothing : this.text('every', t('connectors.every'), { hint: 'PT5M, PT1H, P1D', required: true })}
        ${shape.options.map((name) =>
          name === 'after' ? this.select(name, t('connectors.after'), AFTER.map((each) => [each, t(`connectors.after.${each}`)]))
          : name === 'sample' ? this.area(name, t('connectors.sample'))
          : this.text(name, t(`connectors.${name}`)))}
        ${this.select('login', t('connectors.login'), LOGINS.filter((each) => shape.logins.includes(each)).map((each) => [each, t(`connectors.login.${each}`)]))}
        ${draft.login === 'none' || draft.login === 'bearer' ? nothing : this.text('user', t('connectors.user'))}
        ${draft.login === 'none' ? nothing : this.text('secret', t('connectors.secret'), { type: 'password', hint: t('connectors.secretHint') })}
      </div>
      <div class="acts start">
        <button type="button" class="button" ?disabled=${this.busy} @click=${() => void this.tryOut()}>${icon('search')}${this.busy ? t('connectors.trying') : t('connectors.try')}</button>
      </div>
      ${this.trial ? this.preview(this.trial) : nothing}
      <div class="acts">
        <button type="button" class="button" @click=${() => this.edit(null)}>${t('action.cancel')}</button>
        ${this.admin ? html`<button type="button" class="button" ?disabled=${this.busy} @click=${() => void this.save(false)}>${t('connectors.save')}</button>` : nothing}
        <button class="button main" ?disabled=${this.busy}>${this.admin ? t('connectors.live') : t('connectors.propose')}</button>
      </div>
    </form>`;
  }

  private preview(trial: Trial): TemplateResult {
    if (trial.problem) {
      return html`<div class="banner bad" role="alert">${icon('warning')}${local(trial.problem)}</div>`;
    }
    const fields = this.fields();
    return html`<h2>${t('connectors.mapping')}</h2>
      <div class="grid">${fields.map((field) => this.mapping(field, trial.columns))}</div>
      <h2>${t('connectors.preview')}</h2>
      <p class="sub">${t('connectors.counted', { rows: String(trial.records.length), refused: String(trial.refused) })}</p>
      <div class="table-wrap"><table>
        <thead><tr>${fields.map((field) => html`<th>${field.name}</th>`)}<th>${t('connectors.status')}</th></tr></thead>
        <tbody>${trial.records.slice(0, SHOWN).map(
          (row) => html`<tr>${fields.map((field) => html`<td class="mono">${show(row.record[field.name])}</td>`)}
            <td>${row.text ? mark(2, `${row.field ? `${row.field}: ` : ''}${local(row.text)}`) : mark(0, t('connectors.stored'))}</td></tr>`,
        )}</tbody>
      </table></div>`;
  }

  private mapping(field: { name: string; type: string }, columns: Guess[]): TemplateResult {
    const rule = this.draft!.rules[field.name];
    const places = field.type === 'POINT' || field.type === 'TIME' ? [0, 1] : [0];
    return html`<div class="field"><span>${field.name}</span>
      ${places.map(
        (place) => html`<select aria-label=${`${field.name} ${place + 1}`} @change=${(e: Event) => this.map(field.name, place, (e.target as HTMLSelectElement).value, columns)}>
          <option value="" ?selected=${!rule?.columns[place]}>–</option>
          ${columns.map((column) => html`<option value=${column.name} ?selected=${rule?.columns[place] === column.name}>${column.name}</option>`)}
        </select>`,
      )}</div>`;
  }

  private map(field: string, place: number, column: string, columns: Guess[]): void {
    const rules = { ...this.draft!.rules };
    const chosen = [...(rules[field]?.columns ?? [])];
    chosen[place] = column;
    const kept = chosen.filter((each) => each);
    if (kept.length === 0) {
      delete rules[field];
    } else {
      const guess = columns.find((each) => each.name === kept[0]);
      rules[field] = { ...rules[field], columns: kept, number: guess?.number ?? null, time: guess?.time ?? null };
    }
    this.change({ rules });
  }
}

function show(value: unknown): string {
  return value === null || value === undefined ? '–' : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

customElements.define('pcc-connectors', Connectors);
