/** D9: what was written and not yet taken is not lost, and nobody else's. */
import { expect, test } from 'vitest';
import { Store } from '../../src/lib/platform/storage';
import { CLAIM_MS, LINES_MAX, Outbox } from '../../src/lib/room/outbox';

const HOUR = 3_600_000;
const memory = () => new Store(() => { throw new Error('none'); });
let now = 1_000_000;
const open = (store: Store, owner = 'alice') => new Outbox(store, owner, 'Too old.', () => now);
const texts = (outbox: Outbox, room?: string) => outbox.lines(room).map(({ text }) => text);

test('D9: lines are kept in the order of writing, by room, for the next outbox of the same person', () => {
  const store = memory();
  const outbox = open(store);
  for (const [room, id, text] of [['a', '1', 'one'], ['b', '2', 'two'], ['a', '3', 'three']] as const) outbox.add(room, id, text);
  expect(texts(open(store))).toEqual(['one', 'two', 'three']);
  expect(texts(open(store), 'a')).toEqual(['one', 'three']);
  outbox.drop('1');
  expect(texts(open(store), 'a')).toEqual(['three']);
});

test('D9: another identity sees none of them, and clears its own alone', () => {
  const store = memory();
  open(store).add('a', '1', 'mine');
  const other = open(store, 'bob');
  expect(texts(other)).toEqual([]);
  other.clear();
  expect(texts(open(store))).toEqual(['mine']);
  open(store).clear();
  expect(texts(open(store))).toEqual([]);
});

test('D9: an outbox is bounded', () => {
  const outbox = open(memory());
  for (let line = 0; line < LINES_MAX; line++) expect(outbox.add('a', String(line), 'x')).toBe(true);
  expect(outbox.add('a', 'more', 'x')).toBe(false);
  expect(outbox.lines()).toHaveLength(LINES_MAX);
});

test('D9: after a day a line asks before it goes out, after a week it is forgotten', () => {
  const outbox = open(memory());
  outbox.add('a', '1', 'old');
  now += 25 * HOUR;
  expect(outbox.lines()).toMatchObject([{ refused: 'Too old.' }]);
  outbox.again('1');
  expect(outbox.lines()[0]?.refused).toBeUndefined();
  now += 8 * 24 * HOUR;
  expect(outbox.lines()).toEqual([]);
});

test('D9: two tabs do not send the same line; one that dies leaves it to the other', () => {
  const store = memory();
  const [one, other] = [open(store), open(store)];
  one.add('a', '1', 'once');
  expect(one.claim('1')).toBe('mine');
  expect(one.claim('1')).toBe('mine');
  expect(other.claim('1')).toBe('theirs');
  now += CLAIM_MS + 1;
  expect(other.claim('1')).toBe('mine');
  other.release();
  expect(one.claim('1')).toBe('mine');
  one.drop('1');
  expect(other.claim('1')).toBe('gone');
});

test('a refused line keeps its reason until its author decides', () => {
  const store = memory();
  open(store).add('a', '1', 'rude');
  open(store).refuse('1', 'Not here.');
  expect(open(store).lines()).toMatchObject([{ text: 'rude', refused: 'Not here.' }]);
});

test('what is kept and makes no sense is passed over', () => {
  const store = memory();
  const good = { clientId: '2', roomId: 'a', text: 'fine', at: now };
  store.write('outbox:alice', JSON.stringify([null, 7, { clientId: 1 }, good]));
  expect(texts(open(store))).toEqual(['fine']);
  store.write('outbox:alice', '{');
  expect(texts(open(store))).toEqual([]);
});
