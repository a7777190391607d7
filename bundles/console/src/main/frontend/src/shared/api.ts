import { local, t, type LocalText } from './language';
import type { Session } from './types';
import { Value } from './value';

/** An answer of the server that is no success, or none at all (`status` 0). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly instance = '',
    readonly retryAfter: number | null = null,
    readonly errors: { pointer?: string; detail?: string; text?: LocalText }[] = [],
  ) {
    super(detail ? `${title}: ${detail}` : title);
  }
}

/** What went wrong, in the language of the screen where the server says it in both. */
export function said(problem: Problem): string {
  const texts = problem.errors.map((each) => local(each.text)).filter(Boolean);
  return texts.length ? texts.join(' · ') : problem.detail || problem.title;
}

/** Who is signed in; null until known. */
export const session = new Value<Session | null>(null);

/** Called when the server says that nobody is signed in. */
let onStranger: () => void = () => {};
export function whenStranger(act: () => void): void {
  onStranger = act;
}

async function problemOf(response: Response): Promise<Problem> {
  const retry = Number(response.headers.get('Retry-After'));
  let body: Record<string, unknown> = {};
  try {
    body = (await response.json()) as Record<string, unknown>;
  } catch {
    // Not ours to explain: a proxy's page, or an empty body. The status has to do.
  }
  return new Problem(
    response.status,
    typeof body.title === 'string' ? body.title : `HTTP ${response.status}`,
    typeof body.detail === 'string' ? body.detail : '',
    typeof body.instance === 'string' ? body.instance : '',
    Number.isFinite(retry) && retry > 0 ? retry : null,
    Array.isArray(body.errors) ? (body.errors as Problem['errors']) : [],
  );
}

/** Calls the server; rejects with a {@link Problem} unless it succeeds. */
export async function call(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: 'same-origin', ...init });
  } catch (failure) {
    if ((failure as Error).name === 'AbortError') throw failure;
    throw new Problem(0, t('error.title'), t('error.unreachable'));
  }
  if (response.ok) return response;
  if (response.status === 401) onStranger();
  throw await problemOf(response);
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await call(path, { headers: { Accept: 'application/json' }, signal });
  return (await response.json()) as T;
}

/** Sends `body` as JSON with the session's token; answers null where the server says nothing. */
export async function send<T>(
  method: string,
  path: string,
  body?: unknown,
  more: Record<string, string> = {},
): Promise<T | null> {
  const headers: Record<string, string> = { Accept: 'application/json', ...more };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const csrf = session.get()?.csrf;
  if (csrf) headers['X-PCC-CSRF'] = csrf;
  const response = await call(path, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return text ? (JSON.parse(text) as T) : null;
}

/** Sends a file as it is, with the session's token. */
export async function sendFile<T>(path: string, file: File): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Content-Type': 'application/octet-stream' };
  const csrf = session.get()?.csrf;
  if (csrf) headers['X-PCC-CSRF'] = csrf;
  return (await (await call(path, { method: 'POST', headers, body: file })).json()) as T;
}

/** Whether the signed-in person has that role; the server names the included ones too. */
export function may(role: 'viewer' | 'operator' | 'supervisor' | 'walidata' | 'admin' | 'department'): boolean {
  return (session.get()?.roles ?? []).includes(role);
}

/** Whether the signed-in person sees what a department's datasets say about people. */
export function seesPersons(department: string): boolean {
  const roles: readonly string[] = session.get()?.roles ?? [];
  return roles.includes('supervisor') || roles.includes(`department:${department}`);
}

/** The query string of the parameters that have a value, with its question mark. */
export function query(parameters: Record<string, string | number | boolean | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null && value !== '' && value !== false) {
      search.set(name, String(value));
    }
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}

/** A path of this origin, or the fallback: a link must not lead a person elsewhere. */
export function ownPath(wanted: string | null, fallback: string): string {
  if (!wanted || !wanted.startsWith('/') || /[\\\s]/.test(wanted)) return fallback;
  const base = 'http://own.invalid';
  try {
    const url = new URL(wanted, base);
    return url.origin === base && !wanted.startsWith('//') ? url.pathname + url.search + url.hash : fallback;
  } catch {
    return fallback;
  }
}
