import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { get, may, send, type Problem } from '../shared/api';
import { actorName, countdown, deedOf, isMine, isOpen, openCommands, readableProof, stateOf, toldText, waitsForApproval } from '../shared/commandList';
import { PageElement } from '../shared/element';
import { dateTime, millis } from '../shared/format';
import { icon } from '../shared/icons';
import { local, t } from '../shared/language';
import { mark } from '../shared/mark';
import { asProblem } from '../shared/resource';
import { lower, type CommandStep, type IssuedCommand } from '../shared/types';
import { failed, skeleton } from '../shared/view';
import { departments } from '../shared/world';
import { href } from './router';

/** One command in full: what, by whom, its history and proof, and what may be done about it now. */
class CommandDetail extends PageElement {
  @property() order = '';
  private command: IssuedCommand | null = null;
  private problem: Problem | null = null;
  private message = '';
  private busy = false;

  constructor() {
    super(departments);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileShown(openCommands.watch((now) => !now.loading && void this.load()));
    const ticking = setInterval(() => this.command && isOpen(this.command) && this.requestUpdate(), 1000);
    this.whileShown(() => clearInterval(ticking));
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('order')) return;
    this.command = null;
    void this.load();
  }

  private get path(): string {
    return `/api/commands/${encodeURIComponent(this.order)}`;
  }

  private async load(): Promise<void> {
    const order = this.order;
    try {
      const command = await get<IssuedCommand>(this.path);
      if (order !== this.order) return;
      this.command = command;
      this.problem = null;
    } catch (failure) {
      this.problem = asProblem(failure);
    }
    this.requestUpdate();
  }

  private async act(what: string, body?: unknown): Promise<boolean> {
    this.busy = true;
    this.message = '';
    this.requestUpdate();
    try {
      this.command = await send<IssuedCommand>('POST', `${this.path}/${what}`, body);
    } catch (failure) {
      const problem = asProblem(failure);
      this.message = problem.detail || problem.title;
    }
    this.busy = false;
    await openCommands.load();
    this.requestUpdate();
    return this.message === '';
  }

  private approve(command: IssuedCommand): void {
    const told = command.told.map((each) => `${local(each.title)}: ${toldText(each)}`).join(', ');
    const question = t('commands.approveAsk', { department: this.departmentName(command), command: local(command.title), told });
    if (confirm(question)) void this.act('approval', { approve: true });
  }

  private withdraw(command: IssuedCommand): void {
    if (confirm(t('commands.withdrawAsk', { command: local(command.title) }))) void this.act('withdrawal');
  }

  private async reject(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const reason = String(new FormData(form).get('reason')).trim();
    this.dialog.close();
    if (await this.act('approval', { approve: false, reason })) form.reset();
  }

  private get dialog(): HTMLDialogElement {
    return this.querySelector<HTMLDialogElement>('#reject-form')!;
  }

  private departmentName(command: IssuedCommand): string {
    return local(departments.data?.find((each) => each.name === command.department)?.title) || command.department;
  }

  protected override render() {
    const { command } = this;
    if (!command) {
      return html`<div class="page">
        <h1 class="visually-hidden">${t('commands.title')}</h1>
        <div class="panel">${this.problem ? failed(this.problem, () => void this.load()) : skeleton(6)}</div>
      </div>`;
    }
    const state = stateOf(command);
    return html`<div class="page command-page">
      <div class="page-head">
        <div class="titles">
          <p class="crumb"><a href=${href('/commands')}>${t('commands.title')}</a> / <span>${this.departmentName(command)}</span></p>
          <h1>${local(command.title)}</h1>
        </div>
        <div class="acts">${this.acts(command)}</div>
      </div>
      ${this.message ? html`<div class="banner bad" role="alert">${icon('warning')}<span>${this.message}</span></div>` : nothing}
      ${lower(command.ending) === 'unknown'
        ? html`<div class="banner bad">${icon('warning')}<span>${t('commands.unknownText')}</span></div>`
        : nothing}
      <div class="command-grid">
        <section class="panel">
          <header><h2>${t('commands.what')}</h2></header>
          <div class="body stack">
            <div class="big-state" role="status">${mark(state.level, t(state.text))}</div>
            ${this.waitingNote(command)}
            <dl class="facts">
              ${command.told.map(
                (each) => html`<dt>${local(each.title)}</dt><dd class="told">${toldText(each)}</dd>`,
              )}
            </dl>
            <dl class="facts">
              ${isOpen(command)
                ? html`<dt>${t('commands.left')}</dt><dd class="num countdown">${countdown(millis(command.notAfter), Date.now())}</dd>`
                : nothing}
              ${command.reason ? html`<dt>${t('commands.reason')}</dt><dd>${local(command.reason)}</dd>` : nothing}
              <dt>${t('commands.askedBy')}</dt>
              <dd>${actorName(command.askedBy)}${isMine(command) ? html` <span class="muted">(${t('commands.askedByMe')})</span>` : nothing}</dd>
              <dt>${t('commands.approvedBy')}</dt><dd>${this.actor(command.approvedBy)}</dd>
              <dt>${t('commands.until')}</dt><dd class="num">${dateTime(command.notAfter)}</dd>
              <dt>${t('commands.id')}</dt><dd class="mono">${command.id}</dd>
            </dl>
          </div>
        </section>
        <section class="panel">
          <header><h2>${t('commands.proof')}</h2></header>
          <div class="body">${this.proof(command)}</div>
        </section>
        <section class="panel wide">
          <header><h2>${t('commands.history')}</h2></header>
          ${this.history(command.history)}
        </section>
      </div>
      ${this.rejectForm()}
    </div>`;
  }

  private acts(command: IssuedCommand): TemplateResult | typeof nothing {
    const waits = waitsForApproval(command);
    const mine = isMine(command);
    return html`
      ${mine && (waits || lower(command.state) === 'approved') && may('operator')
        ? html`<button class="button" ?disabled=${this.busy} @click=${() => this.withdraw(command)}>${t('commands.withdraw')}</button>`
        : nothing}
      ${waits && !mine && may('supervisor')
        ? html`<button class="button" ?disabled=${this.busy} @click=${() => this.dialog.showModal()}>${t('commands.reject')}</button>
            <button class="button main" ?disabled=${this.busy} @click=${() => this.approve(command)}>
              ${icon('check')}${t('commands.approve')}
            </button>`
        : nothing}
    `;
  }

  private waitingNote(command: IssuedCommand): TemplateResult | typeof nothing {
    if (!waitsForApproval(command)) return nothing;
    if (isMine(command)) return html`<p class="soft">${t('commands.ownApproval')}</p>`;
    return may('supervisor') ? nothing : html`<p class="soft">${t('commands.needSupervisor')}</p>`;
  }

  private proof(command: IssuedCommand): TemplateResult {
    if (command.proofAt == null) return html`<p class="muted">${t('commands.noProof')}</p>`;
    return html`<p class="muted num">${dateTime(command.proofAt)}</p>
      ${command.proof ? html`<pre class="proof" tabindex="0">${readableProof(command.proof)}</pre>` : html`<p>${t('commands.emptyProof')}</p>`}`;
  }

  private actor(actor: string | null | undefined): string {
    if (!actor) return '–';
    return actor === 'system' ? t('commands.system') : actorName(actor);
  }

  private history(steps: CommandStep[]): TemplateResult {
    return html`<div class="table-wrap">
      <table class="history">
        <thead>
          <tr><th>${t('audit.when')}</th><th>${t('commands.state')}</th><th>${t('audit.who')}</th><th>${t('commands.reason')}</th></tr>
        </thead>
        <tbody>
          ${steps.map((step) => {
            const state = deedOf(step);
            return html`<tr>
              <td class="num nowrap">${dateTime(step.at)}</td>
              <td>${mark(state.level, t(state.text))}</td>
              <td>${this.actor(step.by)}</td>
              <td>${local(step.reason) || html`<span class="muted">–</span>`}</td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>`;
  }

  private rejectForm(): TemplateResult {
    return html`<dialog id="reject-form" aria-labelledby="reject-title">
      <form @submit=${(e: SubmitEvent) => void this.reject(e)}>
        <h2 id="reject-title">${t('commands.rejectTitle')}</h2>
        <label class="field"><span>${t('commands.rejectReason')}</span>
          <textarea name="reason" rows="3" required maxlength="500"></textarea></label>
        <div class="acts">
          <button type="button" class="button" @click=${() => this.dialog.close()}>${t('action.cancel')}</button>
          <button class="button main">${t('commands.reject')}</button>
        </div>
      </form>
    </dialog>`;
  }
}

customElements.define('pcc-command', CommandDetail);
