import { describe, expect, it } from 'vitest';
import { countdown, parametersOf, readableProof, requestKey, stateOf } from '../src/shared/commandList';
import type { CommandOffer, CommandParameter } from '../src/shared/types';

function parameter(name: string, type: string): CommandParameter {
  return { name, type, title: name, unit: '', required: true, codes: [] };
}

const offer: CommandOffer = {
  name: 'umumkan',
  title: 'Umumkan',
  timeToLive: 'PT1M',
  fourEyes: true,
  ready: true,
  parameters: [
    parameter('teks', 'text'),
    parameter('volume', 'integer'),
    parameter('jeda', 'decimal'),
    parameter('ulang', 'boolean'),
    parameter('mulai', 'time'),
  ],
};

describe('commands', () => {
  it('count down to zero and not below', () => {
    expect(countdown(245_000, 0)).toBe('4:05');
    expect(countdown(3_725_000, 0)).toBe('1:02:05');
    expect(countdown(0, 5_000)).toBe('0:00');
  });

  it('are told numbers as numbers, times with the offset of the city, and nothing that is empty', () => {
    const form = new FormData();
    form.set('teks', ' Selamat pagi ');
    form.set('volume', '60');
    form.set('jeda', '');
    form.set('mulai', '2026-11-24T10:00');
    expect(parametersOf(offer, form)).toEqual({
      teks: 'Selamat pagi',
      volume: 60,
      ulang: false,
      mulai: '2026-11-24T10:00:00+07:00',
    });
    form.set('ulang', 'on');
    expect(parametersOf(offer, form).ulang).toBe(true);
  });

  it('say how they ended, not only that they failed', () => {
    expect(stateOf({ state: 'failed', ending: 'unknown' }).text).toBe('command.unknown');
    expect(stateOf({ state: 'FAILED', ending: 'rejected' })).toEqual({ level: -1, text: 'command.rejected' });
    expect(stateOf({ state: 'failed', ending: 'not_carried_out' }).level).toBe(2);
    expect(stateOf({ state: 'confirmed', ending: null }).level).toBe(0);
  });

  it('have a key each', () => {
    expect(requestKey()).toMatch(/^[0-9a-f]{32}$/);
    expect(requestKey()).not.toBe(requestKey());
  });
});

describe('a proof', () => {
  it('shows a document inside an answer as it is', () => {
    const proof = JSON.stringify({ jawaban: '{"id":"PTK-1"}', cap: '<?xml version="1.0"?>\n<alert/>\n' });
    expect(readableProof(proof)).toBe('jawaban:\n{\n  "id": "PTK-1"\n}\n\ncap:\n<?xml version="1.0"?>\n<alert/>');
  });

  it('shows any other answer with its lines apart, and what is no JSON as it came', () => {
    expect(readableProof('{"tanda_terima":"A-1","n":[1]}')).toBe('{\n  "tanda_terima": "A-1",\n  "n": [\n    1\n  ]\n}');
    expect(readableProof('{}')).toBe('{}');
    expect(readableProof('diterima')).toBe('diterima');
  });
});
