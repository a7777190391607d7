import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { send, session } from '../shared/api';
import { PageElement } from '../shared/element';
import { clock } from '../shared/format';
import { icon } from '../shared/icons';
import { chooseLanguage, language, t, type Language } from '../shared/language';
import { levelOfSeverity } from '../shared/levels';
import { live } from '../shared/live';
import { openNotices, waiting } from '../shared/noticeList';
import { chooseTheme, theme } from '../shared/theme';
import type { NoticeInfo } from '../shared/types';
import './clock';
import { href } from './router';

/** City, time, connection, language, theme, the bell and the account. Asks the shell by events for the rest. */
class TopBar extends PageElement {
  @property({ attribute: false }) trayOpen = false;
  private menuOpen = false;

  constructor() {
    super(session, live.state, openNotices);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const away = (event: Event) => {
      const inside = (event.target as Element | null)?.closest?.('.user');
      if (this.menuOpen && (event instanceof KeyboardEvent ? event.key === 'Escape' : !inside)) this.toggleMenu();
    };
    addEventListener('click', away);
    addEventListener('keydown', away);
    this.whileShown(() => {
      removeEventListener('click', away);
      removeEventListener('keydown', away);
    });
  }

  private toggleMenu(): void {
    this.menuOpen = !this.menuOpen;
    this.requestUpdate();
  }

  private ask(what: 'tray' | 'password' | 'keysheet'): void {
    this.menuOpen = false;
    this.requestUpdate();
    this.dispatchEvent(new CustomEvent(what));
  }

  private async signOut(): Promise<void> {
    try {
      await send('DELETE', '/api/session');
    } finally {
      location.assign('/login/');
    }
  }

  protected override render() {
    const open = (openNotices.data ?? []).filter(waiting);
    return html`
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
    `;
  }

  private bell(open: NoticeInfo[]): TemplateResult {
    const worst = open.reduce((level, each) => Math.max(level, levelOfSeverity(each.severity)), 0);
    return html`<button class="button plain bell" aria-expanded=${this.trayOpen} @click=${() => this.ask('tray')}
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
        @click=${() => this.toggleMenu()}>
        ${icon('user')}<span>${who?.name || who?.user || '…'}</span>${icon('down')}
      </button>
      ${this.menuOpen
        ? html`<div class="menu">
            <p class="muted">${who?.user} · ${roles.join(', ')}</p>
            <button @click=${() => this.ask('password')}>${icon('key')}${t('action.changePassword')}</button>
            <button @click=${() => this.ask('keysheet')}>${icon('table')}${t('keysheet.title')}<kbd class="spread">?</kbd></button>
            <button @click=${() => this.signOut()}>${icon('out')}${t('action.signOut')}</button>
          </div>`
        : nothing}
    </div>`;
  }
}

customElements.define('pcc-top-bar', TopBar);
