import { lower, type Layer, type Row, type ValueClass } from './types';

/**
 * How far from normal, as the screens draw it: 0 normal (grey circle), 1 watch (blue square), 2 warning
 * (yellow triangle), 3 severe (vermillion diamond), 4 extreme (magenta octagon), -1 no valid value.
 */
export type LevelNumber = -1 | 0 | 1 | 2 | 3 | 4;

const LEVELS: Record<string, LevelNumber> = {
  normal: 0,
  watch: 1,
  warning: 2,
  severe: 3,
  extreme: 4,
  unknown: -1,
};
const SEVERITIES: Record<string, LevelNumber> = {
  extreme: 4,
  severe: 3,
  moderate: 2,
  minor: 1,
  unknown: -1,
};
const STATES: Record<string, LevelNumber> = {
  running: 0,
  ready: 0,
  starting: 1,
  degraded: 2,
  stopped: 3,
  failed: 3,
};

/** The level of a class, which the server names by word. */
export function levelOf(word: string | null | undefined): LevelNumber {
  return LEVELS[lower(word)] ?? -1;
}

export function levelOfSeverity(severity: string | null | undefined): LevelNumber {
  return SEVERITIES[lower(severity)] ?? -1;
}

export function levelOfState(state: string | null | undefined): LevelNumber {
  return STATES[lower(state)] ?? -1;
}

/** The class of a record: the last one whose condition holds, or none. */
export function classOf(row: Row, layer: Pick<Layer, 'classes' | 'measure'>): ValueClass | null {
  let found: ValueClass | null = null;
  for (const each of layer.classes ?? []) {
    const value = row[each.field || layer.measure || ''];
    if (value === null || value === undefined) continue;
    if (each.value != null ? String(value) === each.value : Number(value) >= (each.from ?? -Infinity)) {
      found = each;
    }
  }
  return found;
}

/** The field of numbers that tells a layer's records apart, if there is one. */
export function measureOf(layer: Pick<Layer, 'classes' | 'measure'>): string | null {
  return layer.measure || layer.classes?.find((each) => each.value == null && each.field)?.field || null;
}

/** For sorting: worst first, unknown before normal. */
export function badness(level: LevelNumber): number {
  return level === -1 ? 0.5 : level;
}
