import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { get, may, query, send, type Problem } from '../shared/api';
import { PageElement } from '../shared/element';
import { brief, dateTime } from '../shared/format';
import { icon } from '../shared/icons';
import { local, t, type LocalText } from '../shared/language';
import { asProblem } from '../shared/resource';
import type { Items } from '../shared/types';
import { empty, failed, skeleton } from '../shared/view';

interface Refused {
  id: number;
  field: string;
  reason: LocalText;
  raw: string;
  /** Whether it was too long to be kept whole. */
  cut: boolean;
  source: string;
  received: string;
  seen: string;
  times: number;
}

interface Replayed {
  accepted: number;
  unchanged: number;
  quarantined: number;
}

/** The rows of a dataset that were refused, with the reason and the row as it came. */
class QuarantineTable extends PageElement {
  @property() name = '';

  private rows: Refused[] | null = null;
  private next: string | null = null;
  private problem: Problem | null = null;
  private message = '';

  override connectedCallback(): void {
    super.connectedCallback();
    void this.updateComplete.then(() => this.load());
  }

  private async load(more = false): Promise<void> {
    try {
      const page = await get<Items<Refused>>(
        `/api/datasets/${this.name}/quarantine${query({ limit: 100, cursor: more ? this.next : null })}`,
      );
      this.rows = more ? [...(this.rows ?? []), ...page.items] : page.items;
      this.next = page.next ?? null;
      this.problem = null;
    } catch (failure) {
      this.problem = asProblem(failure);
    }
    this.requestUpdate();
  }

  private async replay(): Promise<void> {
    try {
      const result = await send<Replayed>('POST', `/api/datasets/${this.name}/quarantine/replay`, {});
      this.message = t('quarantine.replayed', {
        accepted: (result?.accepted ?? 0) + (result?.unchanged ?? 0),
        quarantined: result?.quarantined ?? 0,
      });
      await this.load();
    } catch (failure) {
      const problem = asProblem(failure);
      this.message = problem.detail || problem.title;
      this.requestUpdate();
    }
  }

  protected override render() {
    return html`<div class="stack">
      ${this.message ? html`<div class="banner" role="status">${icon('check')}${this.message}</div>` : nothing}
      <div class="panel">
        ${this.problem
          ? failed(this.problem, () => void this.load())
          : this.rows === null
            ? skeleton(5)
            : this.rows.length === 0
              ? empty(t('quarantine.none'), 'check')
              : this.table(this.rows)}
      </div>
    </div>`;
  }

  private table(rows: Refused[]): TemplateResult {
    return html`<header>
        <h2>${t('data.quarantine')} <span class="muted num">${rows.length}${this.next ? '+' : ''}</span></h2>
        <div class="aside">
          ${may('admin')
            ? html`<button class="button small" @click=${() => void this.replay()}>${t('quarantine.replay')}</button>`
            : nothing}
        </div>
      </header>
      <div class="table-wrap" tabindex="0" role="region" aria-label=${t('data.quarantine')}>
        <table>
          <thead>
            <tr><th>${t('quarantine.received')}</th><th>${t('quarantine.source')}</th><th>${t('quarantine.field')}</th><th>${t('quarantine.reason')}</th><th>${t('quarantine.raw')}</th></tr>
          </thead>
          <tbody>
            ${rows.map(
              (row) => html`<tr>
                <td class="num nowrap">
                  ${dateTime(row.received)}
                  ${row.times > 1 ? html`<div class="muted">${t('notices.folded', { n: row.times })} · ${brief(row.seen)}</div>` : nothing}
                </td>
                <td>${row.source}</td>
                <td class="mono">${row.field || '–'}</td>
                <td>${local(row.reason)}</td>
                <td class="mono raw">${row.raw}${row.cut ? ' …' : ''}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${this.next ? html`<div class="body"><button class="button" @click=${() => void this.load(true)}>${t('action.more')}</button></div>` : nothing}`;
  }
}

customElements.define('pcc-quarantine', QuarantineTable);
