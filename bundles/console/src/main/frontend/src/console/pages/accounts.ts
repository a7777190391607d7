import { html, nothing, type TemplateResult } from 'lit';
import { get, send, session, type Problem } from '../../shared/api';
import { PageElement } from '../../shared/element';
import { dateTime } from '../../shared/format';
import { icon } from '../../shared/icons';
import { isText, local, t } from '../../shared/language';
import { asProblem } from '../../shared/resource';
import type { Items } from '../../shared/types';
import { empty, failed, skeleton } from '../../shared/view';
import { departments } from '../../shared/world';
import '../secretDialog';
import type { SecretDialog } from '../secretDialog';

interface Account {
  user: string;
  name: string;
  role: string;
  department?: string | null;
  disabled: boolean;
  passwordDue: boolean;
  created?: string | null;
  /** Only in the answer that gives it. */
  password?: string;
}

const ROLES = ['viewer', 'operator', 'supervisor', 'walidata', 'department', 'admin'];

/** The accounts of people: list, add, change, give a new password. */
class Accounts extends PageElement {
  private items: Account[] | null = null;
  private problem: Problem | null = null;
  private message = '';
  /** The account that the form changes; null when it adds one. */
  private edited: Account | null = null;
  private chosen = 'operator';

  constructor() {
    super(departments);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      this.items = (await get<Items<Account>>('/api/accounts')).items;
      this.problem = null;
    } catch (failure) {
      this.problem = asProblem(failure);
    }
    this.requestUpdate();
  }

  private get dialog(): HTMLDialogElement {
    return this.querySelector<HTMLDialogElement>('#account-form')!;
  }

  private async open(account: Account | null): Promise<void> {
    this.edited = account;
    this.chosen = account?.role ?? 'operator';
    this.message = '';
    this.requestUpdate();
    await this.updateComplete;
    this.dialog.querySelector('form')!.reset();
    this.dialog.showModal();
  }

  private async save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const values = new FormData(event.target as HTMLFormElement);
    const wanted = {
      name: String(values.get('name')).trim(),
      role: this.chosen,
      department: this.chosen === 'department' ? String(values.get('department')) : null,
    };
    try {
      if (this.edited) {
        await send('PATCH', this.path(this.edited), wanted);
        this.dialog.close();
      } else {
        const added = await send<Account>('POST', '/api/accounts', { user: String(values.get('user')).trim(), ...wanted });
        this.dialog.close();
        this.tell(added);
      }
      await this.load();
    } catch (failure) {
      const problem = asProblem(failure);
      this.message = problem.detail || problem.title;
      this.requestUpdate();
    }
  }

  private path(account: Account): string {
    return `/api/accounts/${encodeURIComponent(account.user)}`;
  }

  private tell(account: Account | null): void {
    if (!account?.password) return;
    const title = t('accounts.passwordTitle', { name: account.name });
    this.querySelector<SecretDialog>('pcc-secret')?.show(title, t('accounts.once'), account.password);
  }

  private async newPassword(account: Account): Promise<void> {
    if (!confirm(t('accounts.passwordAsk', { name: account.name }))) return;
    await this.act(async () => this.tell(await send<Account>('POST', `${this.path(account)}/password`)));
  }

  private async disable(account: Account): Promise<void> {
    if (!account.disabled && !confirm(t('accounts.disableAsk', { name: account.name }))) return;
    await this.act(() => send('PATCH', this.path(account), { disabled: !account.disabled }));
  }

  private async act(what: () => Promise<unknown>): Promise<void> {
    try {
      await what();
    } catch (failure) {
      this.problem = asProblem(failure);
      this.requestUpdate();
      return;
    }
    await this.load();
  }

  protected override render() {
    return html`<div class="page">
      <div class="page-head">
        <div class="titles"><h1>${t('accounts.title')}</h1><p class="sub">${t('accounts.sub')}</p></div>
        <div class="acts">
          <button class="button main" @click=${() => void this.open(null)}>${icon('plus')}${t('accounts.add')}</button>
        </div>
      </div>
      <div class="panel">
        ${this.problem
          ? failed(this.problem, () => void this.load())
          : this.items === null
            ? skeleton(5)
            : this.items.length === 0
              ? empty(t('accounts.none'), 'user')
              : this.table(this.items)}
      </div>
      ${this.form()}
      <pcc-secret></pcc-secret>
    </div>`;
  }

  private table(items: Account[]): TemplateResult {
    return html`<div class="table-wrap">
      <table>
        <thead>
          <tr>
            <th>${t('accounts.name')}</th><th>${t('accounts.user')}</th><th>${t('accounts.role')}</th>
            <th>${t('accounts.state')}</th><th>${t('accounts.created')}</th>
            <th><span class="visually-hidden">${t('accounts.acts')}</span></th>
          </tr>
        </thead>
        <tbody>
          ${items.map((each) => this.row(each))}
        </tbody>
      </table>
    </div>`;
  }

  private row(account: Account): TemplateResult {
    const own = account.user === session.get()?.user;
    return html`<tr>
      <td><b>${account.name}</b></td>
      <td class="mono">${account.user}</td>
      <td>${roleWord(account.role)} ${account.department ? html`<span class="mono muted">${account.department}</span>` : nothing}</td>
      <td>
        ${t(account.disabled ? 'accounts.disabled' : account.passwordDue ? 'accounts.due' : 'accounts.active')}
      </td>
      <td class="num nowrap">${dateTime(account.created)}</td>
      <td class="number nowrap">
        <button class="button small" @click=${() => void this.open(account)}>${t('accounts.change')}</button>
        <button class="button small" @click=${() => void this.newPassword(account)}>${t('accounts.newPassword')}</button>
        <button class="button small" ?disabled=${own} @click=${() => void this.disable(account)}>
          ${t(account.disabled ? 'accounts.enable' : 'accounts.disable')}
        </button>
      </td>
    </tr>`;
  }

  private form(): TemplateResult {
    const account = this.edited;
    return html`<dialog id="account-form" aria-labelledby="account-title">
      <form @submit=${(e: SubmitEvent) => this.save(e)}>
        <h2 id="account-title">${account ? t('accounts.changeTitle', { name: account.name }) : t('accounts.add')}</h2>
        ${account
          ? nothing
          : html`<label class="field"><span>${t('accounts.user')} <i class="hint">${t('accounts.userHint')}</i></span>
              <input name="user" required maxlength="40" autocomplete="off" spellcheck="false" /></label>`}
        <label class="field"><span>${t('accounts.name')}</span>
          <input name="name" required maxlength="100" autocomplete="off" .defaultValue=${account?.name ?? ''} /></label>
        <label class="field"><span>${t('accounts.role')}</span>
          <select name="role" .value=${this.chosen} @change=${(e: Event) => this.choose((e.target as HTMLSelectElement).value)}>
            ${ROLES.map((each) => html`<option value=${each} ?selected=${each === this.chosen}>${roleWord(each)}</option>`)}
          </select>
          <i class="hint">${roleHint(this.chosen)}</i></label>
        ${this.chosen === 'department'
          ? html`<label class="field"><span>${t('keys.department')}</span>
              <select name="department" required>
                ${(departments.data ?? []).map(
                  (each) =>
                    html`<option value=${each.name} ?selected=${each.name === account?.department}>${local(each.title)}</option>`,
                )}
              </select></label>`
          : nothing}
        ${this.message ? html`<div class="banner bad" role="alert">${icon('warning')}${this.message}</div>` : nothing}
        <div class="acts">
          <button type="button" class="button" @click=${() => this.dialog.close()}>${t('action.cancel')}</button>
          <button class="button main">${t(account ? 'action.save' : 'accounts.add')}</button>
        </div>
      </form>
    </dialog>`;
  }

  private choose(role: string): void {
    this.chosen = role;
    this.requestUpdate();
  }
}

function roleWord(role: string): string {
  const key = `person.${role}`;
  return isText(key) ? t(key) : role;
}

function roleHint(role: string): string {
  const key = `person.${role}.may`;
  return isText(key) ? t(key) : '';
}

customElements.define('pcc-accounts', Accounts);
