import { html, type TemplateResult } from 'lit';
import { number } from '../shared/format';
import { t, word } from '../shared/language';
import { mark } from '../shared/mark';
import type { Load } from './importPlan';

/** How a load is, in shape and word. */
export function stateMark(load: Load | null | undefined): TemplateResult {
  if (!load) return html`<span class="muted">${t('import.state.new')}</span>`;
  const state = load.state.toLowerCase();
  const level = state === 'failed' ? 3 : ['waiting', 'interrupted', 'cancelled'].includes(state) ? 2 : state === 'running' ? 1 : 0;
  return mark(level, word('import.state', state));
}

/** A number of bytes as people read it. */
export function size(bytes: number): string {
  return bytes < 1_048_576 ? `${number(Math.max(1, bytes / 1024), 0)} kB` : `${number(bytes / 1_048_576, 1)} MB`;
}
