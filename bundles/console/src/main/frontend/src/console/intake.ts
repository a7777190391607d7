import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { get, may, type Problem } from '../shared/api';
import { PageElement } from '../shared/element';
import { brief, dateTime, number } from '../shared/format';
import { local, t } from '../shared/language';
import { mark } from '../shared/mark';
import { asProblem } from '../shared/resource';
import type { Items } from '../shared/types';
import { empty, failed, skeleton } from '../shared/view';
import type { Refused } from './quarantine';
import type { RefusedDetail } from './refusedDetail';
import './refusedDetail';

interface Counts {
  received: number;
  accepted: number;
  unchanged: number;
  quarantined: number;
  refused: number;
  queued: number;
  reconciles: boolean;
  /** How full the queue is, from 0 to 1. */
  queue: number;
}

const PARTS = ['accepted', 'unchanged', 'quarantined', 'refused', 'queued'] as const;

/** What became of every record of a department since the start, as one line. */
class Intake extends PageElement {
  @property() name = '';
  private counts: Counts | null = null;
  private problem: Problem | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.updateComplete.then(() => this.load());
    const again = setInterval(() => void this.load(), 5_000);
    this.whileShown(() => clearInterval(again));
  }

  private async load(): Promise<void> {
    try {
      this.counts = await get<Counts>(`/api/datasets/${this.name}/intake`);
      this.problem = null;
    } catch (failure) {
      this.problem = asProblem(failure);
    }
    this.requestUpdate();
  }

  protected override render() {
    const c = this.counts;
    if (this.problem && !c) return failed(this.problem, () => void this.load());
    if (!c) return skeleton(1);
    const level = Math.min(1, c.queue);
    return html`<div class="intake">
      <p class="sum num">
        <span><b>${number(c.received, 0)}</b> ${t('intake.received')}</span>
        ${PARTS.map((part, i) => html`<i aria-hidden="true">${i === 0 ? '=' : '+'}</i><span><b>${number(c[part], 0)}</b> ${t(`intake.${part}`)}</span>`)}
      </p>
      ${c.reconciles ? mark(0, t('intake.reconciles')) : mark(3, t('intake.differs'))}
      <label class="level"><span>${t('intake.queue', { n: number(level * 100, 0) })}</span>
        <meter min="0" max="1" high="0.8" .value=${level}></meter></label>
    </div>`;
  }
}

/** Documents of a department that could not be read, and so belong to none of its datasets. */
class Documents extends PageElement {
  @property() name = '';
  private rows: Refused[] | null = null;
  private next: string | null = null;
  private problem: Problem | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.updateComplete.then(() => this.load());
  }

  private async load(more = false): Promise<void> {
    if (!may('supervisor')) return;
    try {
      const cursor = more && this.next ? `&cursor=${this.next}` : '';
      const page = await get<Items<Refused>>(`/api/datasets/${this.name}/quarantine?limit=50${cursor}`);
      this.rows = more ? [...(this.rows ?? []), ...page.items] : page.items;
      this.next = page.next ?? null;
      this.problem = null;
    } catch (failure) {
      this.problem = asProblem(failure);
    }
    this.requestUpdate();
  }

  protected override render() {
    if (!may('supervisor')) return empty(t('documents.hidden'), 'shield');
    if (this.problem) return failed(this.problem, () => void this.load());
    if (this.rows === null) return skeleton(3);
    if (this.rows.length === 0) return empty(t('documents.none'), 'check');
    return html`${this.table(this.rows)}<pcc-refused-detail></pcc-refused-detail>`;
  }

  private table(rows: Refused[]): TemplateResult {
    return html`<div class="table-wrap" tabindex="0" role="region" aria-label=${t('documents.title')}>
        <table>
          <thead>
            <tr><th>${t('quarantine.seen')}</th><th>${t('quarantine.source')}</th><th>${t('quarantine.reason')}</th>
              <th><span class="visually-hidden">${t('quarantine.acts')}</span></th></tr>
          </thead>
          <tbody>
            ${rows.map(
              (row) => html`<tr>
                <td class="num nowrap" title=${dateTime(row.seen)}>${brief(row.seen)}
                  ${row.times > 1 ? html`<div class="muted">${t('notices.folded', { n: row.times })}</div>` : nothing}</td>
                <td class="raw">${row.source}</td>
                <td class="raw">${local(row.text)}</td>
                <td class="number"><button class="button small"
                  @click=${() => this.querySelector<RefusedDetail>('pcc-refused-detail')?.show(row)}>${t('action.details')}</button></td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${this.next ? html`<div class="body"><button class="button" @click=${() => void this.load(true)}>${t('action.more')}</button></div>` : nothing}`;
  }
}

customElements.define('pcc-intake', Intake);
customElements.define('pcc-documents', Documents);
