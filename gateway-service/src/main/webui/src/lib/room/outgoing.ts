/** Own lines on their way to the room, and older ones on their way to the page. */
import type { WireMessage } from '../wire/frames';
import { fromWire, place, unsent, update } from './messages';
import type { Delivery, Message, RoomState } from './state';

/** The own line at once, before the room has taken it. */
export function drafted(room: RoomState, clientId: string, text: string, at: number, delivery: Delivery = { kind: 'sending' }): RoomState {
  if (room.messages.some((each) => each.clientId === clientId && each.sender === room.me)) return room;
  const line: Message = {
    key: clientId,
    clientId,
    role: 'user',
    sender: room.me,
    text,
    at,
    edited: false,
    deleted: false,
    delivery,
  };
  return { ...room, messages: [...room.messages, line] };
}

/** An own line's way to the room, as long as the room has not taken it. */
export function delivered(room: RoomState, clientId: string, delivery: Delivery): RoomState {
  return { ...room, messages: update(room.messages, (m) => m.clientId === clientId && unsent(m), { delivery }) };
}

/** Takes a line back that the room has not taken. */
export function withdrawn(room: RoomState, clientId: string): RoomState {
  return { ...room, messages: room.messages.filter((m) => !(m.clientId === clientId && unsent(m))) };
}

/** The connection is gone: what had no answer waits for the next one; what was refused stays refused. */
export function interrupted(room: RoomState): RoomState {
  const unanswered = (m: Message) => unsent(m) && (m.delivery.kind === 'sending' || (m.delivery.kind === 'failed' && m.delivery.again));
  return { ...room, messages: update(room.messages, unanswered, { delivery: { kind: 'waiting' } }) };
}

/** Own lines to be sent as soon as that is possible, in the order of writing. */
export function waiting(room: RoomState): readonly Message[] {
  return room.messages.filter((m) => unsent(m) && m.delivery.kind === 'waiting');
}

/** The room with its newest messages alone, once there are more than `most`; older ones can be loaded again. */
export function trimmed(room: RoomState, most: number, kept: number): RoomState {
  return room.messages.length <= most ? room : { ...room, messages: room.messages.slice(-kept), atStart: false };
}

/** The room with a page of its past, `size` being what was asked for. */
export function withOlder(room: RoomState, older: readonly WireMessage[], size: number): RoomState {
  return {
    ...room,
    messages: older.map(fromWire).reduce(place, room.messages),
    atStart: older.length < size,
  };
}
