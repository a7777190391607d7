import { html, nothing, type TemplateResult } from 'lit';
import { may, send, session } from '../shared/api';
import { PageElement } from '../shared/element';
import { clock } from '../shared/format';
import { icon, type IconName } from '../shared/icons';
import { chooseLanguage, language, local, t, type Language, type TextKey } from '../shared/language';
import { levelOfSeverity } from '../shared/levels';
import { live } from '../shared/live';
import { openNotices, waiting } from '../shared/noticeList';
import { chooseTheme, theme } from '../shared/theme';
import type { NoticeInfo } from '../shared/types';
import { empty } from '../shared/view';
import './clock';
import './noticeTray';
import './pages/audit';
import './pages/data';
import './pages/dataset';
import './pages/departments';
import './pages/keys';
import './pages/notices';
import './pages/overview';
import './pages/wall';
import './passwordDialog';
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
  { path: '/notices', text: 'nav.notices', icon: 'bell', key: 'n' },
  { path: '/wall', text: 'nav.wall', icon: 'screens', key: 'w' },
];
const ADMINISTRATION: (PageLink & { role: 'supervisor' | 'admin' })[] = [
  { path: '/audit', text: 'nav.audit', icon: 'shield', key: 'a', role: 'supervisor' },
  { path: '/keys', text: 'nav.keys', icon: 'key', key: 'k', role: 'admin' },
];

/** The frame of the console: top bar, navigation, the page, the tray of notices. */
class Shell extends PageElement {
  private trayOpen = false;
  private menuOpen = false;
  private passwordLater = false;
  private known: Set<string> | null = null;
  private announced = '';
  private afterG = 0;

  constructor() {
    super(route, session, live.state, openNotices);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const keys = (event: KeyboardEvent) => this.key(event);
    const click = (event: MouseEvent) => this.outside(event);
    addEventListener('keydown', keys);
    addEventListener('click', click);
    const wake = () => live.retryNow();
    addEventListener('online', wake);
    this.whileShown(() => {
      removeEventListener('keydown', keys);
      removeEventListener('click', click);
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
      if (this.menuOpen || this.trayOpen) this.closeAll();
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

  private outside(event: MouseEvent): void {
    if (!this.menuOpen || (event.target as Element).closest('.user')) return;
    this.menuOpen = false;
    this.requestUpdate();
  }

  private closeAll(): void {
    const inTray = this.trayOpen;
    this.menuOpen = this.trayOpen = false;
    this.requestUpdate();
    if (inTray) this.querySelector<HTMLElement>('.bell')?.focus();
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
    return ADMINISTRATION.filter((each) => may(each.role));
  }

  private async signOut(): Promise<void> {
    try {
      await send('DELETE', '/api/session');
    } finally {
      location.assign('/login/');
    }
  }

  protected override render() {
    const offline = live.state.get() === 'offline';
    return html`
      <a class="skip" href="#main" @click=${(e: Event) => this.skip(e)}>${t('skip')}</a>
      ${this.top()}
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

  private top(): TemplateResult {
    const open = (openNotices.data ?? []).filter(waiting);
    return html`<header class="top">
      <a class="brand" href=${href('/')}>
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <path d="M2 16h28" stroke="currentColor" stroke-width="1.4" stroke-dasharray="1.5 2.5" opacity=".6" />
          <circle cx="16" cy="16" r="8.5" fill="none" stroke="currentColor" stroke-width="2.4" />
          <circle cx="16" cy="16" r="3" fill="currentColor" />
        </svg>
        <span><b>${t('city.name')}</b><small>Command Center</small></span>
      </a>
      <pcc-clock class="wib"></pcc-clock>
      <div class="spread"></div>
      ${this.connection()}
      <div class="segments" role="group" aria-label=${t('language.label')}>
        ${(['id', 'en'] as Language[]).map(
          (each) => html`<button aria-pressed=${language.get() === each} @click=${() => chooseLanguage(each)}>
            ${each.toUpperCase()}
          </button>`,
        )}
      </div>
      <button class="button plain icon-only" @click=${() => chooseTheme(theme.get() === 'dark' ? 'light' : 'dark')}
        aria-label="${t('theme.label')}: ${t(theme.get() === 'dark' ? 'theme.dark' : 'theme.light')}"
        title="${t('theme.label')}: ${t(theme.get() === 'dark' ? 'theme.dark' : 'theme.light')}">
        ${icon(theme.get() === 'dark' ? 'moon' : 'sun')}
      </button>
      ${this.bell(open)}
      ${this.user()}
    </header>`;
  }

  private bell(open: NoticeInfo[]): TemplateResult {
    const worst = open.reduce((level, each) => Math.max(level, levelOfSeverity(each.severity)), 0);
    return html`<button class="button plain bell" aria-expanded=${this.trayOpen} @click=${() => this.toggleTray()}
      aria-label=${t('notices.trayCount', { n: open.length })}>
      ${icon('bell')}${open.length > 0 ? html`<span class="count num" data-level=${worst}>${open.length}</span>` : nothing}
    </button>`;
  }

  private connection(): TemplateResult {
    const state = live.state.get();
    const text =
      state === 'live'
        ? t('live.live')
        : state === 'connecting'
          ? t('live.connecting')
          : t('live.offline', { time: clock(live.lastHeard || Number.NaN) });
    return html`<span class="connection" data-state=${state} role="status">
      ${state === 'live' || state === 'connecting' ? html`<i aria-hidden="true"></i>` : icon('offline')}${text}
    </span>`;
  }

  private user(): TemplateResult {
    const who = session.get();
    const roles = (who?.roles ?? []).map((each) => each.toLowerCase()).filter((each) => each !== 'output');
    return html`<div class="user">
      <button class="button plain" aria-expanded=${this.menuOpen} aria-haspopup="true" title=${t('user.menu')}
        @click=${() => {
          this.menuOpen = !this.menuOpen;
          this.requestUpdate();
        }}>
        ${icon('user')}<span>${who?.name || who?.user || '…'}</span>${icon('down')}
      </button>
      ${this.menuOpen
        ? html`<div class="menu">
            <p class="muted">${who?.user} · ${roles.join(', ')}</p>
            <button @click=${() => this.changePassword()}>${icon('key')}${t('action.changePassword')}</button>
            <button @click=${() => this.openKeysheet()}>${icon('table')}${t('keysheet.title')}<kbd class="spread">?</kbd></button>
            <button @click=${() => this.signOut()}>${icon('out')}${t('action.signOut')}</button>
          </div>`
        : nothing}
    </div>`;
  }

  private later(): void {
    this.passwordLater = true;
    this.requestUpdate();
  }

  private changePassword(): void {
    this.closeAll();
    this.querySelector<HTMLElement & { show(): void }>('pcc-password-dialog')?.show();
  }

  private openKeysheet(): void {
    this.closeAll();
    this.querySelector<HTMLDialogElement>('#keysheet')?.showModal();
  }

  private nav(): TemplateResult {
    const here = parts()[0] ?? '';
    const administration = this.administration();
    const item = (link: PageLink) => {
      const current = link.path === `/${here}`;
      return html`<li>
        <a href=${href(link.path)} aria-current=${current ? 'page' : nothing}>${icon(link.icon)}<span>${t(link.text)}</span></a>
      </li>`;
    };
    return html`<nav aria-label=${t('nav.label')}>
      <ul>${OPERATION.map(item)}</ul>
      ${administration.length > 0 ? html`<p>${t('nav.administration')}</p><ul>${administration.map(item)}</ul>` : nothing}
      <footer><kbd>?</kbd> ${t('keysheet.title')}</footer>
    </nav>`;
  }

  private page(): TemplateResult {
    const [first, second, third] = parts();
    const link = this.links().find((each) => each.path === `/${first ?? ''}`);
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
      case 'notices':
        return html`<pcc-notices></pcc-notices>`;
      case 'wall':
        return html`<pcc-wall-page></pcc-wall-page>`;
      case 'audit':
        return html`<pcc-audit></pcc-audit>`;
      case 'keys':
        return html`<pcc-keys></pcc-keys>`;
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
