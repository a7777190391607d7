import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { call, get, send, session, type Problem } from '../shared/api';
import { PageElement } from '../shared/element';
import { dateTime } from '../shared/format';
import { icon } from '../shared/icons';
import { local, t, word, type LocalText } from '../shared/language';
import { asProblem } from '../shared/resource';
import type { Items } from '../shared/types';
import { empty, failed, skeleton } from '../shared/view';
import { departments } from '../shared/world';

interface Deployment {
  id: number;
  department: string;
  version: string;
  sha256: string;
  source: string;
  actor: string;
  begun: string;
  result: string;
  reason?: LocalText | null;
  returnable: boolean;
}

/** A jar that the server has looked at and keeps until a person decides. */
interface Seen {
  upload: string;
  name: string;
  department: string;
  title?: LocalText | null;
  version: string;
  sha256: string;
  fits: boolean;
  trust: string;
  trustReason?: LocalText | null;
  findings: { rule: string; sentence: LocalText }[];
}

/** Deploys departments: upload, what the doctor says, history. For administrators; of all when `department` is empty. */
class DeployPanel extends PageElement {
  @property() department = '';
  @property({ type: Boolean }) disabled = false;
  private items: Deployment[] | null = null;
  private advice: LocalText[] = [];
  private problem: Problem | null = null;
  private failure = '';
  private done = '';
  private busy = '';
  private seen: Seen | null = null;
  private vouched = false;

  constructor() {
    super(departments);
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('department')) {
      this.items = null;
      this.advice = [];
      void this.load();
    }
  }

  private async load(): Promise<void> {
    const of = this.department;
    try {
      const path = of ? `?department=${encodeURIComponent(of)}&limit=20` : '?limit=20';
      const items = (await get<Items<Deployment>>(`/api/deployments${path}`)).items;
      const advice = of ? (await get<Items<LocalText>>(`/api/departments/${of}/doctor`)).items : [];
      if (of !== this.department) return;
      this.items = items;
      this.advice = advice;
      this.problem = null;
    } catch (failure) {
      this.problem = asProblem(failure);
    }
    this.requestUpdate();
  }

  /** Does something that takes a while, then shows how things are. */
  private async act(what: string, doing: () => Promise<string>): Promise<void> {
    this.busy = what;
    this.failure = '';
    this.done = '';
    this.requestUpdate();
    try {
      this.done = await doing();
    } catch (failure) {
      const problem = asProblem(failure);
      this.failure = problem.detail || problem.title;
    }
    this.busy = '';
    this.requestUpdate();
    await Promise.all([this.load(), departments.load()]);
  }

  private choose(event: Event): void {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = '';
    if (!file) return;
    this.vouched = false;
    void this.act(t('deploy.looking', { name: file.name }), async () => {
      const response = await call(`/api/deployments/uploads?name=${encodeURIComponent(file.name)}`, {
        method: 'POST',
        headers: {
          Accept: 'application/json',
          'Content-Type': 'application/octet-stream',
          'X-PCC-CSRF': session.get()?.csrf ?? '',
        },
        body: file,
      });
      this.seen = (await response.json()) as Seen;
      return '';
    });
  }

  private discard(): void {
    const seen = this.seen;
    this.seen = null;
    this.requestUpdate();
    if (seen) void send('DELETE', `/api/deployments/uploads/${seen.upload}`).catch(() => undefined);
  }

  private deploy(seen: Seen): void {
    this.seen = null;
    void this.act(t('deploy.going', { name: seen.department, version: seen.version }), async () => {
      const trust = seen.trust === 'ask' && this.vouched ? '?trust=true' : '';
      const ended = await send<Deployment>('POST', `/api/deployments/uploads/${seen.upload}/deploy${trust}`);
      return this.said(ended);
    });
  }

  private said(ended: Deployment | null): string {
    const text = t('deploy.done', { name: ended?.department ?? '', version: ended?.version ?? '' });
    return ended?.reason ? `${text} ${local(ended.reason)}` : text;
  }

  private back(to: Deployment): void {
    if (!confirm(t('deploy.returnAsk', { name: to.department, version: to.version }))) return;
    void this.act(t('deploy.going', { name: to.department, version: to.version }), async () =>
      this.said(await send<Deployment>('POST', `/api/deployments/${to.id}/return`)),
    );
  }

  private change(what: 'restart' | 'disable' | 'enable'): void {
    if (what === 'disable' && !confirm(t('deploy.disableAsk', { name: this.department }))) return;
    void this.act(t('loading'), async () => {
      await send('POST', `/api/departments/${this.department}/${what}`);
      return '';
    });
  }

  protected override render() {
    const id = `deploy-file-${this.department || 'all'}`;
    return html`<section class="panel deploy-panel">
      <header>
        <h2>${t('deploy.title')}</h2>
        <div class="aside row">
          ${this.department
            ? html`<button class="button small" ?disabled=${this.busy !== '' || this.disabled} @click=${() => this.change('restart')}>${t('deploy.restart')}</button>
                <button class="button small" ?disabled=${this.busy !== ''} @click=${() => this.change(this.disabled ? 'enable' : 'disable')}>
                  ${t(this.disabled ? 'deploy.enable' : 'deploy.disable')}
                </button>`
            : nothing}
          <input class="visually-hidden" type="file" id=${id} accept=".jar" ?disabled=${this.busy !== ''} @change=${(e: Event) => this.choose(e)} />
          <label class="button small main" for=${id}>${icon('up')}${t('deploy.upload')}</label>
        </div>
      </header>
      <div class="body stack">
        ${this.busy ? html`<div class="banner" role="status">${icon('down')}<span>${this.busy}</span></div>` : nothing}
        ${this.failure ? html`<div class="banner bad" role="alert">${icon('warning')}<span>${this.failure}</span></div>` : nothing}
        ${this.done ? html`<div class="banner good" role="status">${icon('check')}<span>${this.done}</span></div>` : nothing}
        ${this.seen ? this.looked(this.seen) : nothing}
        ${this.advice.length > 0
          ? html`<div><h3>${t('deploy.doctor')}</h3><ul class="advice">${this.advice.map((each) => html`<li>${local(each)}</li>`)}</ul></div>`
          : nothing}
      </div>
      ${this.problem
        ? failed(this.problem, () => void this.load())
        : this.items === null
          ? skeleton(3)
          : this.items.length === 0
            ? empty(t('deploy.none'), 'layers')
            : this.history(this.items)}
    </section>`;
  }

  /** What the inspection found, before anything goes live. */
  private looked(seen: Seen): TemplateResult {
    const refused = !seen.fits || seen.trust === 'refused';
    const ask = seen.fits && seen.trust === 'ask';
    const other = this.department !== '' && seen.department !== '' && seen.department !== this.department;
    return html`<div class="deploy-seen" role="group" aria-label=${seen.name}>
      <h3>${seen.title ? local(seen.title) : seen.name}</h3>
      <dl class="facts">
        <dt>${t('departments.name')}</dt><dd class="mono">${seen.department || '–'}</dd>
        <dt>${t('departments.version')}</dt><dd class="mono">${seen.version || '–'}</dd>
        <dt>SHA-256</dt><dd class="mono deploy-sum">${seen.sha256}</dd>
      </dl>
      ${other ? html`<div class="banner">${icon('warning')}<span>${t('deploy.other', { name: seen.department })}</span></div>` : nothing}
      ${seen.findings.length > 0
        ? html`<div class="banner bad" role="alert">${icon('warning')}<div><b>${t('deploy.unfit')}</b>
            <ul class="advice">${seen.findings.map((each) => html`<li>${local(each.sentence)}</li>`)}</ul></div></div>`
        : html`<div class="banner ${seen.trust === 'signed' || seen.trust === 'allowed' ? 'good' : refused ? 'bad' : ''}">
            ${icon(refused || ask ? 'warning' : 'check')}<span>${local(seen.trustReason)}</span></div>`}
      ${ask
        ? html`<label class="row"><input type="checkbox" .checked=${this.vouched}
              @change=${(e: Event) => { this.vouched = (e.target as HTMLInputElement).checked; this.requestUpdate(); }} />
            <span>${t('deploy.vouch')}</span></label>`
        : nothing}
      <div class="row">
        <button class="button" @click=${() => this.discard()}>${t('action.cancel')}</button>
        ${refused
          ? nothing
          : html`<button class="button main" ?disabled=${ask && !this.vouched} @click=${() => this.deploy(seen)}>${t('deploy.go')}</button>`}
      </div>
    </div>`;
  }

  private history(items: Deployment[]): TemplateResult {
    const current = items.find((each) => each.result === 'deployed' || each.result === 'shipped' || each.result === 'removed');
    return html`<div class="table-wrap">
      <table>
        <thead>
          <tr>
            <th>${t('audit.when')}</th>
            ${this.department ? nothing : html`<th>${t('departments.name')}</th>`}
            <th>${t('departments.version')}</th><th>${t('deploy.result')}</th><th>${t('audit.who')}</th>
            <th>${t('deploy.source')}</th><th><span class="visually-hidden">${t('deploy.return')}</span></th>
          </tr>
        </thead>
        <tbody>
          ${items.map(
            (each) => html`<tr>
              <td class="num nowrap">${dateTime(each.begun)}</td>
              ${this.department ? nothing : html`<td class="mono">${each.department || '–'}</td>`}
              <td class="mono">${each.version || '–'}</td>
              <td>${word('deployed', each.result)}${each.reason ? html`<div class="reason muted">${local(each.reason)}</div>` : nothing}</td>
              <td>${each.actor.replace(/^person:/, '')}</td>
              <td class="mono deploy-source">${each.source}</td>
              <td class="number">
                ${this.department && each.returnable && each.id !== current?.id
                  ? html`<button class="button small" ?disabled=${this.busy !== ''} @click=${() => this.back(each)}>${t('deploy.return')}</button>`
                  : nothing}
              </td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

customElements.define('pcc-deploy', DeployPanel);
