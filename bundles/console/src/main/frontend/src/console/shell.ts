import { html, nothing, type TemplateResult } from 'lit';
import { may, session } from '../shared/api';
import { PageElement } from '../shared/element';
import { openCommands, waitsForApproval } from '../shared/commandList';
import { clock } from '../shared/format';
import { icon, type IconName } from '../shared/icons';
import { local, t, type TextKey } from '../shared/language';
import { levelOfSeverity } from '../shared/levels';
import { live } from '../shared/live';
import { openNotices, waiting } from '../shared/noticeList';
import { empty } from '../shared/view';
import './noticeTray';
import './pages/accounts';
import './pages/audit';
import './pages/commands';
import './pages/data';
import './pages/dataset';
import './pages/departments';
import './pages/import';
import './pages/imports';
import './pages/connectors';
import './pages/keys';
import './pages/notices';
import './pages/overview';
import './pages/references';
import './pages/wall';
import './passwordDialog';
import './topBar';
import { go, href, parts, route } from './router';
import { chime } from './sound';

interface PageLink {
  path: string;
  text: TextKey;
  icon: IconName;
  key: string;
}

const OPERATION: PageLink[] = [
  { path: '/', text: 'nav.overview', icon: 'map', key: 'o' },
  { path: '/departments', text: 'nav.departments', icon: 'building', key: 'd' },
  { path: '/data', text: 'nav.data', icon: 'table', key: 't' },
  { path: '/references', text: 'nav.references', icon: 'layers', key: 'r' },
  { path: '/notices', text: 'nav.notices', icon: 'bell', key: 'n' },
  { path: '/commands', text: 'nav.commands', icon: 'megaphone', key: 'c' },
  { path: '/wall', text: 'nav.wall', icon: 'screens', key: 'w' },
];
const ADMINISTRATION: (PageLink & { role: 'supervisor' | 'admin'; also?: 'department' })[] = [
  { path: '/audit', text: 'nav.audit', icon: 'shield', key: 'a', role: 'supervisor' },
  { path: '/connectors', text: 'nav.connectors', icon: 'plug', key: 's', role: 'admin', also: 'department' },
  { path: '/keys', text: 'nav.keys', icon: 'key', key: 'k', role: 'admin' },
  { path: '/accounts', text: 'nav.accounts', icon: 'user', key: 'u', role: 'admin' },
];

/** The frame of the console: top bar, navigation, the page, the tray of notices. */
class Shell extends PageElement {
  private trayOpen = false;
  private passwordLater = false;
  private known: Set<string> | null = null;
  private announced = '';
  private afterG = 0;

  constructor() {
    super(route, session, live.state, openNotices, openCommands);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const keys = (event: KeyboardEvent) => this.key(event);
    addEventListener('keydown', keys);
    const wake = () => live.retryNow();
    addEventListener('online', wake);
    this.whileShown(() => {
      removeEventListener('keydown', keys);
      removeEventListener('online', wake);
    });
    this.whileShown(openNotices.watch(() => this.hear()));
    this.whileShown(
      live.whenPainted((seq) => {
        document.documentElement.dataset.lastSeq = seq;
      }),
    );
    this.whileShown(route.watch(() => void this.updateComplete.then(() => this.focusPage())));
  }

  private focusPage(): void {
    const main = this.querySelector<HTMLElement>('main');
    if (main && !this.trayOpen) main.focus({ preventScroll: true });
  }

  /** Sounds and announces notices that were not there before. */
  private hear(): void {
    const notices = openNotices.data;
    if (!notices) return;
    const before = this.known;
    this.known = new Set(notices.map((each) => String(each.id)));
    if (!before) return;
    const fresh = notices.filter((each) => !before.has(String(each.id)) && waiting(each));
    const worst = fresh.find((each) => !each.exercise);
    if (worst) void chime(levelOfSeverity(worst.severity));
    if (fresh[0]) this.announced = t('notices.arrived', { title: local(fresh[0].title) });
  }

  private key(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      if (this.trayOpen) this.toggleTray();
      return;
    }
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input, select, textarea, dialog')) return;
    const links = this.links();
    if (event.timeStamp - this.afterG < 1200) {
      const link = links.find((each) => each.key === event.key);
      this.afterG = 0;
      if (link) {
        event.preventDefault();
        go(link.path);
        return;
      }
    }
    if (event.key === 'g') this.afterG = event.timeStamp;
    else if (event.key === '?') this.querySelector<HTMLDialogElement>('#keysheet')?.showModal();
    else if (event.key === 'b') this.toggleTray();
    else if (event.key === '/') {
      const search = this.querySelector<HTMLInputElement>('main .search input');
      if (search) {
        event.preventDefault();
        search.focus();
      }
    }
  }

  private toggleTray(): void {
    this.trayOpen = !this.trayOpen;
    this.requestUpdate();
    if (this.trayOpen) {
      void this.updateComplete.then(() => this.querySelector<HTMLElement>('.tray .close')?.focus());
    } else this.querySelector<HTMLElement>('.bell')?.focus();
  }

  private links(): PageLink[] {
    return [...OPERATION, ...this.administration()];
  }

  private administration(): PageLink[] {
    return ADMINISTRATION.filter((each) => may(each.role) || (each.also && may(each.also)));
  }

  protected override render() {
    const offline = live.state.get() === 'offline';
    return html`
      <a class="skip" href="#main" @click=${(e: Event) => this.skip(e)}>${t('skip')}</a>
      <pcc-top-bar class="top" role="banner" .trayOpen=${this.trayOpen} @tray=${() => this.toggleTray()}
        @password=${() => this.changePassword()} @keysheet=${() => this.openKeysheet()}></pcc-top-bar>
      <div class="frame">
        ${this.nav()}
        <main id="main" tabindex="-1">
          ${offline
            ? html`<div class="banner bad offline" role="status">
                ${icon('offline')}<span>${t('live.banner', { time: clock(live.lastHeard || Number.NaN) })}</span>
              </div>`
            : nothing}
          ${session.get()?.passwordDue && !this.passwordLater
            ? html`<div class="banner due" role="status">
                ${icon('key')}<span>${t('password.due')}</span>
                <button class="button small spread" @click=${() => this.changePassword()}>${t('action.changePassword')}</button>
                <button class="button small plain icon-only" aria-label=${t('action.close')} @click=${() => this.later()}>${icon('close')}</button>
              </div>`
            : nothing}
          ${session.get() ? this.page() : html`<div class="page"><div class="skeleton tall"></div></div>`}
        </main>
        ${this.trayOpen
          ? html`<pcc-notice-tray class="tray" @close=${() => this.toggleTray()}></pcc-notice-tray>`
          : nothing}
      </div>
      <pcc-password-dialog></pcc-password-dialog>
      ${this.keysheet()}
      <div class="visually-hidden" aria-live="assertive">${this.announced}</div>
    `;
  }

  private skip(event: Event): void {
    event.preventDefault();
    event.stopPropagation();
    this.querySelector<HTMLElement>('main')?.focus();
  }

  private later(): void {
    this.passwordLater = true;
    this.requestUpdate();
  }

  private changePassword(): void {
    this.querySelector<HTMLElement & { show(): void }>('pcc-password-dialog')?.show();
  }

  private openKeysheet(): void {
    this.querySelector<HTMLDialogElement>('#keysheet')?.showModal();
  }

  private nav(): TemplateResult {
    const first = parts()[0] ?? '';
    const here = first === 'import' ? 'data' : first;
    const administration = this.administration();
    const item = (link: PageLink) => {
      const current = link.path === `/${here}`;
      return html`<li>
        <a href=${href(link.path)} aria-current=${current ? 'page' : nothing}>${icon(link.icon)}<span>${t(link.text)}</span>${link.path === '/commands' ? this.waiting() : nothing}</a>
      </li>`;
    };
    return html`<nav aria-label=${t('nav.label')}>
      <ul>${OPERATION.map(item)}</ul>
      ${administration.length > 0 ? html`<p>${t('nav.administration')}</p><ul>${administration.map(item)}</ul>` : nothing}
      <footer><kbd>?</kbd> ${t('keysheet.title')}</footer>
    </nav>`;
  }

  /** How many commands wait for a second person. */
  private waiting(): TemplateResult | typeof nothing {
    const n = (openCommands.data ?? []).filter(waitsForApproval).length;
    return n === 0
      ? nothing
      : html`<b class="badge num" title=${t('commands.waiting', { n })}
          >${n}<span class="visually-hidden"> ${t('commands.waitingShort')}</span></b
        >`;
  }

  private page(): TemplateResult {
    const [first, second, third] = parts();
    const place = first === 'import' ? 'data' : (first ?? '');
    const link = this.links().find((each) => each.path === `/${place}`);
    document.title = `${link ? t(link.text) : t('notFound.title')} · ${t('product.name')}`;
    switch (first) {
      case undefined:
        return html`<pcc-overview></pcc-overview>`;
      case 'departments':
        return html`<pcc-departments .name=${second ?? ''}></pcc-departments>`;
      case 'data':
        return second && third
          ? html`<pcc-dataset .name=${`${second}/${third}`}></pcc-dataset>`
          : html`<pcc-data></pcc-data>`;
      case 'references':
        return html`<pcc-references .name=${second ?? ''}></pcc-references>`;
      case 'import':
        return second ? html`<pcc-import .name=${second}></pcc-import>` : html`<pcc-imports></pcc-imports>`;
      case 'notices':
        return html`<pcc-notices></pcc-notices>`;
      case 'commands':
        return html`<pcc-commands .order=${second ?? ''}></pcc-commands>`;
      case 'wall':
        return html`<pcc-wall-page></pcc-wall-page>`;
      case 'audit':
        return html`<pcc-audit></pcc-audit>`;
      case 'connectors':
        return html`<pcc-connectors></pcc-connectors>`;
      case 'keys':
        return html`<pcc-keys></pcc-keys>`;
      case 'accounts':
        return html`<pcc-accounts></pcc-accounts>`;
      default:
        return this.notFound();
    }
  }

  private notFound(): TemplateResult {
    return html`<div class="page">
      <h1>${t('notFound.title')}</h1>
      <div class="panel">
        ${empty(
          t('notFound.text', { path: location.pathname }),
          'search',
          html`<a class="button main" href=${href('/')}>${t('notFound.back')}</a>`,
        )}
      </div>
    </div>`;
  }

  private keysheet(): TemplateResult {
    const line = (keys: string[], text: string) =>
      html`<div class="row">${keys.map((each) => html`<kbd>${each}</kbd>`)}<span class="soft">${text}</span></div>`;
    return html`<dialog id="keysheet" aria-labelledby="keysheet-title">
      <div class="content">
        <h2 id="keysheet-title">${t('keysheet.title')}</h2>
        <div class="sheet">
          ${this.links().map((each) => line(['g', each.key], t('keysheet.go', { page: t(each.text) })))}
          ${line(['b'], t('keysheet.tray'))} ${line(['/'], t('keysheet.search'))} ${line(['?'], t('keysheet.help'))}
        </div>
        <form method="dialog" class="bare"><div class="acts"><button class="button">${t('action.close')}</button></div></form>
      </div>
    </dialog>`;
  }
}

customElements.define('pcc-console', Shell);
