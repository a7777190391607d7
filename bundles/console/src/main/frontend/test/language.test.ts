import { describe, expect, test } from 'vitest';
import { fill } from '../src/shared/language';
import { en } from '../src/shared/texts.en';
import { id } from '../src/shared/texts.id';

const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('the texts of the screens', () => {
  test('exist in both languages', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(id).sort());
  });

  test('say the same in both languages', () => {
    for (const key of Object.keys(id) as (keyof typeof id)[]) {
      expect(id[key].trim(), key).not.toBe('');
      expect(en[key].trim(), key).not.toBe('');
      expect(places(en[key]), key).toEqual(places(id[key]));
    }
  });

  test('keep a placeholder for which there is no value', () => {
    expect(fill('{a} of {b}', { a: 1 })).toBe('1 of {b}');
  });
});
