import { describe, expect, test } from 'vitest';
import { failed, silenced } from '../../src/lib/room/reduce';
import { delivered, drafted, interrupted, trimmed, waiting, withdrawn, withOlder } from '../../src/lib/room/outgoing';
import { activePersonas, emptyRoom } from '../../src/lib/room/state';
import * as v from 'valibot';
import { WireMessage } from '../../src/lib/wire/frames';
import { after, ai, frame, history, joined, NOW, piece, stored, texts, user } from './frames';

const ack = (seq: number, client_id = 'c1') => frame({ event: 'ack', client_id, id: `m${seq}`, seq });
const mine = (seq: number, prev: number, client_id = 'c1') => user(seq, prev, { sender: 'alice', text: 'hello', client_id });
const wire = (seq: number) => v.parse(WireMessage, stored(seq));

describe('order', () => {
  test('the first history fills the room and says where it stands', () => {
    const room = joined();
    expect(texts(room)).toEqual(['line 1', 'line 2', 'line 3']);
    expect(room).toMatchObject({ joined: true, epoch: 'e1', lastSeq: 3, name: 'Lobby', online: 2, atStart: true });
    expect(room.theme.description).toBe('Time');
  });

  test('a guest’s own join before the history does no harm', () => {
    const room = after(emptyRoom('lobby', 'alice'), frame({ event: 'join', text: 'alice joined' }), history([stored(1)], { last_seq: 1 }));
    expect(texts(room)).toEqual(['line 1']);
    expect(room.members.map(({ name }) => name)).toEqual(['alice', 'bob']);
  });

  test('a message that was seen before changes nothing', () => {
    const room = after(joined(), user(4, 3));
    expect(after(room, user(4, 3), user(2, 1))).toEqual(room);
  });

  test('an event whose predecessor is missing is a gap and waits for the resume', () => {
    const room = after(joined(), user(9, 7));
    expect(room.gap).toBe(true);
    expect(room.lastSeq).toBe(3);
    expect(texts(room)).not.toContain('line 9');
    const resumed = after(room, history([stored(7), stored(9)], { last_seq: 9 }));
    expect(resumed).toMatchObject({ gap: false, lastSeq: 9 });
    expect(texts(resumed)).toEqual(['line 1', 'line 2', 'line 3', 'line 7', 'line 9']);
  });

  test('numbers that only pieces of replies took are no gap', () => {
    const room = after(joined(), user(40, 3));
    expect(room).toMatchObject({ gap: false, lastSeq: 40 });
  });

  test('the very first message of a room has no predecessor and may have number 0', () => {
    const room = after(emptyRoom('new', 'alice'), history([], { last_seq: null }), user(0, null));
    expect(room).toMatchObject({ gap: false, lastSeq: 0 });
  });

  test('an event of an unknown kind keeps its place in the chain', () => {
    const room = after(joined(), frame({ event: 'confetti', seq: 5, prev: 3 }), user(6, 5));
    expect(room).toMatchObject({ gap: false, lastSeq: 6 });
  });

  test('A5: a predecessor that even the resume did not bring is asked for once', () => {
    const room = after(joined(), user(9, 7), history([], { last_seq: 3 }), user(9, 7), user(10, 9));
    expect(room).toMatchObject({ gap: false, lastSeq: 10 });
    expect(texts(room).slice(-2)).toEqual(['line 9', 'line 10']);
  });

  test('A5: what arrives between a gap and the resume is left to the resume', () => {
    const room = after(joined(), user(9, 7), user(11, 9), user(9, 7));
    expect(room).toMatchObject({ gap: true, lastSeq: 3 });
  });

  test('A5: an event that cannot be applied takes its place in the order and nothing else', () => {
    const hostile = Object.defineProperty({ ...user(4, 3) }, 'text', { get: () => { throw new Error('hostile'); }, enumerable: true });
    const room = after(joined(), hostile, user(5, 4));
    expect(room).toMatchObject({ gap: false, lastSeq: 5 });
    expect(texts(room)).toEqual(['line 1', 'line 2', 'line 3', 'line 5']);
  });

  test('A5: names and times that cannot be are no trouble', () => {
    const twice = [{ name: 'bob' }, { name: 'bob' }, { name: 'alice' }];
    const room = after(emptyRoom('lobby', 'alice'), history([stored(1, { ctime: '99999999999999999999' }), stored(2, { ctime: '1e999' })], {}, { members: twice, theme: { active_personas: ['einstein', 'einstein'] } }));
    expect(room.members.map(({ name }) => name)).toEqual(['bob', 'alice']);
    expect(activePersonas(room)).toHaveLength(1);
    expect(room.messages.map(({ at }) => Number.isNaN(new Date(at).getTime()))).toEqual([false, false]);
  });

  test('nothing is taken before the history', () => {
    expect(after(emptyRoom('lobby', 'alice'), user(4, 3)).messages).toEqual([]);
  });

  test('the same frames in one go or cut by a resume make the same room', () => {
    const live = after(joined(), user(4, 3), user(5, 4), user(8, 5));
    const cut = after(joined(), user(4, 3), history([stored(5), stored(8)], { last_seq: 8 }));
    expect(cut).toEqual(live);
  });
});

describe('own lines', () => {
  const sending = () => drafted(joined(), 'c1', 'hello', NOW);

  test('a line stands at the end at once, as being sent', () => {
    expect(sending().messages.at(-1)).toMatchObject({ text: 'hello', sender: 'alice', delivery: { kind: 'sending' } });
  });

  test.each([
    ['the ack before the line', [ack(4), mine(4, 3)]],
    ['the line before the ack', [mine(4, 3), ack(4)]],
    ['the ack alone and a resume', [ack(4), history([stored(4, { sender: 'alice', text: 'hello', client_id: 'c1' })], { last_seq: 4 })]],
    ['both twice', [ack(4), mine(4, 3), ack(4), mine(4, 3)]],
    ['a resume alone', [history([stored(4, { sender: 'alice', text: 'hello', client_id: 'c1' })], { last_seq: 4 })]],
  ])('%s: one copy, sent, under its first key', (_, frames) => {
    const room = after(sending(), ...frames);
    const copies = room.messages.filter((each) => each.text === 'hello');
    expect(copies).toMatchObject([{ key: 'c1', id: 'm4', seq: 4, delivery: { kind: 'sent' } }]);
    expect(room.lastSeq).toBe(4);
  });

  test('an ack alone does not pretend that everything before it was seen', () => {
    const room = after(sending(), ack(5));
    expect(room.lastSeq).toBe(3);
    const complete = after(room, user(4, 3), mine(5, 4));
    expect(texts(complete).slice(-2)).toEqual(['line 4', 'hello']);
    expect(complete.gap).toBe(false);
  });

  test('lines of others come before those not yet taken', () => {
    expect(texts(after(sending(), user(4, 3))).slice(-2)).toEqual(['line 4', 'hello']);
  });

  test('another’s line with the same client id is another’s', () => {
    const room = after(sending(), user(4, 3, { client_id: 'c1' }));
    expect(room.messages.filter((each) => each.clientId === 'c1')).toHaveLength(2);
  });

  test('a refusal keeps the text and says why; it is not sent again by itself', () => {
    const room = after(sending(), frame({ event: 'error', text: 'Too fast.', client_id: 'c1', data: { code: 'rate_limited' } }));
    expect(room.messages.at(-1)).toMatchObject({ text: 'hello', delivery: { kind: 'failed', reason: 'Too fast.', again: false } });
    expect(waiting(interrupted(room))).toEqual([]);
    expect(waiting(delivered(room, 'c1', { kind: 'waiting' }))).toHaveLength(1);
  });

  test('lines without an answer go out again in the order of writing', () => {
    const two = drafted(failed(sending(), 'c1', 'no answer', true), 'c2', 'again', NOW);
    expect(waiting(two)).toEqual([]);
    expect(waiting(interrupted(two)).map((each) => each.clientId)).toEqual(['c1', 'c2']);
  });

  test('a line that the room took long ago has its place in a past that is not loaded', () => {
    const room = { ...drafted(joined(), 'c1', 'hello', NOW), atStart: false };
    expect(texts(after(room, ack(0)))).toEqual(['line 1', 'line 2', 'line 3']);
  });

  test('a line that was taken after all can neither fail nor be withdrawn', () => {
    const room = after(sending(), ack(4));
    expect(failed(room, 'c1', 'late', true)).toEqual(room);
    expect(withdrawn(room, 'c1')).toEqual(room);
    expect(texts(withdrawn(sending(), 'c1'))).not.toContain('hello');
  });

  test('an error that concerns no line changes nothing', () => {
    expect(after(joined(), frame({ event: 'error', text: 'x' }))).toEqual(joined());
  });
});

describe('replies being written', () => {
  const said = () => after(joined(), piece('ai_start', 'r1'), piece('ai_delta', 'r1', 'Time '), piece('ai_delta', 'r1', 'bends.'));

  test('a persona thinks until its first piece', () => {
    expect(after(joined(), piece('ai_start', 'r1')).streams).toMatchObject([{ phase: 'thinking', text: '' }]);
    expect(said().streams).toMatchObject([{ phase: 'writing', text: 'Time bends.' }]);
  });

  test('the final message replaces what was written', () => {
    const room = after(said(), ai(9, 3, 'r1', 'Time bends, slowly.'));
    expect(room.streams).toEqual([]);
    expect(room.messages.at(-1)).toMatchObject({ id: 'r1', role: 'ai', personaId: 'einstein', provider: 'builtin' });
  });

  test('pieces that come after the final message are late', () => {
    const room = after(said(), ai(9, 3, 'r1', 'Done.'));
    expect(after(room, piece('ai_delta', 'r1', 'late'), piece('ai_end', 'r1', '', { reason: 'stopped' }))).toEqual(room);
  });

  test('a stopped reply keeps what was said, marked, until its message comes', () => {
    const stopped = after(said(), piece('ai_end', 'r1', '', { reason: 'stopped' }), piece('ai_delta', 'r1', 'late'));
    expect(stopped.streams).toMatchObject([{ phase: 'ended', reason: 'stopped', text: 'Time bends.' }]);
    const kept = after(stopped, ai(9, 3, 'r1', 'Time bends.', { data: { provider: 'builtin', outcome: 'stopped' } }));
    expect(kept.streams).toEqual([]);
    expect(kept.messages.at(-1)).toMatchObject({ outcome: 'stopped' });
  });

  test('a reply that ended unsaid, or was withdrawn, leaves nothing', () => {
    expect(after(joined(), piece('ai_start', 'r1'), piece('ai_end', 'r1', '', { reason: 'failed' })).streams).toEqual([]);
    expect(after(said(), piece('ai_end', 'r1', '', { reason: 'silent' })).streams).toEqual([]);
  });

  test('a second attempt begins anew', () => {
    expect(after(said(), piece('ai_start', 'r1')).streams).toMatchObject([{ phase: 'thinking', text: '' }]);
  });

  test('whoever joins in the middle gets the text so far', () => {
    const room = after(joined(), piece('ai_start', 'r1'), piece('ai_delta', 'r1', 'Time bends'), piece('ai_delta', 'r1', '.'));
    expect(room.streams[0]?.text).toBe('Time bends.');
    expect(after(joined(), piece('ai_delta', 'r2', 'so far')).streams[0]?.text).toBe('so far');
  });

  test('a resume forgets unfinished replies, which are told anew, and keeps marked ones', () => {
    const two = after(said(), piece('ai_end', 'r1', '', { reason: 'stopped' }), piece('ai_start', 'r2'));
    expect(after(two, history([], { last_seq: 3 })).streams.map(({ id }) => id)).toEqual(['r1']);
    expect(after(two, history([stored(4, { id: 'r1' })], { last_seq: 4 })).streams).toEqual([]);
  });

  test('thinking for too long is not shown, but the reply still comes', () => {
    const quiet = silenced(after(joined(), piece('ai_start', 'r1')), 'r1');
    expect(quiet.streams).toMatchObject([{ phase: 'silent' }]);
    expect(after(quiet, piece('ai_delta', 'r1', 'Ah.')).streams).toMatchObject([{ phase: 'writing' }]);
  });

  test('two personas write side by side', () => {
    const room = after(said(), piece('ai_start', 'r2'), piece('ai_delta', 'r2', 'Also.'), ai(9, 3, 'r1', 'Done.'));
    expect(room.streams).toMatchObject([{ id: 'r2', text: 'Also.' }]);
  });
});

describe('resume', () => {
  test('a reset replaces what was there and keeps what is not sent yet', () => {
    const room = after(drafted(joined(), 'c1', 'hello', NOW), history([stored(70), stored(71)], { last_seq: 71 }, { reset: true }));
    expect(texts(room)).toEqual(['line 70', 'line 71', 'hello']);
    expect(room.lastSeq).toBe(71);
  });

  test('another epoch is a reset, even where its numbers are lower', () => {
    const room = after(joined(), history([stored(0, { id: 'x' })], { last_seq: 0, epoch: 'e2' }));
    expect(texts(room)).toEqual(['line 0']);
    expect(room).toMatchObject({ epoch: 'e2', lastSeq: 0 });
  });

  test('a resume brings what was missed, once', () => {
    const room = after(joined(), history([stored(3), stored(4)], { last_seq: 4 }));
    expect(texts(room)).toEqual(['line 1', 'line 2', 'line 3', 'line 4']);
  });

  test('where the history ends may be said inside its data; an empty room ends at -1', () => {
    const room = after(emptyRoom('lobby', 'alice'), history([], { last_seq: null }, { last_seq: -1 }));
    expect(room.lastSeq).toBe(-1);
    expect(after(room, user(0, null))).toMatchObject({ lastSeq: 0, gap: false });
  });

  test('an empty resume never goes back', () => {
    expect(after(joined(), history([], { last_seq: null })).lastSeq).toBe(3);
  });
});

describe('older history', () => {
  test('a page goes before what is there; a short one is the beginning', () => {
    const room = { ...after(emptyRoom('lobby', 'alice'), history([stored(8)], { last_seq: 8 })), atStart: false };
    expect(texts(withOlder(room, [wire(6), wire(7)], 2))).toEqual(['line 6', 'line 7', 'line 8']);
    expect(withOlder(room, [wire(6), wire(7)], 2).atStart).toBe(false);
    expect(withOlder(room, [wire(7), wire(8)], 3)).toMatchObject({ atStart: true, messages: [{ seq: 7 }, { seq: 8 }] });
  });
});

describe('who is here', () => {
  test('the personas at the table are those that the theme names, in its order', () => {
    const persona = (name: string) => ({ name, description: '', is_active: true });
    const all = { ...emptyRoom('lobby', 'alice'), personas: [persona('curie'), persona('einstein'), persona('twain')] };
    const seated = (active_personas: string[]) =>
      activePersonas(after(all, history([], {}, { theme: { description: '', guidelines: '', active_personas } }))).map(({ name }) => name);
    expect(seated(['twain', 'einstein'])).toEqual(['twain', 'einstein']);
    expect(seated([])).toEqual([]);
  });

  test('joins and leaves are counted once a name', () => {
    const room = after(joined(), frame({ event: 'join', text: 'carol joined' }), frame({ event: 'join', text: 'carol joined' }));
    expect(room.online).toBe(3);
    expect(after(room, frame({ event: 'leave', text: 'carol leave' })).members.map(({ name }) => name)).toEqual(['alice', 'bob']);
  });

  test('a gathered notice may count more people than it names', () => {
    expect(after(joined(), frame({ event: 'presence', data: { joined: ['dora'], left: ['bob'], online: 940 } }))).toMatchObject({
      members: [{ name: 'alice' }, { name: 'dora' }],
      online: 940,
    });
  });

  test('who has spoken is no longer typing', () => {
    const room = after(joined(), frame({ event: 'typing', sender: 'bob' }));
    expect(Object.keys(room.typing)).toEqual(['bob']);
    expect(after(room, user(4, 3)).typing).toEqual({});
  });

  test('a theme takes effect at once, plain or wrapped', () => {
    const theme = { description: 'Space', guidelines: 'Be brief.', active_personas: [] };
    expect(after(joined(), frame({ event: 'theme', data: theme })).theme).toEqual(theme);
    expect(after(joined(), frame({ event: 'theme', data: { theme } })).theme).toEqual(theme);
  });
});

describe('to one’s own phone', () => {
  const sms = (seq: number, state: string) => frame({ event: 'sms', data: { message_id: `m${seq}`, state } });
  const lost = (seq: number) => frame({ event: 'error', data: { code: 'sms_failed', message_id: `m${seq}` } });
  const states = (room: ReturnType<typeof joined>) => room.messages.map((each) => each.sms);

  test('a message says how it fares, and the others nothing', () => {
    expect(states(after(joined(), sms(2, 'queued')))).toEqual([undefined, 'queued', undefined]);
    expect(states(after(joined(), sms(2, 'queued'), sms(2, 'delivered')))).toEqual([undefined, 'delivered', undefined]);
    expect(states(after(joined(), lost(3)))).toEqual([undefined, undefined, 'failed']);
  });

  test('late news takes back nothing that was final', () => {
    expect(states(after(joined(), sms(2, 'delivered'), sms(2, 'sent')))[1]).toBe('delivered');
    expect(states(after(joined(), lost(2), sms(2, 'sent')))[1]).toBe('failed');
  });

  test('it survives a resume, and is no part of the order', () => {
    const room = after(joined(), sms(2, 'delivered'), history([stored(1), stored(2), stored(3)], { last_seq: 3 }));
    expect(states(room)[1]).toBe('delivered');
    expect(after(room, user(4, 3))).toMatchObject({ gap: false, lastSeq: 4 });
  });
});

test('a reader at the end keeps the last part of a long evening, own lines included, and can load the rest', () => {
  const long = after(emptyRoom('lobby', 'alice'), history(Array.from({ length: 40 }, (_, index) => stored(index)), { last_seq: 39 }));
  const room = drafted(long, 'c1', 'hello', NOW);
  expect(trimmed(room, 50, 30)).toBe(room);
  const short = trimmed(room, 40, 30);
  expect(short).toMatchObject({ atStart: false, lastSeq: 39 });
  expect(texts(short)).toEqual(texts(room).slice(-30));
});
