import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { PageElement } from '../shared/element';
import { number } from '../shared/format';
import { local, t, word } from '../shared/language';
import { icon } from '../shared/icons';
import { empty } from '../shared/view';
import './importCodes';
import { filled, type Column, type Draft } from './importPlan';

const TYPES = ['TEXT', 'LONG_TEXT', 'INTEGER', 'DECIMAL', 'BOOLEAN', 'TIME', 'POINT', 'GEOMETRY'];
const TIMES = ['YEAR_FIRST', 'DAY_FIRST', 'MONTH_FIRST', 'WORDS', 'EXCEL', 'SECONDS', 'MILLISECONDS', 'YEAR'];
const NUMBERS = ['COMMA', 'POINT'];
/** The country's zones, the city's own first. */
const ZONES = ['Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura', 'UTC'];
/** Types whose values may be translated. */
const TRANSLATED = ['TEXT', 'LONG_TEXT', 'INTEGER', 'DECIMAL', 'BOOLEAN'];
/** Types that every record may have the same of. */
const CONSTANTS = [...TRANSLATED, 'TIME'];
/** Chosen in place of a column; no heading holds this. */
const CONSTANT = '\u001f';

/** What the columns of a file seem to hold, and which fields they fill; tells `fields` when a person corrects it. */
class ImportColumns extends PageElement {
  @property({ attribute: false }) columns: Column[] = [];
  @property({ attribute: false }) rows: Draft[] = [];
  /** Whether the fields are those of a new dataset, which may be named and typed. */
  @property({ attribute: false }) fresh = true;
  @property({ attribute: false }) locked = false;

  /** The field whose codes are being translated; empty when none. */
  private translated = '';
  /** The field that was just added. */
  private added = '';

  private change(row: Draft, what: Partial<Draft>): void {
    if (what.field !== undefined && this.translated === row.field) this.translated = what.field;
    this.tell(this.rows.map((each) => (each === row ? { ...each, ...what } : each)));
  }

  private tell(rows: Draft[]): void {
    this.dispatchEvent(new CustomEvent<Draft[]>('fields', { detail: rows }));
  }

  private add(): void {
    const added = filled(this.rows);
    this.added = added.field;
    this.tell([...this.rows, added]);
  }

  /** Whoever added a constant goes on to say it. */
  protected override updated(): void {
    if (!this.added || !this.rows.some((each) => each.field === this.added)) return;
    this.added = '';
    const inputs = this.querySelectorAll<HTMLInputElement>('input.constant');
    inputs[inputs.length - 1]?.focus();
  }

  private toggle(row: Draft): void {
    this.translated = this.translated === row.field ? '' : row.field;
    this.requestUpdate();
  }

  protected override render() {
    const { fresh } = this;
    return html`<section class="panel">
      <header><h2>${t('import.columns')}</h2></header>
      ${this.rows.length === 0
        ? empty(t('import.pick'), 'table')
        : html`<div class="table-wrap import-columns" tabindex="0" role="region" aria-label=${t('import.columns')}>
            <fieldset class="contents" ?disabled=${this.locked}><table>
              <thead><tr>
                ${fresh ? html`<th>${t('import.use')}</th>` : html`<th>${t('import.field')}</th>`}
                <th>${t('import.column')}</th><th>${t('import.guess')}</th><th>${t('import.examples')}</th>
                ${fresh ? html`<th>${t('import.field')}</th>` : nothing}
                <th>${t('import.type')}</th><th>${t('import.form')}</th>
                ${fresh
                  ? html`<th>${t('import.unit')}</th><th>${t('import.isKey')}</th><th>${t('import.personal')}</th>`
                  : nothing}
              </tr></thead>
              <tbody>${this.rows.map((row) => [this.columnRow(row, this.columns, fresh), this.codesRow(row, fresh ? 10 : 6)])}</tbody>
            </table></fieldset>
          </div>
          ${fresh
            ? html`<div class="body"><button class="button small" ?disabled=${this.locked} @click=${() => this.add()}>
                ${icon('plus')}${t('import.addConstant')}</button></div>`
            : nothing}`}
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
      <td class="wide-cell"><div class="stacked">${this.formChoice(row, label)} ${this.codesButton(row, label)}</div></td>
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
      if (place === 0 && chosen === CONSTANT) {
        this.change(row, { columns: [], constant: '', used: true });
        return;
      }
      const found = columns.find((each) => each.name === next[0]);
      const forms = place === 0 && found ? { number: found.number ?? row.number, time: found.time ?? row.time } : {};
      this.change(row, { columns: next.filter(Boolean), constant: null, used: fresh ? row.used : !!next[0], ...forms });
    };
    const options = (chosen: string | undefined) =>
      columns.map((each) => html`<option value=${each.name} ?selected=${each.name === chosen}>${each.name}</option>`);
    const second = (row.type === 'TIME' || row.type === 'POINT') && row.constant === null;
    const constant = row.constant !== null;
    return html`<div class="stacked">
      ${fresh && !second
        ? constant
          ? html`<span class="row nowrap"><span class="muted">${t('import.constant')}</span>
              <button type="button" class="button small icon-only spread" aria-label=${label(t('import.dropConstant'))} title=${t('import.dropConstant')}
                @click=${() => this.tell(this.rows.filter((each) => each !== row))}>${icon('close')}</button></span>`
          : html`<b>${row.columns[0]}</b>`
        : html`<select aria-label=${label(t('import.column'))} @change=${pick(0)}>
            ${fresh ? nothing : html`<option value="" ?selected=${!row.columns[0] && !constant}>${t('import.notFilled')}</option>
                  ${CONSTANTS.includes(row.type) ? html`<option value=${CONSTANT} ?selected=${constant}>${t('import.constantChoice')}</option>` : nothing}`}
            ${options(row.columns[0])}
          </select>`}
      ${constant ? this.constantInput(row, label) : nothing}
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
    const zone = row.zone ?? ZONES[0]!;
    return html`<select aria-label=${label(t('import.form'))}
        @change=${(e: Event) => this.change(row, { [which]: (e.target as HTMLSelectElement).value })}>
        ${values.map((each) => html`<option value=${each} ?selected=${each === chosen}>${word(`import.${which}`, each)}</option>`)}
      </select>
      ${which === 'time'
        ? html`<select aria-label=${label(t('import.zone'))} title=${t('import.zoneHint')}
            @change=${(e: Event) => this.change(row, { zone: (e.target as HTMLSelectElement).value })}>
            ${[...new Set([...ZONES, zone])].map((each) => html`<option value=${each} ?selected=${each === zone}>${word('zone', each)}</option>`)}
          </select>`
        : nothing}`;
  }

  private constantInput(row: Draft, label: (text: string) => string): TemplateResult {
    const set = (e: Event) => this.change(row, { constant: (e.target as HTMLInputElement | HTMLSelectElement).value });
    return row.allowed.length
      ? html`<select class="constant" aria-label=${label(t('import.constant'))} @change=${set}>
          <option value="" ?selected=${!row.constant}></option>
          ${row.allowed.map((each) => html`<option value=${each.value} ?selected=${each.value === row.constant}>${each.value} · ${local(each.title)}</option>`)}
        </select>`
      : html`<input class="constant" maxlength="1000" aria-label=${label(t('import.constant'))} placeholder=${t('import.constantHint')}
          .value=${row.constant ?? ''} @change=${set} />`;
  }

  private codesButton(row: Draft, label: (text: string) => string): TemplateResult | typeof nothing {
    if (row.constant !== null || !row.columns[0] || !TRANSLATED.includes(row.type)) return nothing;
    const n = Object.keys(row.codes).length;
    return html`<button type="button" class="button small" aria-expanded=${this.translated === row.field}
      aria-label=${label(t('import.codes'))} @click=${() => this.toggle(row)}>
      ${n ? t('import.codesSet', { n }) : t('import.codes')}</button>`;
  }

  private codesRow(row: Draft, span: number): TemplateResult | typeof nothing {
    if (this.translated !== row.field || row.constant !== null || !TRANSLATED.includes(row.type)) return nothing;
    const column = this.columns.find((each) => each.name === row.columns[0]);
    return html`<tr class="codes-row"><td colspan=${span}>
      <pcc-import-codes .row=${row} .values=${column ? valuesOf(column) : []} .locked=${this.locked}
        @codes=${(e: CustomEvent<Record<string, string>>) => this.change(row, { codes: e.detail })}></pcc-import-codes>
    </td></tr>`;
  }
}

/** What a column is known to hold: all of it where that is little, else the examples and what did not fit. */
function valuesOf(column: Column): string[] {
  return [...new Set(column.codes.length ? column.codes : [...column.misfits, ...column.examples])];
}

function guess(column: Column): TemplateResult {
  const share = column.kind === 'EMPTY' ? '' : `${number(Math.floor(column.confidence * 100), 0)} %`;
  return html`${word('import.kind', column.kind)} <span class="muted num">${share}</span>
    ${column.codes.length ? html`<small>${t('import.kind.codes', { n: column.codes.length })}</small>` : nothing}`;
}

customElements.define('pcc-import-columns', ImportColumns);
