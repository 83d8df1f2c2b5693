import { expect, test } from 'vitest';
import { parseFrame } from '../../src/lib/wire/frames';
import { reduce } from '../../src/lib/room/reduce';
import { skipped } from '../../src/lib/wire/skipped';
import { socketUrl } from '../../src/lib/wire/socket';
import { joined } from '../room/frames';

test('null and absent fields mean the same, unknown ones nothing', () => {
  const frame = parseFrame('{"event":"user","id":"1","seq":0,"prev":null,"sender":"a","text":"b","client_id":null,"colour":"red"}');
  expect(frame).toEqual({ event: 'user', id: '1', seq: 0, sender: 'a', text: 'b' });
});

test('what is no frame is none', () => {
  for (const raw of ['', 'hello', '[]', '3', '{}', '{"event":7}']) expect(parseFrame(raw)).toBeUndefined();
});

test('a known event in an unknown shape still counts in the order', () => {
  expect(parseFrame('{"event":"user","seq":4,"prev":3}')).toMatchObject({ event: 'other', name: 'user', seq: 4, prev: 3 });
});

test('a persona’s picture and other extras do no harm', () => {
  const raw = JSON.stringify({
    event: 'history',
    epoch: 'e',
    last_seq: 1,
    data: { messages: [], personas: [{ name: 'curie', avatar: { hue: 150, initials: 'C' }, tags: [] }] },
  });
  expect(parseFrame(raw)).toMatchObject({ event: 'history', data: { personas: [{ name: 'curie', is_active: true }], members: [] } });
});

test('guests and accounts come in by their own doors, and resume by both', () => {
  const resume = { since: 0, epoch: 'a/b' };
  expect(socketUrl('https://chat.example', 'lobby', 'al ice')).toBe('wss://chat.example/chat?user_id=al+ice&room_id=lobby');
  expect(socketUrl('http://chat.example', 'room_1', undefined, resume)).toBe('ws://chat.example/ws/room_1?since=0&epoch=a%2Fb');
});

test('A5: one hostile message in a history leaves the others, and is counted', () => {
  const good = (seq: number) => ({ id: `m${seq}`, seq, sender: 'bob', role: 'user', text: `line ${seq}` });
  const hostile = [null, 7, 'x', [], {}, { ...good(2), text: 5 }, { ...good(2), seq: '2' }, { ...good(2), seq: 1e300 }, { ...good(2), seq: -1 }, { ...good(2), role: 'root' }];
  const before = skipped.counts.item;
  const raw = JSON.stringify({ event: 'history', epoch: 'e', last_seq: 3, data: { messages: [good(1), ...hostile, good(3)], theme: 7, personas: 'all', members: [{ name: 4 }, { name: 'bob' }], room: [] } });
  const frame = parseFrame(raw);
  expect(frame).toMatchObject({ event: 'history', last_seq: 3, data: { messages: [{ id: 'm1' }, { id: 'm3' }], personas: [], members: [{ name: 'bob' }] } });
  expect(skipped.counts.item - before).toBe(hostile.length + 1);
});

test('A5: optional fields of a wrong type count as absent', () => {
  const raw = '{"event":"user","id":"1","seq":3,"prev":"2","sender":"a","text":"b","ctime":9,"client_id":{},"via":[],"data":"x","reply_to":1}';
  expect(parseFrame(raw)).toMatchObject({ event: 'user', id: '1', seq: 3, sender: 'a', text: 'b', client_id: undefined, data: undefined });
});

test('A5: nothing that arrives throws', () => {
  const values = [null, 1, -1, 1e308, '', 'x', [], {}, [[]], { a: {} }, true];
  const events = ['user', 'ai', 'system', 'join', 'leave', 'presence', 'history', 'ack', 'ai_start', 'ai_delta', 'ai_end', 'typing', 'theme', 'error', 'sms', 'pong', '__proto__', 'constructor'];
  let room = joined();
  let seq = 3;
  for (const event of events) {
    for (const field of ['id', 'seq', 'prev', 'sender', 'text', 'ctime', 'data', 'client_id', 'persona_id', 'epoch', 'room_id']) {
      for (const value of values) {
        const raw = JSON.stringify({ event, id: 'i', seq: ++seq, prev: seq - 1, sender: 'x', text: 't', ctime: 'now', data: {}, client_id: 'c', [field]: value });
        const frame = parseFrame(raw);
        if (frame !== undefined) room = reduce(room, frame, 0);
      }
    }
  }
  const last = room.lastSeq ?? 0;
  room = reduce({ ...room, gap: false, lastSeq: last }, parseFrame(JSON.stringify({ event: 'user', id: 'end', seq: last + 1, prev: last, sender: 'bob', text: 'still here' }))!, 0);
  expect(room.messages.find((each) => each.text === 'still here')).toBeDefined();
  for (const each of room.messages) expect(() => new Date(each.at).toISOString()).not.toThrow();
});
