import { expect, test } from 'vitest';
import { look } from '../../src/lib/view/avatar';
import { dayName } from '../../src/lib/view/time';

test('a name looks the same everywhere, in any case', () => {
  expect(look('Curie').hue).toBe(look('curie').hue);
  expect(look('einstein')).toEqual({ hue: 8, pattern: 0, initials: 'E' });
});

test('the personas at the table are told apart by colour', () => {
  const hues = ['einstein', 'curie', 'shakespeare', 'lovelace', 'twain'].map((name) => look(name).hue);
  expect(new Set(hues).size).toBe(5);
});

test('initials are of the first and last word, whatever the script', () => {
  expect(['marie curie', 'bob', 'a_b', '李', ''].map((name) => look(name).initials)).toEqual(['MC', 'B', 'AB', '李', '?']);
});

test('days near are named, others dated', () => {
  const now = new Date(2026, 2, 10, 0, 30).getTime();
  expect(dayName(new Date(2026, 2, 10, 0, 1).getTime(), now)).toBe('today');
  expect(dayName(new Date(2026, 2, 9, 23, 59).getTime(), now)).toBe('yesterday');
  expect(dayName(new Date(2025, 2, 9).getTime(), now)).toContain('2025');
});
