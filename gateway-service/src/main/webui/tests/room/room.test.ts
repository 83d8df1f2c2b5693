/** B1, D9: a room over connections that die, with a clock of its own. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Store } from '../../src/lib/platform/storage';
import { Outbox } from '../../src/lib/room/outbox';
import { type Hooks, Room } from '../../src/lib/room/room.svelte';
import { FakeSocket } from '../wire/fake-socket';

const SECOND = 1_000;
let store: Store;
let log: { id: string; seq: number; client_id: string; text: string }[];
/** Sockets that lead nowhere any more. */
let silent: Set<FakeSocket>;
let open: boolean;
let limited: number;
let rooms: Room[];

function serve(socket: FakeSocket, frame?: Record<string, unknown>): void {
  if (silent.has(socket)) return;
  if (!open) return socket.cut();
  const message = (said: (typeof log)[number]) => ({ role: 'user', sender: 'alice', ...said });
  if (frame === undefined) {
    const since = new URL(socket.url).searchParams.get('since');
    const messages = log.filter(({ seq }) => seq > Number(since ?? -1)).map(message);
    socket.say({ event: 'history', epoch: 'e', last_seq: log.at(-1)?.seq ?? -1, data: { messages } });
  } else if (frame.type === 'ping') {
    socket.say({ event: 'pong', sender: '@system', text: '' });
  } else if (frame.type === 'message') {
    const client_id = String(frame.client_id);
    if (limited-- > 0) return socket.say({ event: 'error', client_id, text: 'Too fast.', data: { code: 'rate_limited' } });
    const before = log.find((each) => each.client_id === client_id);
    const said = before ?? { id: `m${log.length}`, seq: log.length, client_id, text: String(frame.text) };
    if (before === undefined) log.push(said);
    socket.say({ event: 'ack', client_id, id: said.id, seq: said.seq });
    if (before !== undefined) return;
    for (const each of FakeSocket.all) if (!silent.has(each)) each.say({ event: 'user', prev: said.seq > 0 ? said.seq - 1 : undefined, ...message(said) });
  }
}

const outboxOf = (owner = 'alice') => new Outbox(store, owner, 'old');
function enter(outbox = outboxOf(), id = 'lobby', hooks: Hooks = {}): Room {
  const room = new Room(id, id, { name: 'alice', guest: false }, [], outbox, hooks);
  rooms.push(room);
  return room;
}
const pass = (millis: number) => vi.advanceTimersByTimeAsync(millis);
const lines = (room: Room) => room.state.messages.map(({ text, delivery }) => `${text}: ${delivery.kind}`);
const said = () => log.map(({ text }) => text);
const messagesSent = () => FakeSocket.all.flatMap((socket) => socket.sent.filter(({ type }) => type === 'message'));

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', async () => new Response('{"id":"lobby","name":"Lobby"}'));
  store = new Store(() => { throw new Error('none'); });
  log = [];
  silent = new Set();
  open = true;
  limited = 0;
  rooms = [];
  FakeSocket.install(serve);
});
afterEach(() => {
  for (const room of rooms) room.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('B1: a connection that goes silent is replaced within 25 s, and resumes', async () => {
  const room = enter();
  await pass(SECOND);
  room.send('before');
  await pass(SECOND);
  silent.add(FakeSocket.last);
  log.push({ id: 'm1', seq: 1, client_id: 'x', text: 'missed' });
  await pass(25 * SECOND);
  expect(FakeSocket.all).toHaveLength(2);
  expect(new URL(FakeSocket.last.url).searchParams.get('since')).toBe('0');
  expect(lines(room)).toEqual(['before: sent', 'missed: sent']);
  expect(room.connection).toBe('live');
});

test('B1: a quiet connection that answers is kept', async () => {
  const room = enter();
  await pass(600 * SECOND);
  expect(FakeSocket.all).toHaveLength(1);
  expect(room.connection).toBe('live');
  expect(FakeSocket.last.sent.filter(({ type }) => type === 'ping').length).toBeGreaterThan(10);
});

test('B1: a send into the silence notices it sooner, and arrives once', async () => {
  const room = enter();
  await pass(SECOND);
  silent.add(FakeSocket.last);
  room.send('hello?');
  await pass(9 * SECOND);
  expect(FakeSocket.all).toHaveLength(2);
  expect(lines(room)).toEqual(['hello?: sent']);
  expect(said()).toEqual(['hello?']);
  expect(new Set(messagesSent().map(({ client_id }) => client_id)).size).toBe(1);
});

test('B1: Retry never uses the connection that did not answer', async () => {
  const room = enter();
  await pass(SECOND);
  const first = FakeSocket.last;
  // It answers pings, and swallows messages.
  FakeSocket.server = (socket, frame) => (socket === first && frame?.type === 'message' ? undefined : serve(socket, frame));
  room.send('hello?');
  await pass(11 * SECOND);
  expect(lines(room)).toEqual(['hello?: failed']);
  room.retry(room.state.messages[0]?.clientId ?? '');
  await pass(SECOND);
  expect(first.sent.filter(({ type }) => type === 'message')).toHaveLength(1);
  expect(FakeSocket.all).toHaveLength(2);
  expect(lines(room)).toEqual(['hello?: sent']);
});

test('B1: coming back to the page, the network’s going and its coming back check at once', async () => {
  const room = enter();
  await pass(SECOND);
  silent.add(FakeSocket.last);
  document.dispatchEvent(new Event('visibilitychange'));
  await pass(6 * SECOND);
  expect(FakeSocket.all).toHaveLength(2);

  dispatchEvent(new Event('offline'));
  expect(room.offline).toBe(true);
  await pass(SECOND);
  // An answer came: the device is wrong about its network, as with a server on the same machine.
  expect(room.offline).toBe(false);

  silent.add(FakeSocket.last);
  dispatchEvent(new Event('offline'));
  await pass(2 * SECOND);
  expect(room.offline).toBe(true);
  dispatchEvent(new Event('online'));
  await pass(SECOND);
  expect(room.offline).toBe(false);
  expect(FakeSocket.all).toHaveLength(3);
});

test('B1: the banner waits five seconds, and a closed room has no timers left', async () => {
  const room = enter();
  await pass(SECOND);
  open = false;
  FakeSocket.last.cut();
  await pass(4 * SECOND);
  expect(room.waiting).toBe(false);
  await pass(2 * SECOND);
  expect(room.waiting).toBe(true);
  open = true;
  await pass(10 * SECOND);
  expect(room.waiting).toBe(false);
  room.close();
  const before = FakeSocket.all.length;
  await pass(120 * SECOND);
  expect(FakeSocket.all).toHaveLength(before);
});

test('D9: lines written while reconnecting wait, none is said to have failed, and go out in order', async () => {
  const room = enter();
  await pass(SECOND);
  open = false;
  FakeSocket.last.cut();
  await pass(100);
  for (const text of ['one', 'two', 'three']) room.send(text);
  await pass(60 * SECOND);
  expect(lines(room)).toEqual(['one: waiting', 'two: waiting', 'three: waiting']);
  open = true;
  await pass(15 * SECOND);
  expect(said()).toEqual(['one', 'two', 'three']);
  expect(lines(room)).toEqual(['one: sent', 'two: sent', 'three: sent']);
  expect(outboxOf().lines()).toEqual([]);
});

test('D9: a reload keeps them, in order, under the same client ids, also those that were under way', async () => {
  const room = enter();
  await pass(SECOND);
  // The first is taken, but its answer is lost with the page.
  const first = FakeSocket.last;
  FakeSocket.server = (socket, frame) => {
    if (socket === first && frame?.type === 'message') log.push({ id: 'm0', seq: 0, client_id: String(frame.client_id), text: String(frame.text) });
    else if (socket !== first) serve(socket, frame);
  };
  room.send('one');
  await pass(100);
  open = false;
  first.cut();
  await pass(100);
  room.send('two');
  room.close();
  open = true;

  const again = enter();
  expect(lines(again)).toEqual(['one: waiting', 'two: waiting']);
  await pass(2 * SECOND);
  expect(said()).toEqual(['one', 'two']);
  expect(lines(again)).toEqual(['one: sent', 'two: sent']);
});

test('D9: a line that was discarded, or is another’s, is never sent', async () => {
  open = false;
  const room = enter();
  room.send('mine');
  room.send('on second thoughts');
  room.withdraw(room.state.messages[1]?.clientId ?? '');
  room.close();
  open = true;
  const other = enter(outboxOf('bob'));
  await pass(5 * SECOND);
  expect(lines(other)).toEqual([]);
  expect(said()).toEqual([]);
  enter();
  await pass(5 * SECOND);
  expect(said()).toEqual(['mine']);
});

test('D9: what is written behind waiting lines does not overtake them, and a room in a hurry is given time', async () => {
  const room = enter();
  await pass(SECOND);
  open = false;
  FakeSocket.last.cut();
  await pass(100);
  for (const text of ['one', 'two']) room.send(text);
  open = true;
  limited = 2;
  await pass(1_500);
  room.send('three');
  await pass(15 * SECOND);
  expect(said()).toEqual(['one', 'two', 'three']);
  expect(lines(room).every((line) => line.endsWith(': sent'))).toBe(true);
});

test('D9: two tabs of one person send a waiting line once', async () => {
  open = false;
  const one = enter();
  one.send('once');
  const other = enter(outboxOf());
  open = true;
  await pass(20 * SECOND);
  expect(said()).toEqual(['once']);
  for (const room of [one, other]) expect(lines(room)).toEqual(['once: sent']);
});

test('D9: no connection is made for somebody whose place another has taken', async () => {
  let admitted = true;
  const room = enter(outboxOf(), 'lobby', { admitted: async () => admitted });
  await pass(SECOND);
  expect(room.connection).toBe('live');
  admitted = false;
  FakeSocket.last.cut();
  room.send('not as bob');
  await pass(30 * SECOND);
  expect(room.connection).toBe('signed_out');
  expect(FakeSocket.all).toHaveLength(1);
  expect(said()).toEqual([]);
});
