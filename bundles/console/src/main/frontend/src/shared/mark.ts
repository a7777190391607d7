import { html, nothing, svg, type TemplateResult } from 'lit';
import { t, word } from './language';
import { levelOfSeverity, levelOfState, type LevelNumber } from './levels';
import { lower } from './types';

/** Outlines of the level shapes in a box of 16; the map draws the same ones. */
export const SHAPES: Record<LevelNumber, string> = {
  [-1]: 'M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 1 1 0-11z',
  0: 'M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 1 1 0-11z',
  1: 'M3.5 3.5h9v9h-9z',
  2: 'M8 1.8L15 14H1z',
  3: 'M8 0.8L15.2 8L8 15.2L0.8 8z',
  4: 'M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2z',
};

/** The shape of a level: outlines while calm, filled from warning on. */
export function shape(level: LevelNumber): TemplateResult {
  if (level === -1) {
    return html`<svg viewBox="0 0 16 16" aria-hidden="true">
      ${svg`<path d=${SHAPES[-1]} fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.4 2" />`}
    </svg>`;
  }
  const filled = level >= 2;
  return html`<svg viewBox="0 0 16 16" aria-hidden="true">
    ${svg`<path d=${SHAPES[level]} fill=${filled ? 'currentColor' : 'none'} stroke="currentColor"
      stroke-width="1.7" stroke-linejoin="round" />`}
    ${level === 0 ? svg`<circle cx="8" cy="8" r="2" fill="currentColor" />` : nothing}
    ${level === 2 ? svg`<path d="M8 6v3.6M8 11.6v.6" stroke="var(--on-level)" stroke-width="1.6" />` : nothing}
    ${level === 3 ? svg`<path d="M8 4.4v4.2M8 10.8v.6" stroke="var(--on-level)" stroke-width="1.8" />` : nothing}
    ${level === 4 ? svg`<path d="M5.3 5.3l5.4 5.4M10.7 5.3l-5.4 5.4" stroke="var(--on-level)" stroke-width="1.9" />` : nothing}
  </svg>`;
}

/** Shape, word and colour of a level together: never one of them alone. */
export function mark(level: LevelNumber, text: string): TemplateResult {
  return html`<span class="mark" data-level=${level}>${shape(level)}<span>${text}</span></span>`;
}

export function severityMark(severity: string | null | undefined): TemplateResult {
  return mark(levelOfSeverity(severity), word('severity', lower(severity) || 'unknown'));
}

const STATE_PATHS: Record<string, TemplateResult> = {
  running: svg`<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.6" /><path d="M5.2 8.2l2 2 3.6-4.2" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" />`,
  starting: svg`<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="3 2.6" /><path d="M8 5v3.2l2 1.4" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" />`,
  stopped: svg`<rect x="2.5" y="2.5" width="11" height="11" rx="1.5" fill="currentColor" /><path d="M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8" stroke="var(--on-level)" stroke-width="1.7" stroke-linecap="round" />`,
};

/** The state of a department: shape, word and colour; `text` in place of the word where it is said elsewhere. */
export function stateMark(state: string | null | undefined, text = ''): TemplateResult {
  const name = lower(state);
  const path = STATE_PATHS[name] ?? STATE_PATHS[name === 'ready' ? 'running' : ''];
  const level = levelOfState(name);
  const said = name ? word('state', name === 'ready' ? 'running' : name) : t('severity.unknown');
  return html`<span class="mark state-${name}" data-level=${level} title=${said}
    >${path ? html`<svg viewBox="0 0 16 16" aria-hidden="true">${path}</svg>` : shape(level)}<span
      >${text || said}${text ? html`<span class="visually-hidden"> ${said}</span>` : nothing}</span
    ></span
  >`;
}
