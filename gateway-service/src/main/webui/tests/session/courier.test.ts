/** D9: lines of rooms that are not open. */
import { expect, test } from 'vitest';
import { Store } from '../../src/lib/platform/storage';
import { Outbox } from '../../src/lib/room/outbox';
import { Courier } from '../../src/lib/session/courier';
import { Problem } from '../../src/lib/wire/problem';

function scene(answer: (roomId: string, clientId: string) => Problem | undefined = () => undefined, admitted = true) {
  const outbox = new Outbox(new Store(() => { throw new Error('none'); }), 'alice', 'old');
  for (const [room, id] of [['night', '1'], ['lobby', '2'], ['night', '3'], ['sky', '4']] as const) outbox.add(room, id, `line ${id}`);
  const posted: string[] = [];
  const courier = new Courier(outbox, {
    post: async (roomId, clientId) => {
      posted.push(clientId);
      const problem = answer(roomId, clientId);
      if (problem !== undefined) throw problem;
    },
    openRoom: () => 'lobby',
    admitted: async () => admitted,
    explain: (problem) => problem.message,
  });
  return { outbox, posted, courier };
}
const left = (outbox: Outbox) => outbox.lines().map(({ clientId }) => clientId);

test('D9: they go out in the order of writing; the open room sends its own', async () => {
  const { outbox, posted, courier } = scene();
  await Promise.all([courier.run(), courier.run()]);
  expect(posted).toEqual(['1', '3', '4']);
  expect(left(outbox)).toEqual(['2']);
});

test.each([0, 401, 429, 500, 503])('D9: after a %i they all wait for the next round', async (status) => {
  const { outbox, posted, courier } = scene(() => new Problem(status, 'x', ''));
  await courier.run();
  expect(posted).toEqual(['1']);
  expect(left(outbox)).toEqual(['1', '2', '3', '4']);
});

test('D9: a line that is refused says why and holds up no other', async () => {
  const { outbox, posted, courier } = scene((_, id) => (id === '1' ? new Problem(403, 'x', 'You are muted.') : undefined));
  await courier.run();
  await courier.run();
  expect(posted).toEqual(['1', '3', '4']);
  expect(outbox.lines().map(({ clientId, refused }) => [clientId, refused])).toEqual([['1', 'You are muted.'], ['2', undefined]]);
});

test('D9: nothing goes out where somebody else sits by now', async () => {
  const { outbox, posted, courier } = scene(undefined, false);
  await courier.run();
  expect(posted).toEqual([]);
  expect(left(outbox)).toHaveLength(4);
});
