/** Old state and a frame make the new state; nothing here knows of sockets, timers or the page. */
import { skipped } from '../wire/skipped';
import type { Frame, HistoryFrame, SpokenFrame } from '../wire/frames';
import { fromFrame, fromWire, place, unsent, update } from './messages';
import type { PhoneState, RoomState, Stream } from './state';

/** How many messages a first history holds at most; fewer mean that there are no older ones. */
export const HISTORY_SIZE = 50;
const TYPING_SHOWN_MS = 5_000;

/** Never throws: a frame that cannot be applied is counted and passed over, its place in the order taken. */
export function reduce(room: RoomState, frame: Frame, now: number): RoomState {
  try {
    return applied(room, frame, now);
  } catch {
    skipped.count('frame');
    return 'seq' in frame && frame.seq !== undefined && frame.event !== 'ack'
      ? inOrder(room, { seq: frame.seq, prev: frame.prev }, (ordered) => ordered)
      : room;
  }
}

function applied(room: RoomState, frame: Frame, now: number): RoomState {
  switch (frame.event) {
    case 'history':
      return history(room, frame);
    case 'user':
    case 'ai':
    case 'system':
      return inOrder(room, frame, (ordered) => spoken(ordered, frame));
    case 'theme':
      return { ...room, theme: frame.data };
    case 'other':
      return frame.seq === undefined ? room : inOrder(room, { ...frame, seq: frame.seq }, (ordered) => ordered);
    case 'ack':
      return acknowledged(room, frame);
    case 'sms':
      return toPhone(room, frame.data.message_id, frame.data.state);
    case 'error':
      if (frame.data?.code === 'sms_failed') return toPhone(room, frame.data.message_id, 'failed');
      return frame.client_id === undefined ? room : failed(room, frame.client_id, frame.text, false);
    case 'ai_start':
    case 'ai_delta':
      return written(room, frame, now);
    case 'ai_end':
      return ended(room, frame.id, frame.data?.reason ?? 'failed');
    case 'typing':
      return { ...room, typing: { ...room.typing, [frame.sender]: now + TYPING_SHOWN_MS } };
    case 'join':
      return present(room, [frame.text.replace(/ joined$/, '')], []);
    case 'leave':
      return present(room, [], [frame.text.replace(/ leave$/, '')]);
    case 'presence':
      return present(room, frame.data.joined, frame.data.left, frame.data.online);
  }
}

/**
 * Applies a durable event in its place: one seen already changes nothing; one whose predecessor was never seen is
 * left for the resume, which brings both.
 */
function inOrder(
  room: RoomState,
  frame: { seq: number; prev?: number },
  apply: (ordered: RoomState) => RoomState,
): RoomState {
  if (!room.joined || room.gap) return room;
  if (room.lastSeq !== undefined && frame.seq <= room.lastSeq) return room;
  // Asked for once: what the resume did not bring would be missing for ever, and the room with it.
  if (frame.prev !== undefined && frame.prev > (room.lastSeq ?? -1) && frame.prev !== room.missing) {
    return { ...room, gap: true, missing: frame.prev };
  }
  return apply({ ...room, lastSeq: frame.seq });
}

/** How a message fares on its way to this person's phone; news that comes late takes nothing back. */
function toPhone(room: RoomState, id: string | undefined, sms: PhoneState): RoomState {
  const messages = update(room.messages, (each) => each.id === id && each.sms !== 'delivered' && each.sms !== 'failed', { sms });
  return id === undefined ? room : { ...room, messages };
}

function spoken(room: RoomState, frame: SpokenFrame): RoomState {
  const { [frame.sender]: _, ...typing } = room.typing;
  return {
    ...room,
    messages: place(room.messages, fromFrame(frame)),
    streams: room.streams.filter((stream) => stream.id !== frame.id),
    typing,
  };
}

function history(room: RoomState, frame: HistoryFrame): RoomState {
  const { data } = frame;
  const fresh = !room.joined || data.reset || frame.epoch !== room.epoch;
  const kept = fresh ? room.messages.filter(unsent) : room.messages;
  const messages = data.messages.map(fromWire).reduce(place, kept);
  const known = new Set(messages.map((message) => message.id));
  const last = data.messages.at(-1)?.seq;
  return {
    ...room,
    joined: true,
    gap: false,
    epoch: frame.epoch,
    lastSeq: maximum(frame.last_seq ?? data.last_seq, last, fresh ? undefined : room.lastSeq),
    name: data.room?.name ?? room.name,
    messages,
    // A reply being written is told anew after each history.
    streams: fresh ? [] : room.streams.filter((each) => each.phase === 'ended' && !known.has(each.id)),
    theme: data.theme ?? room.theme,
    personas: byName([...data.personas, ...room.personas]),
    members: byName(data.members),
    online: data.members.length,
    typing: {},
    atStart: fresh ? data.messages.length < HISTORY_SIZE : room.atStart,
    degraded: data.degraded,
  };
}

/** The first of each name: names are keys of lists on the page. */
function byName<T extends { name: string }>(all: readonly T[]): readonly T[] {
  const seen = new Set<string>();
  return all.filter(({ name }) => !seen.has(name) && seen.add(name));
}

function maximum(...numbers: (number | undefined)[]): number | undefined {
  const given = numbers.filter((each) => each !== undefined);
  return given.length > 0 ? Math.max(...given) : undefined;
}

function acknowledged(room: RoomState, ack: { client_id: string; id: string; seq: number }): RoomState {
  const mine = room.messages.find((each) => each.clientId === ack.client_id && each.sender === room.me);
  if (mine === undefined || mine.seq !== undefined) return room;
  const others = room.messages.filter((each) => each !== mine);
  const first = others[0]?.seq;
  // Taken long ago, by a connection that could not say so: its place is in a past that is not loaded.
  if (!room.atStart && first !== undefined && ack.seq < first) return { ...room, messages: others };
  // `lastSeq` stays: what others wrote before this message may still be on its way.
  return {
    ...room,
    messages: place(others, {
      ...mine,
      id: ack.id,
      seq: ack.seq,
      delivery: { kind: 'sent' },
    }),
  };
}

/** An own line that was refused (`again` false) or got no answer in time. */
export function failed(room: RoomState, clientId: string, reason: string, again: boolean): RoomState {
  return {
    ...room,
    messages: update(room.messages, (m) => m.clientId === clientId && unsent(m), {
      delivery: { kind: 'failed', reason, again },
    }),
  };
}

function written(
  room: RoomState,
  frame: Extract<Frame, { event: 'ai_start' | 'ai_delta' }>,
  now: number,
): RoomState {
  if (room.messages.some((each) => each.id === frame.id)) return room;
  const before = room.streams.find((each) => each.id === frame.id);
  if (before?.phase === 'ended') return room;
  const text = (frame.event === 'ai_delta' ? (before?.text ?? '') : '') + frame.text;
  const stream: Stream = {
    id: frame.id,
    sender: frame.sender,
    personaId: frame.persona_id ?? before?.personaId,
    provider: frame.data?.provider ?? before?.provider,
    startedAt: before?.startedAt ?? now,
    text,
    phase: text === '' ? 'thinking' : 'writing',
  };
  return {
    ...room,
    streams: before ? room.streams.map((each) => (each === before ? stream : each)) : [...room.streams, stream],
  };
}

/** A reply that goes no further: what was said stays, marked; one withdrawn as not worth saying leaves nothing. */
export function ended(room: RoomState, id: string, reason: string): RoomState {
  return {
    ...room,
    streams: room.streams.flatMap((stream) => {
      if (stream.id !== id) return [stream];
      return stream.text === '' || reason === 'silent' ? [] : [{ ...stream, phase: 'ended' as const, reason }];
    }),
  };
}

/** A persona that has thought for too long is no longer said to think. */
export function silenced(room: RoomState, id: string): RoomState {
  return {
    ...room,
    streams: room.streams.map((each) =>
      each.id === id && each.phase === 'thinking' ? { ...each, phase: 'silent' as const } : each,
    ),
  };
}

export function typingExpired(room: RoomState, now: number): RoomState {
  const typing = Object.fromEntries(Object.entries(room.typing).filter(([, until]) => until > now));
  return { ...room, typing };
}

function present(room: RoomState, joined: readonly string[], left: readonly string[], online?: number): RoomState {
  const gone = new Set([...left, ...joined]);
  const members = room.members.filter((each) => !gone.has(each.name));
  for (const name of new Set(joined.filter((each) => each !== ''))) members.push(room.members.find((each) => each.name === name) ?? { name });
  return { ...room, members, online: online ?? members.length };
}

