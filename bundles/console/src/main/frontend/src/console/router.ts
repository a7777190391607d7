import { Value } from '../shared/value';

const BASE = '/console';

function here(): string {
  return location.pathname.slice(BASE.length) + location.search;
}

/** The address of the page within the console, such as `/data/dlh/ispu?tab=chart`. */
export const route = new Value(here());

/** The address of a page of the console. */
export function href(path: string): string {
  return BASE + path;
}

/** Goes to a page of the console; `replace` leaves no step in the history. */
export function go(path: string, replace = false): void {
  history[replace ? 'replaceState' : 'pushState'](null, '', href(path));
  route.set(here());
}

/** Follows a click on a row of a table to a page, unless a link or button in it was meant. */
export function follow(event: Event, path: string): void {
  if (!(event.target as Element).closest('a, button')) go(path);
}

/** The parts of the path, without empty ones. */
export function parts(): string[] {
  return (route.get().split('?')[0] ?? '').split('/').filter(Boolean).map(decodeURIComponent);
}

export function parameter(name: string): string | null {
  return new URLSearchParams(route.get().split('?')[1] ?? '').get(name);
}

/** Changes parameters of the present address; empty values are left out. */
export function setParameters(changes: Record<string, string | null>): void {
  const [path, search] = route.get().split('?');
  const all = new URLSearchParams(search ?? '');
  for (const [name, value] of Object.entries(changes)) {
    if (value) all.set(name, value);
    else all.delete(name);
  }
  const text = all.toString();
  go((path || '/') + (text ? `?${text}` : ''), true);
}

/** Follows links within the console without loading the page again. */
export function startRouter(): void {
  addEventListener('popstate', () => route.set(here()));
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = (event.target as Element | null)?.closest?.('a');
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (link.pathname !== BASE && !link.pathname.startsWith(`${BASE}/`)) return;
    event.preventDefault();
    go(link.pathname.slice(BASE.length) + link.search);
    scrollTo(0, 0);
  });
}
