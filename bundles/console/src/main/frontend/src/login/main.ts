import '../styles/tokens.css';
import '../styles/base.css';
import './login.css';
import { html, nothing } from 'lit';
import { ownPath } from '../shared/api';
import { PageElement } from '../shared/element';
import { age } from '../shared/format';
import { icon } from '../shared/icons';
import { chooseLanguage, isText, language, t, type Language, type TextKey } from '../shared/language';
import { chooseTheme, startTheme, theme, type Theme } from '../shared/theme';

startTheme();
document.documentElement.lang = language.get();

interface Failure {
  key: TextKey;
  status?: number;
  until?: number;
}

/** The sign-in page: user name, password, and a clear word on what went wrong. */
class LoginPage extends PageElement {
  private failure: Failure | null = null;
  private busy = false;
  private shown = false;
  private ticking: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.leaveIfSignedIn();
  }

  private target(): string {
    return ownPath(new URLSearchParams(location.search).get('next'), '/console/');
  }

  private async leaveIfSignedIn(): Promise<void> {
    try {
      const response = await fetch('/api/session', { credentials: 'same-origin' });
      if (!response.ok || response.status === 204) return;
      const who = (await response.json()) as { user?: string };
      if (who.user) location.replace(this.target());
    } catch {
      // The form stays; signing in will say what is wrong.
    }
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const user = String(form.get('user') ?? '').trim();
    const password = String(form.get('password') ?? '');
    if (!user || !password) return this.fail({ key: 'login.empty' });
    this.busy = true;
    this.requestUpdate();
    try {
      const response = await fetch('/api/session', {
        method: 'POST',
        credentials: 'same-origin',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
        body: JSON.stringify({ user, password }),
      });
      if (response.ok) return location.replace(this.target());
      if (response.status === 429) {
        const seconds = Number(response.headers.get('Retry-After')) || 60;
        this.fail({ key: 'login.locked', until: Date.now() + seconds * 1000 });
      } else if ([400, 401, 403, 422].includes(response.status)) this.fail({ key: 'login.wrong' });
      else this.fail({ key: 'login.failed', status: response.status });
    } catch {
      this.fail({ key: 'login.unreachable' });
    }
  }

  private fail(failure: Failure): void {
    this.failure = failure;
    this.busy = false;
    clearInterval(this.ticking);
    if (failure.until) {
      this.ticking = setInterval(() => {
        if (Date.now() >= failure.until!) {
          clearInterval(this.ticking);
          this.failure = null;
        }
        this.requestUpdate();
      }, 1000);
    }
    this.requestUpdate();
    void this.updateComplete.then(() => {
      const password = this.querySelector<HTMLInputElement>('#password');
      password?.focus();
      password?.select();
    });
  }

  protected override render() {
    const locked = (this.failure?.until ?? 0) > Date.now();
    document.title = `${t('login.title')} · ${t('product.name')}`;
    return html`
      <header class="choices">
        ${this.segments('language.label', language.get(), [['id', 'ID'], ['en', 'EN']], (v) =>
          chooseLanguage(v as Language),
        )}
        ${this.segments('theme.label', theme.get(), [['dark', 'theme.dark'], ['light', 'theme.light']], (v) =>
          chooseTheme(v as Theme),
        )}
      </header>
      <main>
        <div class="emblem" aria-hidden="true">
          <svg viewBox="0 0 320 320">
            <g fill="none" stroke="currentColor">
              <circle cx="160" cy="160" r="70" /><circle cx="160" cy="160" r="110" /><circle cx="160" cy="160" r="150" />
              <path d="M0 160h320M160 0v320" />
            </g>
          </svg>
        </div>
        <form @submit=${(e: SubmitEvent) => this.submit(e)} novalidate>
          <div class="names">
            <p class="product">${t('product.name')}</p>
            <h1>${t('login.title')}</h1>
            <p class="soft">${t('login.sub')}</p>
          </div>
          <div class="field">
            <label for="user">${t('login.user')}</label>
            <input id="user" name="user" autocomplete="username" autocapitalize="none" spellcheck="false" autofocus
              ?disabled=${this.busy} aria-invalid=${this.failure?.key === 'login.wrong'} />
          </div>
          <div class="field">
            <label for="password">${t('login.password')}</label>
            <div class="password">
              <input id="password" name="password" type=${this.shown ? 'text' : 'password'}
                autocomplete="current-password" ?disabled=${this.busy}
                aria-invalid=${this.failure?.key === 'login.wrong'} aria-describedby="failure" />
              <button type="button" class="show" aria-pressed=${this.shown} @click=${() => this.toggle()}>
                ${t(this.shown ? 'login.hide' : 'login.show')}
              </button>
            </div>
          </div>
          <div id="failure" role="alert">
            ${this.failure
              ? html`<p class="failure">
                  ${icon('warning')}<span
                    >${t(this.failure.key, {
                      age: age((this.failure.until ?? 0) - Date.now()),
                      status: this.failure.status ?? '',
                    })}</span
                  >
                </p>`
              : nothing}
          </div>
          <button class="button main" ?disabled=${this.busy || locked}>
            ${t(this.busy ? 'login.busy' : 'login.submit')}
          </button>
        </form>
      </main>
      <footer>${t('login.help')}</footer>
    `;
  }

  private toggle(): void {
    this.shown = !this.shown;
    this.requestUpdate();
  }

  private segments(label: TextKey, now: string, choices: [string, string][], act: (value: string) => void) {
    return html`<div class="segments" role="group" aria-label=${t(label)}>
      ${choices.map(
        ([value, name]) => html`<button type="button" aria-pressed=${now === value} @click=${() => act(value)}>
          ${isText(name) ? t(name) : name}
        </button>`,
      )}
    </div>`;
  }
}

customElements.define('pcc-login', LoginPage);
