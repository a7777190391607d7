import { html, nothing, type TemplateResult } from 'lit';
import { get, send, type Problem } from '../../shared/api';
import { PageElement } from '../../shared/element';
import { dateTime, relative } from '../../shared/format';
import { icon } from '../../shared/icons';
import { isText, local, t } from '../../shared/language';
import { asProblem } from '../../shared/resource';
import { lower, type Items } from '../../shared/types';
import { empty, failed, skeleton } from '../../shared/view';
import { departments } from '../../shared/world';
import '../secretDialog';
import type { SecretDialog } from '../secretDialog';

interface Key {
  id: string;
  kind: string;
  scope: string;
  label: string;
  created?: string | null;
  expires?: string | null;
  lastUsed?: string | null;
}

/** A new key: `key` is what a client sends, told this once. */
type Issued = Omit<Key, 'key'> & { key: string };

/** The API keys: list, make, revoke. */
class Keys extends PageElement {
  private items: Key[] | null = null;
  private problem: Problem | null = null;
  private message = '';

  constructor() {
    super(departments);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      this.items = (await get<Items<Key>>('/api/keys')).items;
      this.problem = null;
    } catch (failure) {
      this.problem = asProblem(failure);
    }
    this.requestUpdate();
  }

  private get dialog(): HTMLDialogElement {
    return this.querySelector<HTMLDialogElement>('#key-form')!;
  }

  private async create(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const values = new FormData(form);
    const label = String(values.get('label')).trim();
    const days = Number(values.get('days'));
    const expires = days > 0 ? new Date(Date.now() + days * 86_400_000).toISOString() : null;
    try {
      const issued = await send<Issued>('POST', '/api/keys', {
        kind: 'department',
        scope: String(values.get('scope')),
        label,
        expires,
      });
      this.dialog.close();
      form.reset();
      this.querySelector<SecretDialog>('pcc-secret')?.show(t('keys.newTitle', { name: label }), t('keys.once'), issued?.key ?? '');
      await this.load();
    } catch (failure) {
      const problem = asProblem(failure);
      this.message = problem.detail || problem.title;
      this.requestUpdate();
    }
  }

  private async revoke(key: Key): Promise<void> {
    if (!confirm(t('keys.revokeAsk', { name: key.label }))) return;
    try {
      await send('DELETE', `/api/keys/${encodeURIComponent(key.id)}`);
    } catch (failure) {
      this.problem = asProblem(failure);
    }
    await this.load();
  }

  protected override render() {
    return html`<div class="page">
      <div class="page-head">
        <div class="titles"><h1>${t('keys.title')}</h1><p class="sub">${t('keys.sub')}</p></div>
        <div class="acts">
          <button class="button main" @click=${() => this.open()}>${icon('plus')}${t('keys.create')}</button>
        </div>
      </div>
      <div class="panel">
        ${this.problem
          ? failed(this.problem, () => void this.load())
          : this.items === null
            ? skeleton(5)
            : this.items.length === 0
              ? empty(t('keys.none'), 'key')
              : this.table(this.items)}
      </div>
      ${this.form()}
      <pcc-secret></pcc-secret>
    </div>`;
  }

  private open(): void {
    this.message = '';
    this.requestUpdate();
    this.dialog.showModal();
  }

  private table(items: Key[]): TemplateResult {
    return html`<div class="table-wrap">
      <table>
        <thead>
          <tr>
            <th>${t('keys.name')}</th><th>${t('keys.for')}</th><th>${t('keys.prefix')}</th><th>${t('keys.created')}</th>
            <th>${t('keys.expires')}</th><th>${t('keys.used')}</th><th><span class="visually-hidden">${t('keys.revoke')}</span></th>
          </tr>
        </thead>
        <tbody>
          ${items.map(
            (each) => html`<tr>
              <td><b>${each.label}</b></td>
              <td>${kindWord(each.kind)} <span class="mono muted">${each.scope}</span></td>
              <td class="mono">${each.id}</td>
              <td class="num nowrap">${dateTime(each.created)}</td>
              <td class="num nowrap">${each.expires ? dateTime(each.expires) : '–'}</td>
              <td class="num nowrap">${relative(each.lastUsed)}</td>
              <td class="number">
                <button class="button small" @click=${() => void this.revoke(each)}>${t('keys.revoke')}</button>
              </td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  private form(): TemplateResult {
    return html`<dialog id="key-form" aria-labelledby="key-title">
      <form @submit=${(e: SubmitEvent) => this.create(e)}>
        <h2 id="key-title">${t('keys.create')}</h2>
        <label class="field"><span>${t('keys.name')} <i class="hint">${t('keys.nameHint')}</i></span>
          <input name="label" required maxlength="100" /></label>
        <label class="field"><span>${t('keys.department')}</span>
          <select name="scope" required>
            ${(departments.data ?? []).map((each) => html`<option value=${each.name}>${local(each.title)}</option>`)}
          </select></label>
        <label class="field"><span>${t('keys.days')}</span>
          <input name="days" type="number" min="1" max="3650" value="365" /></label>
        ${this.message ? html`<div class="banner bad" role="alert">${icon('warning')}${this.message}</div>` : nothing}
        <div class="acts">
          <button type="button" class="button" @click=${() => this.dialog.close()}>${t('action.cancel')}</button>
          <button class="button main">${t('keys.create')}</button>
        </div>
      </form>
    </dialog>`;
  }
}

function kindWord(kind: string): string {
  const key = `kind.${lower(kind)}`;
  return isText(key) ? t(key) : kind;
}

customElements.define('pcc-keys', Keys);
