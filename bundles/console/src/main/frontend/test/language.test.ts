import { describe, expect, test } from 'vitest';
import { fill } from '../src/shared/language';
import { en } from '../src/shared/texts.en';
import { id } from '../src/shared/texts.id';

const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('the texts of the screens', () => {
  test('exist in both languages', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(id).sort());
  });

  test.each(Object.keys(id) as (keyof typeof id)[])('%s says the same in both languages', (key) => {
    expect(id[key].trim()).not.toBe('');
    expect(en[key].trim()).not.toBe('');
    expect(places(en[key])).toEqual(places(id[key]));
  });

  test('keep a placeholder for which there is no value', () => {
    expect(fill('{a} of {b}', { a: 1 })).toBe('1 of {b}');
  });
});
