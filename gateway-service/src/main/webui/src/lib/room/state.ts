/** A room as this page knows it. Plain data: every change makes a new value. */
import type { Member, Persona, Theme } from '../wire/frames';

export type Delivery =
  | { kind: 'sent' }
  | { kind: 'sending' }
  /** It is sent as soon as the room can be reached. */
  | { kind: 'waiting' }
  /** `again`: it is sent again by itself after a reconnect; a refusal is left to its author. */
  | { kind: 'failed'; reason: string; again: boolean };

export type PhoneState = 'queued' | 'sent' | 'delivered' | 'failed';

export interface Message {
  /** Stays the same from the optimistic line to the durable message. */
  key: string;
  id?: string;
  /** Missing as long as the room has not taken the message. */
  seq?: number;
  role: 'user' | 'ai' | 'system';
  sender: string;
  personaId?: string;
  text: string;
  /** Epoch milliseconds. */
  at: number;
  clientId?: string;
  via?: string;
  provider?: string;
  outcome?: string;
  /** How it fares on its way to this person's own phone; missing where it does not go there. */
  sms?: PhoneState;
  edited: boolean;
  deleted: boolean;
  delivery: Delivery;
}

/** An AI reply as it is written. `thinking` has said nothing yet, `silent` for too long. */
export interface Stream {
  id: string;
  sender: string;
  personaId?: string;
  provider?: string;
  text: string;
  startedAt: number;
  phase: 'thinking' | 'silent' | 'writing' | 'ended';
  /** Why it ended before its message came. */
  reason?: string;
}

export interface RoomState {
  roomId: string;
  name: string;
  /** The name that this page's own messages bear. */
  me: string;
  /** False until the first history. */
  joined: boolean;
  epoch?: string;
  /** The last durable event seen. */
  lastSeq?: number;
  /** An event before the last one is missing: resume from `lastSeq`. */
  gap: boolean;
  /** The predecessor that a resume was asked for; one that the resume did not bring is not asked for again. */
  missing?: number;
  /** Durable ones by seq, then those not yet taken, in the order of writing. */
  messages: readonly Message[];
  streams: readonly Stream[];
  theme: Theme;
  /** All that are known, whether they sit here or not. */
  personas: readonly Persona[];
  members: readonly Member[];
  online: number;
  /** Who is typing, until when (epoch milliseconds). */
  typing: Readonly<Record<string, number>>;
  /** No message is older than the first one here. */
  atStart: boolean;
  /** The server could not read all of the history. */
  degraded: boolean;
}

export function emptyRoom(roomId: string, me: string, name = roomId): RoomState {
  return {
    roomId,
    name,
    me,
    joined: false,
    gap: false,
    messages: [],
    streams: [],
    theme: { description: '', guidelines: '', active_personas: [] },
    personas: [],
    members: [],
    online: 0,
    typing: {},
    atStart: false,
    degraded: false,
  };
}

/** The personas that sit in the room, in the order of their seats. */
export function activePersonas(room: RoomState): readonly Persona[] {
  const seats = [...new Set(room.theme.active_personas)];
  return seats.flatMap((name) => room.personas.filter((persona) => persona.name === name));
}

/** Who wrote a line: as it says itself, else as its persona's lines are written now. */
export function providerOf(room: RoomState, said: { personaId?: string; provider?: string }): string | undefined {
  return said.provider ?? room.personas.find((persona) => persona.name === said.personaId)?.provider;
}
