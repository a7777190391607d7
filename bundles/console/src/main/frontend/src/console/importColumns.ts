import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { PageElement } from '../shared/element';
import { number } from '../shared/format';
import { t, word } from '../shared/language';
import { empty } from '../shared/view';
import type { Column, Draft } from './importPlan';

const TYPES = ['TEXT', 'LONG_TEXT', 'INTEGER', 'DECIMAL', 'BOOLEAN', 'TIME', 'POINT', 'GEOMETRY'];
const TIMES = ['YEAR_FIRST', 'DAY_FIRST', 'MONTH_FIRST', 'WORDS', 'EXCEL', 'SECONDS', 'MILLISECONDS', 'YEAR'];
const NUMBERS = ['COMMA', 'POINT'];

/** What the columns of a file seem to hold, and which fields they fill; tells `fields` when a person corrects it. */
class ImportColumns extends PageElement {
  @property({ attribute: false }) columns: Column[] = [];
  @property({ attribute: false }) rows: Draft[] = [];
  /** Whether the fields are those of a new dataset, which may be named and typed. */
  @property({ attribute: false }) fresh = true;
  @property({ attribute: false }) locked = false;

  private change(row: Draft, what: Partial<Draft>): void {
    const rows = this.rows.map((each) => (each === row ? { ...each, ...what } : each));
    this.dispatchEvent(new CustomEvent<Draft[]>('fields', { detail: rows }));
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
              <tbody>${this.rows.map((row) => this.columnRow(row, this.columns, fresh))}</tbody>
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
}

function guess(column: Column): TemplateResult {
  const share = column.kind === 'EMPTY' ? '' : `${number(Math.floor(column.confidence * 100), 0)} %`;
  return html`${word('import.kind', column.kind)} <span class="muted num">${share}</span>
    ${column.codes.length ? html`<small>${t('import.kind.codes', { n: column.codes.length })}</small>` : nothing}`;
}

customElements.define('pcc-import-columns', ImportColumns);
