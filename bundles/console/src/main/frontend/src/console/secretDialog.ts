import { html } from 'lit';
import { PageElement } from '../shared/element';
import { icon } from '../shared/icons';
import { t } from '../shared/language';

/** Shows a secret once, to be copied; it is gone when the dialog closes. */
export class SecretDialog extends PageElement {
  private heading = '';
  private explanation = '';
  private secret = '';
  private copied = false;

  show(heading: string, explanation: string, secret: string): void {
    Object.assign(this, { heading, explanation, secret, copied: false });
    this.requestUpdate();
    void this.updateComplete.then(() => {
      this.querySelector('dialog')?.showModal();
      this.querySelector('input')?.select();
    });
  }

  private async copy(): Promise<void> {
    const input = this.querySelector('input')!;
    input.select();
    try {
      await navigator.clipboard.writeText(this.secret);
      this.copied = true;
    } catch {
      // Without the right to the clipboard the text stays selected, ready for Ctrl-C.
    }
    this.requestUpdate();
  }

  private closed(): void {
    this.secret = '';
    this.requestUpdate();
  }

  protected override render() {
    return html`<dialog aria-labelledby="secret-title" @close=${() => this.closed()}>
      <div class="content">
        <h2 id="secret-title">${this.heading}</h2>
        <p class="soft">${this.explanation}</p>
        <div class="secret">
          <input readonly .value=${this.secret} aria-labelledby="secret-title" />
          <button class="button" @click=${() => void this.copy()}>
            ${icon(this.copied ? 'check' : 'copy')}${t(this.copied ? 'action.copied' : 'action.copy')}
          </button>
        </div>
        <form method="dialog" class="bare"><div class="acts"><button class="button main">${t('action.done')}</button></div></form>
      </div>
    </dialog>`;
  }
}

customElements.define('pcc-secret', SecretDialog);
