import { html } from 'lit';
import { PageElement } from '../shared/element';
import { clock, longDay } from '../shared/format';
import { t } from '../shared/language';

/** The time of the city, by the second. */
class ClockElement extends PageElement {
  override connectedCallback(): void {
    super.connectedCallback();
    const ticking = setInterval(() => this.requestUpdate(), 1000);
    this.whileShown(() => clearInterval(ticking));
  }

  protected override render() {
    const now = Date.now();
    return html`<b class="num">${clock(now)}</b><span>${t('time.zone')}</span><small>${longDay(now)}</small>`;
  }
}

customElements.define('pcc-clock', ClockElement);
