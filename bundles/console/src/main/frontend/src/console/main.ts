import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/components.css';
import './shell.css';
import { get, session, whenStranger } from '../shared/api';
import { chooseLanguage, language } from '../shared/language';
import { live } from '../shared/live';
import { startTheme } from '../shared/theme';
import type { Session } from '../shared/types';
import { startWorld } from '../shared/world';
import { startRouter } from './router';
import './shell';

startTheme();
document.documentElement.lang = language.get();
whenStranger(() => {
  location.replace(`/login/?next=${encodeURIComponent(location.pathname + location.search)}`);
});
// The feed is refused when the session has ended; asking who we are leads to the sign-in page.
live.state.watch((state) => {
  if (state === 'refused') void get<Session>('/api/session').catch(() => {});
});
startRouter();

/** The session first: it holds the token without which no act is accepted. */
async function start(): Promise<void> {
  try {
    const who = await get<Session>('/api/session');
    session.set(who);
    let chosen: string | null = null;
    try {
      chosen = localStorage.getItem('pcc.language');
    } catch {
      // Without storage the account's language holds.
    }
    if (!chosen && (who.language === 'en' || who.language === 'id')) chooseLanguage(who.language);
    startWorld();
  } catch {
    // A stranger is on the way to the sign-in page; an unreachable server is tried again.
    setTimeout(() => void start(), 3000);
  }
}
void start();
