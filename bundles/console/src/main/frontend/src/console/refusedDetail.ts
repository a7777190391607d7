import { html, nothing, type TemplateResult } from 'lit';
import { PageElement } from '../shared/element';
import { dateTime } from '../shared/format';
import { icon } from '../shared/icons';
import { local, t } from '../shared/language';
import type { Refused } from './quarantine';
import { rawRow } from './rawRow';

/** One row in quarantine, or one document that could not be read, at the side of the page. */
export class RefusedDetail extends PageElement {
  private row: Refused | null = null;
  private acts: (row: Refused) => unknown = () => nothing;

  /**
   * Opens.
   *
   * @param acts what can be done with it
   */
  show(row: Refused, acts: (row: Refused) => unknown = () => nothing): void {
    this.row = row;
    this.acts = acts;
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelector('dialog')?.showModal());
  }

  close(): void {
    this.querySelector('dialog')?.close();
  }

  protected override render() {
    return html`<dialog class="drawer" aria-labelledby="refused-title">
      <div class="content">
        <div class="row">
          <h2 id="refused-title">${t('quarantine.detail', { id: this.row?.id ?? '' })}</h2>
          <button class="button icon-only spread" aria-label=${t('action.close')} @click=${() => this.close()}>${icon('close')}</button>
        </div>
        ${this.row ? this.detail(this.row) : nothing}
      </div>
    </dialog>`;
  }

  private detail(row: Refused): TemplateResult {
    return html`<div class="banner bad">${icon('warning')}<span><b class="mono">${row.field || t('quarantine.whole')}</b> ${local(row.text)}</span></div>
      ${rawRow(row.raw, row.field, row.cut)}
      <dl class="facts">
        <dt>${t('quarantine.source')}</dt><dd>${row.source}</dd>
        <dt>${t('quarantine.received')}</dt><dd class="num">${dateTime(row.received)}</dd>
        <dt>${t('quarantine.seen')}</dt><dd class="num">${dateTime(row.seen)}</dd>
        <dt>${t('quarantine.times')}</dt><dd class="num">${row.times}</dd>
      </dl>
      <div class="acts">${this.acts(row)}</div>`;
  }
}

customElements.define('pcc-refused-detail', RefusedDetail);
