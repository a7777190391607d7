import { html, nothing, type TemplateResult } from 'lit';
import { get, query, type Problem } from '../../shared/api';
import { PageElement } from '../../shared/element';
import { dateTime } from '../../shared/format';
import { icon } from '../../shared/icons';
import { t } from '../../shared/language';
import { asProblem } from '../../shared/resource';
import type { Items } from '../../shared/types';
import { empty, failed, skeleton } from '../../shared/view';

interface Entry {
  seq?: number;
  at: string;
  actor: string;
  action: string;
  object?: string | null;
  details?: Record<string, unknown> | null;
  address?: string | null;
}

interface Verdict {
  valid: boolean;
  entries: number;
  broken: number | null;
  reason: string | null;
}

/** The audit trail, and the button that walks its chain. */
class Audit extends PageElement {
  private items: Entry[] | null = null;
  private next: string | null = null;
  private problem: Problem | null = null;
  private verdict: { good: boolean; text: string } | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  private async load(more = false): Promise<void> {
    try {
      const page = await get<Items<Entry>>(`/api/audit${query({ limit: 100, cursor: more ? this.next : null })}`);
      this.items = more ? [...(this.items ?? []), ...page.items] : page.items;
      this.next = page.next ?? null;
      this.problem = null;
    } catch (failure) {
      this.problem = asProblem(failure);
    }
    this.requestUpdate();
  }

  private async verify(): Promise<void> {
    try {
      const { valid, entries, broken, reason } = await get<Verdict>('/api/audit/verify');
      this.verdict = {
        good: valid,
        text: valid ? t('audit.verified', { n: entries }) : `${t('audit.broken', { n: broken ?? '?' })} ${reason ?? ''}`,
      };
    } catch (failure) {
      const problem = asProblem(failure);
      this.verdict = { good: false, text: problem.detail || problem.title };
    }
    this.requestUpdate();
  }

  protected override render() {
    return html`<div class="page">
      <div class="page-head">
        <div class="titles"><h1>${t('audit.title')}</h1><p class="sub">${t('audit.sub')}</p></div>
        <div class="acts">
          <button class="button" @click=${() => void this.verify()}>${icon('shield')}${t('audit.verify')}</button>
        </div>
      </div>
      <div role="status" ?hidden=${!this.verdict}>
        ${this.verdict
          ? html`<div class="banner ${this.verdict.good ? 'good' : 'bad'}">
              ${icon(this.verdict.good ? 'check' : 'warning')}${this.verdict.text}
            </div>`
          : nothing}
      </div>
      <div class="panel">
        ${this.problem
          ? failed(this.problem, () => void this.load())
          : this.items === null
            ? skeleton(8)
            : this.items.length === 0
              ? empty(t('audit.none'), 'trail')
              : this.table(this.items)}
      </div>
      ${this.next ? html`<div><button class="button" @click=${() => void this.load(true)}>${t('action.more')}</button></div>` : nothing}
    </div>`;
  }

  private table(items: Entry[]): TemplateResult {
    return html`<div class="table-wrap">
      <table>
        <thead>
          <tr>
            <th class="number">#</th><th>${t('audit.when')}</th><th>${t('audit.who')}</th><th>${t('audit.what')}</th>
            <th>${t('audit.target')}</th><th>${t('audit.where')}</th><th>${t('audit.result')}</th>
          </tr>
        </thead>
        <tbody>
          ${items.map(
            (each) => html`<tr>
              <td class="number muted">${each.seq ?? ''}</td>
              <td class="num nowrap">${dateTime(each.at)}</td>
              <td class="nowrap">${each.actor}</td>
              <td class="nowrap">${each.action}</td>
              <td class="mono">${each.object || '–'}</td>
              <td class="mono nowrap">${each.address || '–'}</td>
              <td class="mono raw muted">${details(each.details)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

function details(all: Record<string, unknown> | null | undefined): string {
  return Object.entries(all ?? {})
    .map(([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join('  ');
}

customElements.define('pcc-audit', Audit);
