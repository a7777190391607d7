import { html, nothing } from 'lit';
import { send } from '../shared/api';
import { PageElement } from '../shared/element';
import { number } from '../shared/format';
import { icon } from '../shared/icons';
import { t } from '../shared/language';
import { asProblem } from '../shared/resource';

interface Dropped {
  number: number;
  dropped: boolean;
}

/** Drops rows from quarantine for good: how many, why, and the number written by hand. Tells `discarded` when done. */
export class DiscardDialog extends PageElement {
  private path = '';
  private count = 0;
  private message = '';

  /** Opens for the rows of a dataset that the parameters select. */
  async show(dataset: string, selected: string): Promise<void> {
    this.path = `/api/datasets/${dataset}/quarantine/discards?${selected}`;
    this.message = '';
    try {
      this.count = (await send<Dropped>('POST', this.path, {}))?.number ?? 0;
    } catch (failure) {
      this.count = 0;
      this.say(failure);
    }
    this.requestUpdate();
    await this.updateComplete;
    const dialog = this.querySelector('dialog');
    dialog?.querySelector('form')?.reset();
    dialog?.showModal();
  }

  private say(failure: unknown): void {
    const problem = asProblem(failure);
    this.message = problem.detail || problem.title;
    this.requestUpdate();
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    if (Number(form.get('number')) !== this.count) {
      this.message = t('discard.mismatch', { n: this.count });
      this.requestUpdate();
      return;
    }
    try {
      const dropped = await send<Dropped>('POST', this.path, { reason: String(form.get('reason')), number: this.count });
      this.querySelector('dialog')?.close();
      this.dispatchEvent(new CustomEvent('discarded', { detail: dropped?.number ?? 0 }));
    } catch (failure) {
      this.say(failure);
    }
  }

  protected override render() {
    return html`<dialog aria-labelledby="discard-title">
      <form @submit=${(e: SubmitEvent) => void this.submit(e)}>
        <h2 id="discard-title">${t('discard.title')}</h2>
        <p>${t('discard.sub', { n: number(this.count, 0) })}</p>
        <label class="field"><span>${t('discard.reason')} <i class="hint">${t('discard.reasonHint')}</i></span>
          <textarea name="reason" rows="3" required minlength="10" maxlength="1000"></textarea></label>
        <label class="field"><span>${t('discard.number', { n: this.count })}</span>
          <input name="number" inputmode="numeric" required autocomplete="off" /></label>
        <div role="alert">${this.message ? html`<div class="banner bad">${icon('warning')}${this.message}</div>` : nothing}</div>
        <div class="acts">
          <button type="button" class="button" @click=${() => this.querySelector('dialog')?.close()}>${t('action.cancel')}</button>
          <button class="button main" ?disabled=${this.count === 0}>${t('discard.do')}</button>
        </div>
      </form>
    </dialog>`;
  }
}

customElements.define('pcc-discard', DiscardDialog);
