import { expect, test } from 'vitest';
import { parseFrame } from '../../src/lib/wire/frames';
import { socketUrl } from '../../src/lib/wire/socket';

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
