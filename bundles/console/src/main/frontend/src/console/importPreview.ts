import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { PageElement } from '../shared/element';
import { dateTime, number } from '../shared/format';
import { icon } from '../shared/icons';
import { local, t } from '../shared/language';
import { mark } from '../shared/mark';
import type { Preview } from './importPlan';

/** What would become of the first rows of a file, those that would be refused first. */
class ImportPreview extends PageElement {
  @property({ attribute: false }) preview!: Preview;
  @property({ attribute: false }) fields: string[] = [];

  protected override render() {
    const { preview, fields } = this;
    const rows = [...preview.rows].sort((a, b) => Number(!!b.text) - Number(!!a.text) || a.row - b.row);
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
            <th class="number">${t('import.row')}</th><th>${t('import.becomes')}</th>
            ${fields.map((each) => html`<th class="mono">${each}</th>`)}
            ${preview.refused ? html`<th>${t('import.reason')}</th>` : nothing}
          </tr></thead>
          <tbody>${rows.map(
            (each) => html`<tr class=${each.text ? 'refused' : ''}>
              <td class="number">${each.row}</td>
              <td>${each.text ? mark(2, t('data.quarantine')) : html`<span class="row">${icon('check')}${t('import.stored')}</span>`}</td>
              ${fields.map(
                (field) => html`<td class=${typeof each.record[field] === 'number' ? 'number' : ''}>
                  <span class="ellipsis">${cell(each.record[field])}</span>
                </td>`,
              )}
              ${preview.refused ? html`<td class="reason">${local(each.text)}</td>` : nothing}
            </tr>`,
          )}</tbody>
        </table>
      </div>`;
  }
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number') return number(value, 6);
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\dT.*[+Z]/.test(value) ? dateTime(value) : value;
  const point = (value as { coordinates?: unknown[] }).coordinates;
  return Array.isArray(point) ? point.join(', ') : String(value);
}

customElements.define('pcc-import-preview', ImportPreview);
