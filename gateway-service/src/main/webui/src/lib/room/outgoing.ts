/** Own lines on their way to the room, and older ones on their way to the page. */
import type { WireMessage } from '../wire/frames';
import { fromWire, place, unsent, update } from './messages';
import type { Message, RoomState } from './state';

/** The own line at once, before the room has taken it. */
export function drafted(room: RoomState, clientId: string, text: string, now: number): RoomState {
  const line: Message = {
    key: clientId,
    clientId,
    role: 'user',
    sender: room.me,
    text,
    at: now,
    edited: false,
    deleted: false,
    delivery: { kind: 'sending' },
  };
  return { ...room, messages: [...room.messages, line] };
}

export function sendingAgain(room: RoomState, clientId: string): RoomState {
  return {
    ...room,
    messages: update(room.messages, (m) => m.clientId === clientId && unsent(m), { delivery: { kind: 'sending' } }),
  };
}

/** Takes a line back that the room has not taken. */
export function withdrawn(room: RoomState, clientId: string): RoomState {
  return { ...room, messages: room.messages.filter((m) => !(m.clientId === clientId && unsent(m))) };
}

/** Own lines to be sent again after a reconnect, in the order of writing. */
export function outbox(room: RoomState): readonly Message[] {
  return room.messages.filter(
    (m) => unsent(m) && (m.delivery.kind === 'sending' || (m.delivery.kind === 'failed' && m.delivery.again)),
  );
}

/** The room with a page of its past, `size` being what was asked for. */
export function withOlder(room: RoomState, older: readonly WireMessage[], size: number): RoomState {
  return {
    ...room,
    messages: older.map(fromWire).reduce(place, room.messages),
    atStart: older.length < size,
  };
}
