import { en } from './texts.en';
import { id } from './texts.id';
import { Value } from './value';

export type Language = 'id' | 'en';
export type TextKey = keyof typeof id;

/** A text in both languages, as the server sends it. A plain string is the same in both. */
export type LocalText = { id: string; en: string } | string;

const STORED = 'pcc.language';
const dictionaries: Record<Language, Record<TextKey, string>> = { id, en };

function initial(): Language {
  try {
    return localStorage.getItem(STORED) === 'en' ? 'en' : 'id';
  } catch {
    return 'id';
  }
}

/** The language of the screen; Indonesian unless a person chose English. */
export const language = new Value<Language>(initial());

/** Changes the language of the screen and remembers it on this computer. */
export function chooseLanguage(next: Language): void {
  language.set(next);
  document.documentElement.lang = next;
  try {
    localStorage.setItem(STORED, next);
  } catch {
    // A browser without storage forgets the choice; the screen still changes.
  }
}

/** The text of `key` in the language of the screen, `{name}` replaced from `values`. */
export function t(key: TextKey, values: Record<string, string | number> = {}): string {
  return fill(dictionaries[language.get()][key], values);
}

/** Replaces each `{name}` of a template; an unknown name stays as it is. */
export function fill(template: string, values: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in values ? String(values[name]) : whole,
  );
}

/** Whether `key` is one of our texts: for words that are made of a prefix and a value of the server. */
export function isText(key: string): key is TextKey {
  return key in id;
}

/** The text of `prefix.value` if we have it, else the value itself. */
export function word(prefix: string, value: string): string {
  const key = `${prefix}.${value.toLowerCase()}`;
  return isText(key) ? t(key) : value;
}

/** A text of the server in the language of the screen; empty for none. */
export function local(text: LocalText | null | undefined): string {
  if (text == null) return '';
  if (typeof text === 'string') return text;
  return text[language.get()] || text.id || text.en || '';
}
