/** Frames and rooms for tests. */
import { reduce } from '../../src/lib/room/reduce';
import { emptyRoom, type RoomState } from '../../src/lib/room/state';
import { type Frame, parseFrame } from '../../src/lib/wire/frames';

export const NOW = Date.parse('2026-03-01T20:00:00.000Z');

export function frame(fields: object): Frame {
  const parsed = parseFrame(JSON.stringify({ sender: '@system', text: '', ctime: '2026-03-01T20:00:00.000Z', room_id: 'lobby', ...fields }));
  if (parsed === undefined) throw new Error('not a frame');
  return parsed;
}

export const stored = (seq: number, fields: object = {}) => ({
  id: `m${seq}`,
  room_id: 'lobby',
  seq,
  sender: 'bob',
  role: 'user',
  text: `line ${seq}`,
  ctime: '2026-03-01T20:00:00.000Z',
  via: 'web',
  ...fields,
});

export const history = (messages: object[], fields: object = {}, data: object = {}) =>
  frame({
    event: 'history',
    epoch: 'e1',
    last_seq: 0,
    ...fields,
    data: {
      messages,
      theme: { description: 'Time', guidelines: '', active_personas: ['einstein'] },
      personas: [{ name: 'einstein', display_name: 'AI Einstein', description: '', provider: 'builtin' }],
      members: [{ name: 'alice' }, { name: 'bob' }],
      room: { id: 'lobby', name: 'Lobby' },
      ...data,
    },
  });

export const user = (seq: number, prev: number | null, fields: object = {}) =>
  frame({ event: 'user', prev, epoch: 'e1', ...stored(seq), ...fields });

export const ai = (seq: number, prev: number, id: string, text: string, fields: object = {}) =>
  frame({ event: 'ai', seq, prev, id, text, sender: 'AI_Einstein', persona_id: 'einstein', data: { provider: 'builtin' }, ...fields });

export const piece = (event: 'ai_start' | 'ai_delta' | 'ai_end', id: string, text = '', data: object = {}) =>
  frame({ event, id, text, sender: 'AI_Einstein', persona_id: 'einstein', data });

export const after = (room: RoomState, ...frames: Frame[]): RoomState =>
  frames.reduce((state, each) => reduce(state, each, NOW), room);

/** Alice's view of a room with the lines 1 to 3. */
export const joined = (): RoomState =>
  after(emptyRoom('lobby', 'alice'), history([stored(1), stored(2), stored(3)], { last_seq: 3 }));

export const texts = (room: RoomState) => room.messages.map((each) => each.text);
