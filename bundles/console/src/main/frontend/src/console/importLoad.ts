import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { PageElement } from '../shared/element';
import { number } from '../shared/format';
import { icon } from '../shared/icons';
import { local, t } from '../shared/language';
import { stateMark } from './importFile';
import { active, type Load } from './importPlan';
import { href } from './router';

/** How far a file was loaded; tells `cancel` when a person wants to end it. */
class ImportLoad extends PageElement {
  @property({ attribute: false }) load!: Load;

  protected override render() {
    const { load } = this;
    const path = `/data/${load.department}/${load.dataset}`;
    const running = active(load);
    return html`<section class="panel" id="import-load">
      <header><h2>${t('import.loadTitle')}</h2>
        <div class="aside">${stateMark(load)}
          ${running ? html`<button class="button" @click=${() => this.dispatchEvent(new CustomEvent('cancel'))}>${t('import.cancel')}</button>` : nothing}
        </div>
      </header>
      <div class="body">
        <progress max="1" .value=${load.read} aria-label=${t('import.progress')}></progress>
        <div class="import-counts num" role="status">
          <b>${number(Math.floor(load.read * 100), 0)} %</b>
          <span>${t('import.rowsRead', { n: number(load.rows, 0) })}</span>
          <span>${t('import.counts', {
            accepted: number(load.accepted, 0),
            unchanged: number(load.unchanged, 0),
            quarantined: number(load.quarantined, 0),
          })}</span>
          ${load.queued ? html`<span>${t('import.queued', { n: number(load.queued, 0) })}</span>` : nothing}
        </div>
        ${load.trouble ? html`<div class="banner ${running ? '' : 'bad'}">${icon('warning')}<span>${load.trouble}</span></div>` : nothing}
        ${load.reasons.length
          ? html`<ul class="muted">${load.reasons.slice(0, 5).map((each) => html`<li>${local(each)}</li>`)}</ul>`
          : nothing}
        <div class="row">
          <a class="button" href=${href(path)}>${t('import.toDataset')}</a>
          ${load.quarantined ? html`<a class="button" href=${href(`${path}?tab=quarantine`)}>${t('import.toQuarantine')}</a>` : nothing}
          ${running ? nothing : html`<span class="muted">${t('import.goneOn')}</span>`}
        </div>
      </div>
    </section>`;
  }
}

customElements.define('pcc-import-load', ImportLoad);
