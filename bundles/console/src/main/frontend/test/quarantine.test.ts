import { describe, expect, it } from 'vitest';
import { EVERYTHING, filtering, newStep, selection, suggested, told } from '../src/console/quarantine';
import { rawLines } from '../src/console/rawRow';
import type { DatasetInfo } from '../src/shared/types';

const AIR = {
  department: 'dlh',
  name: 'air',
  title: 'Udara',
  key: ['station'],
  fields: [
    { name: 'station', type: 'TEXT', role: 'KEY' },
    { name: 'time', type: 'TIME', role: 'TIME' },
    { name: 'pm25', type: 'DECIMAL', role: 'MEASURE' },
  ],
} as DatasetInfo;

describe('the rows that are chosen', () => {
  it('are those that the filter lets through', () => {
    const filter = { ...EVERYTHING, field: '', text: 'a&b', from: '2026-02-16T10:00' };
    expect(selection(filter).toString()).toBe('field=&text=a%26b&from=2026-02-16T10%3A00%3A00%2B07%3A00');
    expect(selection(EVERYTHING).toString()).toBe('');
  });

  it('are the ticked ones alone, when there are any', () => {
    expect(selection({ ...EVERYTHING, text: 'x' }, new Set([3, 1])).toString()).toBe('ids=3%2C1');
  });

  it('are filtered also where the record as a whole is at fault', () => {
    expect(filtering({ ...EVERYTHING, field: '' })).toBe(true);
    expect(filtering(EVERYTHING)).toBe(false);
  });
});

describe('the step that is proposed', () => {
  const step = (field: string, value: unknown) => told(suggested(AIR, field, JSON.stringify({ [field]: value })));

  it('renames a column that is no field', () => {
    expect(step('PM 2.5', 4)).toEqual({ do: 'rename', from: 'PM 2.5', to: '' });
  });

  it('reads numbers in the form that they have', () => {
    expect(step('pm25', '1.250,5')).toEqual({ do: 'number', field: 'pm25', form: 'id' });
    expect(step('pm25', '1,250.5')).toEqual({ do: 'number', field: 'pm25', form: 'en' });
  });

  it('reads times in the zone of the city', () => {
    expect(step('time', '24/11/2026 06.30')).toMatchObject({ do: 'time', zone: 'Asia/Pontianak' });
  });

  it('makes no value of a word that stands for none', () => {
    expect(step('pm25', 'TIDAK ADA DATA')).toEqual({ do: 'replace', field: 'pm25', from: 'TIDAK ADA DATA', to: null });
  });

  it('copes with what is no record', () => {
    expect(told(suggested(AIR, 'pm25', '%PDF'))).toMatchObject({ do: 'replace', from: '' });
    expect(told({ ...newStep('constant', 'pm25'), to: '0' })).toEqual({ do: 'constant', field: 'pm25', value: '0' });
  });
});

describe('a row as it came', () => {
  it('is shown member by member, the one at fault marked', () => {
    const lines = rawLines('{"a":1,"b":{"c":2}}', 'b');
    expect(lines.map((line) => line.fault)).toEqual([false, false, true, false]);
    expect(lines[2]!.text).toContain('"c": 2');
  });

  it('is shown as it is when it is no record', () => {
    expect(rawLines('<cap\n<', 'x').map((line) => line.text)).toEqual(['<cap', '<']);
  });
});
