import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { may, send, type Problem } from '../shared/api';
import { PageElement } from '../shared/element';
import { dateTime } from '../shared/format';
import { icon } from '../shared/icons';
import { local, t } from '../shared/language';
import { asProblem } from '../shared/resource';
import type { DatasetInfo } from '../shared/types';
import { datasets } from '../shared/world';

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
    return this.act('PUT', t('approval.ask', { title: local(title), version: version ?? 1 }), { version });
  }

  private withdraw(): Promise<void> {
    return this.act('DELETE', t('approval.withdrawAsk', { title: local(this.entry.title) }));
  }

  protected override render() {
    const { approval, draft, version } = this.entry;
    const allowed = may('walidata');
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
      ${this.problem
        ? html`<div class="banner bad" role="alert">${icon('warning')}${this.problem.detail || this.problem.title}</div>`
        : nothing}`;
  }
}

customElements.define('pcc-approval', ApprovalBanner);
