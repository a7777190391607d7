import { get, session } from './api';
import { local, type TextKey } from './language';
import type { LevelNumber } from './levels';
import { Resource } from './resource';
import { lower, type CommandOffer, type DepartmentInfo, type IssuedCommand, type Items } from './types';

/** The commands that have not ended, newest first. */
export const openCommands = new Resource(
  async () => (await get<Items<IssuedCommand>>('/api/commands?state=open&limit=200')).items,
);

/** What a department can be told, with its name. */
export interface DepartmentOffers {
  department: DepartmentInfo;
  commands: CommandOffer[];
}

/** What each of these departments can be told; those that can be told nothing are left out. */
export async function offersOf(departments: readonly DepartmentInfo[]): Promise<DepartmentOffers[]> {
  const telling = departments.filter((each) => (each.commands?.length ?? 0) > 0);
  return Promise.all(
    telling.map(async (department) => ({
      department,
      commands: (await get<Items<CommandOffer>>(`/api/departments/${encodeURIComponent(department.name)}/commands`)).items,
    })),
  );
}

/** Whether a command waits for a second person. */
export function waitsForApproval(command: IssuedCommand): boolean {
  return lower(command.state) === 'requested';
}

/** Whether a command can still become something else. */
export function isOpen(command: IssuedCommand): boolean {
  return ['requested', 'approved', 'sent'].includes(lower(command.state));
}

/** Whether the signed-in person asked for that command. */
export function isMine(command: IssuedCommand): boolean {
  return command.asker === `person:${session.get()?.user ?? ''}`;
}

/** How far from well a state is, and its word: how a command ended says more than that it failed. */
export function stateOf(command: { state: string; ending?: string | null }): { level: LevelNumber; text: TextKey } {
  const state = lower(command.state);
  const ending = lower(command.ending);
  if (state === 'failed') {
    if (ending === 'rejected') return { level: -1, text: 'command.rejected' };
    if (ending === 'withdrawn') return { level: -1, text: 'command.withdrawn' };
    if (ending === 'unknown') return { level: 3, text: 'command.unknown' };
    return { level: 2, text: 'command.failed' };
  }
  if (state === 'expired') return { level: 2, text: 'command.expired' };
  if (state === 'requested') return { level: 1, text: 'command.requested' };
  if (state === 'approved') return { level: 1, text: 'command.approved' };
  if (state === 'sent') return { level: 1, text: 'command.sent' };
  return { level: 0, text: 'command.confirmed' };
}

/** What a step did, for a history: there the first ones are over. */
export function deedOf(step: { to: string; ending?: string | null }): { level: LevelNumber; text: TextKey } {
  const to = lower(step.to);
  if (to === 'requested') return { level: 0, text: 'command.did.requested' };
  if (to === 'approved') return { level: 0, text: 'command.did.approved' };
  if (to === 'sent') return { level: 0, text: 'command.did.sent' };
  return stateOf({ state: to, ending: step.ending });
}

/** A parameter's value in words, with its unit. */
export function toldText(told: IssuedCommand['told'][number]): string {
  return told.unit ? `${local(told.value)} ${told.unit}` : local(told.value);
}

/** Who somebody is, without the kind of the actor. */
export function actorName(actor: string): string {
  return actor.replace(/^person:/, '');
}

/** The time that is left as `4:05`; `0:00` when none is. */
export function countdown(end: number, now: number): string {
  const seconds = Math.max(0, Math.ceil((end - now) / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const two = (n: number) => String(n).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** A name that no other request has; also where the page was not loaded over TLS. */
export function requestKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The values of a form as the interface takes them: numbers as numbers, times with the city's offset, and
 * what was left empty not at all.
 */
export function parametersOf(offer: CommandOffer, form: FormData): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const parameter of offer.parameters) {
    const given = form.get(parameter.name);
    const text = typeof given === 'string' ? given.trim() : '';
    const type = lower(parameter.type);
    if (type === 'boolean') values[parameter.name] = given !== null;
    else if (text === '') continue;
    else if (type === 'integer' || type === 'decimal') values[parameter.name] = Number(text);
    else if (type === 'time') values[parameter.name] = `${text.length === 16 ? `${text}:00` : text}+07:00`;
    else values[parameter.name] = text;
  }
  return values;
}

/** An answer that is JSON with its lines apart, documents inside it as they are; anything else as it came. */
export function readableProof(proof: string): string {
  try {
    const answer: unknown = JSON.parse(proof);
    if (answer === null || typeof answer !== 'object' || Array.isArray(answer)) return JSON.stringify(answer, null, 2);
    const documents = Object.entries(answer).filter(([, value]) => typeof value === 'string' && /^\s*[<{[]/.test(value));
    const rest = Object.fromEntries(Object.entries(answer).filter((entry) => !documents.some(([name]) => name === entry[0])));
    return [
      ...(Object.keys(rest).length > 0 || documents.length === 0 ? [JSON.stringify(rest, null, 2)] : []),
      ...documents.map(([name, text]) => `${name}:\n${readableProof(String(text).trim())}`),
    ].join('\n\n');
  } catch {
    return proof;
  }
}
