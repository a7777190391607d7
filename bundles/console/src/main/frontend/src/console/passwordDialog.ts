import { html, nothing } from 'lit';
import { send, session } from '../shared/api';
import { PageElement } from '../shared/element';
import { icon } from '../shared/icons';
import { t } from '../shared/language';
import { asProblem } from '../shared/resource';

const SHORTEST = 12;

/** Changes one's own password. */
class PasswordDialog extends PageElement {
  private message = '';
  private done = false;

  show(): void {
    this.message = '';
    this.done = false;
    this.requestUpdate();
    const dialog = this.querySelector('dialog');
    dialog?.querySelector('form')?.reset();
    dialog?.showModal();
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const next = String(form.get('next'));
    if (next.length < SHORTEST) return this.say(t('password.short'));
    if (next !== form.get('repeat')) return this.say(t('password.mismatch'));
    try {
      await send('POST', '/api/session/password', { current: String(form.get('current')), next });
      this.done = true;
      const who = session.get();
      if (who) session.set({ ...who, passwordDue: false });
      this.say(t('password.changed'));
    } catch (failure) {
      const problem = asProblem(failure);
      this.say(problem.detail || problem.title);
    }
  }

  private say(message: string): void {
    this.message = message;
    this.requestUpdate();
  }

  protected override render() {
    const field = (name: string, label: string, autocomplete: 'current-password' | 'new-password', hint = '') =>
      html`<label class="field"
        ><span>${label} ${hint ? html`<i class="hint">${hint}</i>` : nothing}</span>
        <input name=${name} type="password" autocomplete=${autocomplete} required />
      </label>`;
    return html`<dialog aria-labelledby="password-title">
      <form @submit=${(e: SubmitEvent) => this.submit(e)} novalidate>
        <h2 id="password-title">${t('action.changePassword')}</h2>
        ${field('current', t('password.current'), 'current-password')}
        ${field('next', t('password.next'), 'new-password', t('password.rule'))}
        ${field('repeat', t('password.repeat'), 'new-password')}
        <div role="alert">
          ${this.message
            ? html`<div class="banner ${this.done ? 'good' : 'bad'}">${icon(this.done ? 'check' : 'warning')}${this.message}</div>`
            : nothing}
        </div>
        <div class="acts">
          <button type="button" class="button" @click=${() => this.querySelector('dialog')?.close()}>
            ${t(this.done ? 'action.close' : 'action.cancel')}
          </button>
          ${this.done ? nothing : html`<button class="button main">${t('action.save')}</button>`}
        </div>
      </form>
    </dialog>`;
  }
}

customElements.define('pcc-password-dialog', PasswordDialog);
