import { Value } from './value';

export type Theme = 'dark' | 'light';

const STORED = 'pcc.theme';

function initial(): Theme {
  try {
    const stored = localStorage.getItem(STORED);
    if (stored === 'dark' || stored === 'light') return stored;
  } catch {
    // No storage: the system's preference decides.
  }
  return matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
}

/** The theme of the screen: dark unless the system or a person prefers light. */
export const theme = new Value<Theme>('dark');

/** Puts the stored or preferred theme on the document; `forced` wins, as on the wall. */
export function startTheme(forced?: Theme): void {
  apply(forced ?? initial());
}

/** Changes the theme and remembers it on this computer. */
export function chooseTheme(next: Theme): void {
  apply(next);
  try {
    localStorage.setItem(STORED, next);
  } catch {
    // A browser without storage forgets the choice; the screen still changes.
  }
}

function apply(next: Theme): void {
  document.documentElement.dataset.theme = next;
  theme.set(next);
}

/** The value of a design token, such as `--level-2`, in the present theme. */
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
