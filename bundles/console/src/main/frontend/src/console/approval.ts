import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { may, send, type Problem } from '../shared/api';
import { PageElement } from '../shared/element';
import { dateTime } from '../shared/format';
import { icon } from '../shared/icons';
import { isText, local, t } from '../shared/language';
import { asProblem } from '../shared/resource';
import type { DatasetInfo, Shortcoming } from '../shared/types';
import { datasets } from '../shared/world';

/** What is missing, in a sentence. */
export function sentence(missing: Shortcoming): string {
  const key = `missing.${missing.part}.${missing.what}`;
  return isText(key) ? t(key, { fields: missing.fields.join(', ') }) : `${missing.part}: ${missing.what}`;
}

/** Whether a dataset is official, and the buttons with which a walidata makes it so. */
class ApprovalBanner extends PageElement {
  @property({ attribute: false }) entry!: DatasetInfo;
  private problem: Problem | null = null;

  private get path(): string {
    return `/api/datasets/${this.entry.department}/${this.entry.name}/approval`;
  }

  private async act(method: 'PUT' | 'DELETE', question: string, body?: unknown): Promise<void> {
    if (!confirm(question)) return;
    try {
      await send(method, this.path, body);
      this.problem = null;
    } catch (failure) {
      this.problem = asProblem(failure);
    }
    await datasets.load();
    this.requestUpdate();
  }

  private approve(): Promise<void> {
    const { version, title } = this.entry;
    const missing = (this.entry.missing ?? []).map((each) => `• ${sentence(each)}`);
    const ask = t('approval.ask', { title: local(title), version: version ?? 1 });
    const question = missing.length > 0 ? `${ask}\n\n${t('missing.ask')}\n${missing.join('\n')}` : ask;
    return this.act('PUT', question, { version });
  }

  private withdraw(): Promise<void> {
    return this.act('DELETE', t('approval.withdrawAsk', { title: local(this.entry.title) }));
  }

  protected override render() {
    const { approval, draft, version } = this.entry;
    const allowed = may('walidata');
    const missing = this.entry.missing ?? [];
    const said = approval
      ? t('approval.approved', { version: approval.version, who: approval.by.replace(/^person:/, ''), time: dateTime(approval.at) })
      : t('approval.never');
    return html`<div class="banner ${draft ? '' : 'good'}">
        ${icon(draft ? 'warning' : 'check')}
        <span>${draft ? t('approval.draft', { version: version ?? 1 }) : ''} ${said}</span>
        ${allowed && draft
          ? html`<button class="button small" @click=${() => void this.approve()}>${t('approval.approve')}</button>`
          : nothing}
        ${allowed && approval
          ? html`<button class="button small" @click=${() => void this.withdraw()}>${t('approval.withdraw')}</button>`
          : nothing}
      </div>
      ${missing.length > 0
        ? html`<div class="banner missing">
            ${icon('warning')}
            <div><b>${t('missing.title')}</b><ul>${missing.map((each) => html`<li>${sentence(each)}</li>`)}</ul></div>
          </div>`
        : html`<div class="banner good missing">${icon('check')}<span>${t('missing.none')}</span></div>`}
      ${this.problem
        ? html`<div class="banner bad" role="alert">${icon('warning')}${this.problem.detail || this.problem.title}</div>`
        : nothing}`;
  }
}

customElements.define('pcc-approval', ApprovalBanner);
