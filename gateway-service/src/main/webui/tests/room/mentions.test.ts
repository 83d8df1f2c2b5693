import { expect, test } from 'vitest';
import { candidates, complete, matching, queryAt } from '../../src/lib/room/mentions';

const persona = (name: string, display_name: string) => ({ name, display_name, description: '', is_active: true });
const all = candidates(
  [persona('einstein', 'AI Einstein'), persona('curie', 'Marie Curie')],
  [{ name: 'emil' }, { name: 'alice' }, { name: 'mara' }],
  'alice',
);
const names = (text: string) => matching(all, queryAt(text, text.length) ?? { start: 0, text: '?' }).map(({ token }) => token);

test('personas come first, then people, never oneself', () => {
  expect(names('@')).toEqual(['Einstein', 'Curie', 'emil', 'mara']);
});

test('any word of a name may be written, in any case', () => {
  expect(names('hi @E')).toEqual(['Einstein', 'emil']);
  expect(names('(@mar')).toEqual(['Curie', 'mara']);
});

test('an address is no mention, and a space ends one', () => {
  expect(queryAt('mail me@home', 12)).toBeUndefined();
  expect(queryAt('@ada and', 8)).toBeUndefined();
});

test('a choice replaces what was written up to the caret', () => {
  const text = 'ask @ei about it';
  const query = queryAt(text, 7);
  const [first] = all;
  if (query === undefined || first === undefined) throw new Error('nothing to complete');
  expect(complete(text, 7, query, first)).toEqual({ text: 'ask @Einstein about it', caret: 14 });
});
