import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { PageElement } from '../shared/element';
import { icon } from '../shared/icons';
import { local, t } from '../shared/language';
import { lookupOf } from '../shared/references';
import type { Allowed, Draft } from './importPlan';

/** The greatest number of values of a column that are offered by themselves. */
const MOST_OFFERED = 200;

/** What values of a column become in a field; tells `codes` when a person changes it. */
class ImportCodes extends PageElement {
  @property({ attribute: false }) row!: Draft;
  /** What the column is known to hold. */
  @property({ attribute: false }) values: string[] = [];
  @property({ attribute: false }) locked = false;
  private other = '';
  private added = '';
  private watched = '';

  protected override willUpdate(): void {
    const { reference } = this.row;
    if (reference && reference !== this.watched) {
      this.watched = reference;
      this.whileShown(lookupOf(reference).watch(() => this.requestUpdate()));
    }
  }

  private set(value: string, becomes: string): void {
    const codes = { ...this.row.codes };
    if (becomes === '') delete codes[value];
    else codes[value] = becomes;
    this.dispatchEvent(new CustomEvent<Record<string, string>>('codes', { detail: codes }));
  }

  private add(event: Event): void {
    event.preventDefault();
    const value = this.other.trim();
    if (!value) return;
    // A value becomes itself until a person says what else: that changes nothing.
    if (!(value in this.row.codes)) this.set(value, value);
    this.other = '';
    this.added = value;
    this.requestUpdate();
  }

  /** Whoever added a value goes on to say what it becomes. */
  protected override updated(): void {
    if (!this.added || !(this.added in this.row.codes)) return;
    const index = this.all().indexOf(this.added);
    this.added = '';
    const input = this.querySelectorAll<HTMLInputElement | HTMLSelectElement>('dd input, dd select')[index];
    input?.focus();
    if (input instanceof HTMLInputElement) input.select();
  }

  /** What is offered, and what a person added. */
  private all(): string[] {
    const offered = this.values.slice(0, MOST_OFFERED);
    return [...offered, ...Object.keys(this.row.codes).filter((each) => !offered.includes(each))];
  }

  /** What the field may hold: its own codes, else those of its table of reference codes. */
  private allowed(): Allowed[] {
    if (this.row.allowed.length || !this.row.reference) return this.row.allowed;
    const table = lookupOf(this.row.reference).data?.table;
    return (table?.rows ?? []).map((each) => ({ value: each.code, title: each.title }));
  }

  protected override render() {
    const { row } = this;
    const allowed = this.allowed();
    return html`<div class="import-codes" role="group" aria-label=${`${t('import.codes')}: ${row.field}`}>
      <p class="muted">${t('import.codesHint')}</p>
      <dl>${this.all().map(
        (value) => html`<div><dt class="mono">${value}</dt><dd>${icon('right')}${this.choice(value, allowed)}</dd></div>`,
      )}</dl>
      ${this.locked
        ? nothing
        : html`<form class="row" @submit=${(e: Event) => this.add(e)}>
            <input maxlength="200" aria-label=${`${t('import.codeOther')}: ${row.field}`} placeholder=${t('import.codeOther')} .value=${this.other}
              @input=${(e: Event) => (this.other = (e.target as HTMLInputElement).value)} />
            <button class="button small">${icon('plus')}${t('import.codeAdd')}</button>
          </form>`}
    </div>`;
  }

  private choice(value: string, allowed: Allowed[]): TemplateResult {
    const becomes = this.row.codes[value] ?? '';
    const label = t('import.codeBecomes', { value });
    const set = (e: Event) => this.set(value, (e.target as HTMLInputElement | HTMLSelectElement).value.trim());
    const fits = allowed.some((each) => each.value === value);
    return allowed.length
      ? html`<select aria-label=${label} class=${!becomes && !fits ? 'misfit' : ''} @change=${set}>
          <option value="" ?selected=${!becomes}>${t(fits ? 'import.codeStays' : 'import.codeNone')}</option>
          ${becomes && !allowed.some((each) => each.value === becomes) ? html`<option value=${becomes} selected>${becomes}</option>` : nothing}
          ${allowed.map((each) => html`<option value=${each.value} ?selected=${each.value === becomes}>${each.value} · ${local(each.title)}</option>`)}
        </select>`
      : html`<input maxlength="1000" aria-label=${label} placeholder=${t('import.codeStays')} .value=${becomes} @change=${set} />`;
  }
}

customElements.define('pcc-import-codes', ImportCodes);
