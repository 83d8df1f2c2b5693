import { expect, test } from 'vitest';
import { emptyRoom } from '../../src/lib/room/state';
import { timeline } from '../../src/lib/room/timeline';
import { after, history, joined, piece, stored } from './frames';

const at = (seq: number, ctime: string, sender = 'bob') => stored(seq, { ctime, sender });
const shape = (messages: object[]) =>
  timeline(after(emptyRoom('lobby', 'alice'), history(messages))).map((row) => (row.kind === 'day' ? 'day' : row.opens ? 'opens' : 'goes on'));

test('lines of one author within five minutes are one group', () => {
  expect(shape([at(1, '2026-03-01T12:00:00Z'), at(2, '2026-03-01T12:04:00Z'), at(3, '2026-03-01T12:10:00Z')])).toEqual(['day', 'opens', 'goes on', 'opens']);
});

test('the last line of a group closes it', () => {
  const rows = timeline(after(emptyRoom('lobby', 'alice'), history([at(1, '2026-03-01T12:00:00Z'), at(2, '2026-03-01T12:01:00Z'), at(3, '2026-03-01T12:02:00Z', 'eve')])));
  expect(rows.flatMap((row) => (row.kind === 'message' ? [row.closes] : []))).toEqual([false, true, true]);
});

test('another author opens a group', () => {
  expect(shape([at(1, '2026-03-01T12:00:00Z'), at(2, '2026-03-01T12:00:01Z', 'eve')])).toEqual(['day', 'opens', 'opens']);
});

test('a day line stands between days and opens a group', () => {
  expect(shape([at(1, '2026-03-01T12:00:00Z'), at(2, '2026-03-03T12:00:00Z')])).toEqual(['day', 'opens', 'day', 'opens']);
});

test('times may be Unix seconds', () => {
  const [message] = after(emptyRoom('lobby', 'alice'), history([at(1, '1705318245')])).messages;
  expect(message?.at).toBe(1_705_318_245_000);
});

test('a reply being written is a row once it has words', () => {
  const thinking = after(joined(), piece('ai_start', 'r1'));
  expect(timeline(thinking).some(({ kind }) => kind === 'stream')).toBe(false);
  expect(timeline(after(thinking, piece('ai_delta', 'r1', 'Ah'))).at(-1)).toMatchObject({ kind: 'stream', opens: true });
});
