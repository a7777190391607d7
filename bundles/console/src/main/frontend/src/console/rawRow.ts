import { html, type TemplateResult } from 'lit';
import { icon } from '../shared/icons';
import { t } from '../shared/language';

/** A line of a row as it came, and whether it is the one at fault. */
export interface RawLine {
  readonly text: string;
  readonly fault: boolean;
}

/** The lines of a row: a JSON object member by member, anything else as it is. */
export function rawLines(raw: string, field: string): RawLine[] {
  let row: unknown;
  try {
    row = JSON.parse(raw);
  } catch {
    row = null;
  }
  if (row === null || typeof row !== 'object' || Array.isArray(row)) {
    return raw.split('\n').map((text) => ({ text, fault: false }));
  }
  const members = Object.entries(row);
  const lines: RawLine[] = [{ text: '{', fault: false }];
  members.forEach(([name, value], i) => {
    const written = JSON.stringify(value, null, 2).split('\n').join('\n  ');
    const comma = i < members.length - 1 ? ',' : '';
    lines.push({ text: `  ${JSON.stringify(name)}: ${written}${comma}`, fault: field !== '' && name === field });
  });
  lines.push({ text: '}', fault: false });
  return lines;
}

/** A row as it came, with the field at fault marked by a sign and a word, not by colour alone. */
export function rawRow(raw: string, field: string, cut = false): TemplateResult {
  return html`<div class="raw-row mono" tabindex="0" role="region" aria-label=${t('quarantine.raw')}>
    ${rawLines(raw, field).map(
      (line) => html`<div class=${line.fault ? 'line fault' : 'line'}
        >${line.fault ? html`<span class="sign">${icon('warning')}<span class="visually-hidden">${t('quarantine.atFault')}</span></span>` : ''}${line.text}</div>`,
    )}
    ${cut ? html`<div class="line muted">… ${t('quarantine.cut')}</div>` : ''}
  </div>`;
}
