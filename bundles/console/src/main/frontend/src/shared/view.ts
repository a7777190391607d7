import { html, nothing, type TemplateResult } from 'lit';
import type { Problem } from './api';
import { icon, type IconName } from './icons';
import { local, t } from './language';

/** What is said where there is nothing to show. */
export function empty(text: string, picture: IconName = 'inbox', more: unknown = nothing): TemplateResult {
  return html`<div class="state">${icon(picture)}<p>${text}</p>${more}</div>`;
}

/** What went wrong, in the server's words, and a way to try again. */
export function failed(problem: Problem, retry: (() => void) | null): TemplateResult {
  const text =
    problem.status === 0
      ? t('error.unreachable')
      : problem.status === 403
        ? problem.detail || t('error.forbidden')
        : problem.detail;
  return html`<div class="state" role="alert">
    ${icon('warning')}
    <h2>${problem.status === 0 ? t('error.title') : problem.title}</h2>
    ${text ? html`<p>${text}</p>` : nothing}
    ${problem.errors.map((each) => html`<p class="mono">${each.pointer} ${local(each.text) || each.detail}</p>`)}
    ${problem.instance ? html`<p class="muted mono">${t('error.instance', { instance: problem.instance })}</p>` : nothing}
    ${retry ? html`<button class="button" @click=${retry}>${t('action.retry')}</button>` : nothing}
  </div>`;
}

/** Grey lines in the place of what is still loading. */
export function skeleton(lines = 5): TemplateResult {
  return html`<div class="state-skeleton" role="status" aria-label=${t('loading')}>
    ${Array.from({ length: lines }, () => html`<div class="skeleton"></div>`)}
  </div>`;
}
