/** Lists of messages: order by seq, one copy of each, own optimistic lines recognised by client id. */
import type { SpokenFrame, WireMessage } from '../wire/frames';
import type { Message } from './state';

/** The farthest time that a Date can hold. */
const FARTHEST_MS = 8.64e15;

/** Milliseconds of an ISO 8601 time or of Unix seconds; now when there is neither, or one that no Date can hold. */
export function instant(ctime: string | undefined): number {
  if (ctime === undefined || ctime === '') return Date.now();
  const millis = /^\d+(\.\d+)?$/.test(ctime) ? Number(ctime) * 1000 : Date.parse(ctime);
  return Math.abs(millis) <= FARTHEST_MS ? millis : Date.now();
}

export function fromWire(wire: WireMessage): Message {
  return {
    key: wire.id,
    id: wire.id,
    seq: wire.seq,
    role: wire.role,
    sender: wire.sender,
    personaId: wire.persona_id,
    text: wire.text,
    at: instant(wire.ctime),
    clientId: wire.client_id,
    via: wire.via,
    provider: wire.data?.provider,
    outcome: wire.data?.outcome,
    edited: wire.edited_at !== undefined,
    deleted: wire.deleted_at !== undefined,
    delivery: { kind: 'sent' },
  };
}

export function fromFrame(frame: SpokenFrame): Message {
  return fromWire({ ...frame, role: frame.event });
}

/** The same message as `other`: by id or, while it had none, by the client id that its author gave it. */
function same(mine: Message, other: Message): boolean {
  if (mine.id !== undefined) return mine.id === other.id;
  return mine.clientId !== undefined && mine.clientId === other.clientId && mine.sender === other.sender;
}

const position = (message: Message) => message.seq ?? Number.POSITIVE_INFINITY;

/** `messages` with `incoming` in its place by seq; a copy that is there already is replaced and keeps its key. */
export function place(messages: readonly Message[], incoming: Message): readonly Message[] {
  const before = messages.find((each) => same(each, incoming));
  const placed = before === undefined ? incoming : { ...incoming, key: before.key, sms: before.sms };
  const rest = before === undefined ? messages : messages.filter((each) => each !== before);
  const index = rest.findLastIndex((each) => position(each) <= position(placed)) + 1;
  return rest.toSpliced(index, 0, placed);
}

export function update(
  messages: readonly Message[],
  which: (message: Message) => boolean,
  change: Partial<Message>,
): readonly Message[] {
  return messages.map((each) => (which(each) ? { ...each, ...change } : each));
}

export const unsent = (message: Message): boolean => message.seq === undefined;
