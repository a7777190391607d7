import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { seesPersons } from '../shared/api';
import { PageElement } from '../shared/element';
import { icon } from '../shared/icons';
import { local, t } from '../shared/language';
import { lower, type DatasetInfo } from '../shared/types';

/** Which records of a dataset are shown, and in which order. */
export interface Filters {
  readonly from: string;
  readonly to: string;
  readonly field: string;
  readonly value: string;
  readonly oldest: boolean;
  readonly latest: boolean;
}

/** Longer lists are searched instead of scrolled. */
const MOST_CHOICES = 200;

export const NO_FILTERS: Filters = { from: '', to: '', field: '', value: '', oldest: false, latest: false };

/** Whether anything is left out; the order alone leaves out nothing. */
export function filtering(filters: Filters): boolean {
  return Boolean(filters.from || filters.to || (filters.field && filters.value) || filters.latest);
}

/** A local date and time of a form, which people mean as the city's time. */
export function wib(text: string): string {
  return `${text.length === 16 ? `${text}:00` : text}+07:00`;
}

/** The filters above a table of records, and the downloads that follow them. Tells changes by the event `change`. */
class RecordFilters extends PageElement {
  @property({ attribute: false }) entry!: DatasetInfo;
  @property({ attribute: false }) filters = NO_FILTERS;
  /** The query string of the filters, for the downloads. */
  @property({ attribute: false }) query = '';
  /** What the codes of the chosen field stand for, where it has a table of reference codes. */
  @property({ attribute: false }) choices: readonly { value: string; title: string }[] | null = null;
  private menuOpen = false;

  override connectedCallback(): void {
    super.connectedCallback();
    const away = (event: Event) => {
      if (this.menuOpen && !(event.target as Element | null)?.closest?.('.download')) this.toggleMenu();
    };
    addEventListener('click', away);
    this.whileShown(() => removeEventListener('click', away));
  }

  private change(event: Event | null, changes: Partial<Filters>): void {
    // The native event of the field would look like ours.
    event?.stopPropagation();
    this.dispatchEvent(new CustomEvent('change', { detail: changes }));
  }

  private toggleMenu(): void {
    this.menuOpen = !this.menuOpen;
    this.requestUpdate();
  }

  protected override render() {
    const f = this.filters;
    return html`${this.entry.time ? html`${this.moment('from', t('data.from'))} ${this.moment('to', t('data.to'))}` : nothing}
      ${this.field()}
      <label class="check">
        <input type="checkbox" .checked=${f.latest} @change=${(e: Event) => this.change(e, { latest: !f.latest })} />
        ${t('data.latestOnly')}
      </label>
      ${filtering(f)
        ? html`<button class="button plain" @click=${() => this.change(null, NO_FILTERS)}>${icon('close')}${t('data.clear')}</button>`
        : nothing}
      ${this.downloads()}`;
  }

  private moment(name: 'from' | 'to', label: string): TemplateResult {
    return html`<label class="field"
      ><span>${label} (${t('time.zone')})</span>
      <input type="datetime-local" .value=${this.filters[name]} @change=${(e: Event) => this.change(e, { [name]: value(e) })}
    /></label>`;
  }

  private field(): TemplateResult {
    const f = this.filters;
    // A filter compares whole values: places and long texts are not compared, nor what may not be seen.
    const persons = seesPersons(this.entry.department);
    const fields = this.entry.fields.filter(
      (field) =>
        lower(field.role) !== 'geometry' && lower(field.type) !== 'long_text' && (persons || !field.personal),
    );
    const chosen = fields.find((field) => field.name === f.field);
    const choices = chosen?.codes?.length
      ? chosen.codes.map((code) => ({ value: code.value, title: local(code.title) }))
      : chosen?.reference && this.choices?.length
        ? this.choices
        : null;
    return html`<label class="field"
        ><span>${t('data.field')}</span>
        <select @change=${(e: Event) => this.change(e, { field: value(e), value: '' })}>
          <option value="" ?selected=${!f.field}>${t('data.anyField')}</option>
          ${fields.map((field) => html`<option value=${field.name} ?selected=${field.name === f.field}>${field.name}</option>`)}
        </select></label
      >
      ${chosen
        ? html`<label class="field"
            ><span>${t(choices && chosen.reference ? 'data.is' : 'data.contains')}</span>
            ${choices && choices.length > MOST_CHOICES
              ? html`<input list="filter-choices" .value=${f.value} @change=${(e: Event) => this.change(e, { value: value(e).trim() })} />
                  <datalist id="filter-choices">
                    ${choices.map((each) => html`<option value=${each.value}>${each.title}</option>`)}
                  </datalist>`
              : choices
              ? html`<select @change=${(e: Event) => this.change(e, { value: value(e) })}>
                  <option value=""></option>
                  ${choices.map(
                    (each) => html`<option value=${each.value} ?selected=${each.value === f.value}>${each.title}</option>`,
                  )}
                </select>`
              : html`<input .value=${f.value} @change=${(e: Event) => this.change(e, { value: value(e).trim() })} />`}</label
          >`
        : nothing}`;
  }

  private downloads(): TemplateResult {
    return html`<div class="download spread" @keydown=${(e: KeyboardEvent) => e.key === 'Escape' && this.menuOpen && this.toggleMenu()}>
      <button class="button" aria-expanded=${this.menuOpen} @click=${() => this.toggleMenu()}>
        ${icon('download')}${t('data.download')}
      </button>
      ${this.menuOpen
        ? html`<div class="menu">
            ${this.link('CSV', 'csv')} ${this.entry.geometry ? this.link('GeoJSON', 'geojson') : nothing}
            ${this.link('NDJSON', 'ndjson')}
            <p>${t('data.downloadHint')}</p>
          </div>`
        : nothing}
    </div>`;
  }

  private link(label: string, format: string): TemplateResult {
    const { department, name } = this.entry;
    const address = `/api/datasets/${department}/${name}/records${this.query}&format=${format}`;
    return html`<a href=${address} download="${department}-${name}.${format}" @click=${() => this.toggleMenu()}
      >${icon('download')}${label}</a
    >`;
  }
}

function value(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}

customElements.define('pcc-record-filters', RecordFilters);
