/**
 * What a room's socket says and hears, as discriminated unions. Unknown fields are dropped, optional fields of a
 * wrong type count as absent, and unknown events become `other` so that their place in the order still counts.
 */
import * as v from 'valibot';
import { skipped } from './skipped';

const text = v.optional(v.string(), '');
const place = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const maybe = {
  text: v.fallback(v.optional(v.string()), undefined),
  number: v.fallback(v.optional(v.number()), undefined),
  place: v.fallback(v.optional(place), undefined),
  /** A place, or -1 before the first. */
  end: v.fallback(v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(-1))), undefined),
};

/** A list of which the items that do not fit are left out and counted. */
export const listOfThoseThatFit = <T extends v.GenericSchema>(item: T) =>
  v.pipe(
    v.array(v.unknown()),
    v.transform((all) =>
      all.flatMap((each): v.InferOutput<T>[] => {
        const read = v.safeParse(item, each);
        if (!read.success) skipped.count('item');
        return read.success ? [read.output] : [];
      }),
    ),
  );

export const Outcome = v.object({ provider: maybe.text, outcome: maybe.text });

export const Theme = v.object({
  description: text,
  guidelines: text,
  active_personas: v.optional(listOfThoseThatFit(v.string()), []),
});
export type Theme = v.InferOutput<typeof Theme>;

export const Persona = v.object({
  name: v.string(),
  display_name: maybe.text,
  description: text,
  provider: maybe.text,
  is_active: v.fallback(v.optional(v.boolean(), true), true),
});
export type Persona = v.InferOutput<typeof Persona>;

export const Member = v.object({ name: v.string(), user_id: maybe.text });
export type Member = v.InferOutput<typeof Member>;

export const WireMessage = v.object({
  id: v.string(),
  seq: place,
  sender: v.string(),
  user_id: maybe.text,
  persona_id: maybe.text,
  role: v.picklist(['user', 'ai', 'system']),
  text,
  ctime: maybe.text,
  edited_at: maybe.text,
  deleted_at: maybe.text,
  reply_to: maybe.text,
  client_id: maybe.text,
  via: maybe.text,
  data: v.fallback(v.optional(Outcome), undefined),
});
export type WireMessage = v.InferOutput<typeof WireMessage>;

const envelope = { sender: text, text, ctime: maybe.text, room_id: maybe.text };
const durable = { ...envelope, seq: place, prev: maybe.place, epoch: maybe.text };
const spoken = {
  ...durable,
  id: v.string(),
  persona_id: maybe.text,
  user_id: maybe.text,
  reply_to: maybe.text,
  client_id: maybe.text,
  via: maybe.text,
  data: v.fallback(v.optional(Outcome), undefined),
};
const piece = { ...envelope, id: v.string(), persona_id: maybe.text, data: v.fallback(v.optional(Outcome), undefined) };

const Known = v.variant('event', [
  v.object({ event: v.literal('user'), ...spoken }),
  v.object({ event: v.literal('ai'), ...spoken }),
  v.object({ event: v.literal('system'), ...spoken }),
  v.object({ event: v.literal('join'), ...envelope }),
  v.object({ event: v.literal('leave'), ...envelope }),
  v.object({
    event: v.literal('presence'),
    data: v.object({
      joined: v.optional(listOfThoseThatFit(v.string()), []),
      left: v.optional(listOfThoseThatFit(v.string()), []),
      online: maybe.number,
    }),
  }),
  v.object({
    event: v.literal('history'),
    epoch: maybe.text,
    last_seq: maybe.end,
    // A part that does not fit keeps nobody from reading the rest.
    data: v.object({
      messages: v.fallback(v.optional(listOfThoseThatFit(WireMessage), []), []),
      last_seq: maybe.end,
      theme: v.fallback(v.optional(Theme), undefined),
      personas: v.fallback(v.optional(listOfThoseThatFit(Persona), []), []),
      members: v.fallback(v.optional(listOfThoseThatFit(Member), []), []),
      room: v.fallback(v.optional(v.object({ id: v.string(), name: v.string() })), undefined),
      reset: v.fallback(v.optional(v.boolean(), false), false),
      degraded: v.fallback(v.optional(v.boolean(), false), false),
    }),
  }),
  v.object({ event: v.literal('ack'), client_id: v.string(), id: v.string(), seq: place }),
  v.object({ event: v.literal('ai_start'), ...piece }),
  v.object({ event: v.literal('ai_delta'), ...piece }),
  v.object({ event: v.literal('ai_end'), ...piece, data: v.fallback(v.optional(v.object({ reason: maybe.text })), undefined) }),
  v.object({ event: v.literal('typing'), ...envelope }),
  v.object({
    event: v.literal('theme'),
    data: v.union([v.pipe(v.object({ theme: Theme }), v.transform(({ theme }) => theme)), Theme]),
  }),
  v.object({
    event: v.literal('error'),
    text,
    client_id: maybe.text,
    data: v.fallback(v.optional(v.object({ code: maybe.text, message_id: maybe.text })), undefined),
  }),
  v.object({ event: v.literal('sms'), data: v.object({ message_id: v.string(), state: v.picklist(['queued', 'sent', 'delivered']) }) }),
]);

const Other = v.pipe(
  v.object({ event: v.string(), seq: maybe.place, prev: maybe.place, epoch: maybe.text }),
  v.transform(({ event, ...rest }) => ({ event: 'other' as const, name: event, ...rest })),
);

export type Frame = v.InferOutput<typeof Known> | v.InferOutput<typeof Other>;
export type HistoryFrame = Extract<Frame, { event: 'history' }>;
export type SpokenFrame = Extract<Frame, { event: 'user' | 'ai' | 'system' }>;

/** JSON in which `null` and absence mean the same. */
export function parseJson(raw: string): unknown {
  return JSON.parse(raw, (_, value: unknown) => (value === null ? undefined : value));
}

const known = new Set<unknown>(Known.options.map(({ entries }) => entries.event.literal));

/** The frame in `raw`; undefined, and counted, when it is none. Never throws. */
export function parseFrame(raw: string): Frame | undefined {
  try {
    const json = parseJson(raw);
    const frame = v.safeParse(Known, json);
    if (frame.success) return frame.output;
    const other = v.parse(Other, json);
    if (known.has(other.name)) skipped.count('frame');
    return other;
  } catch {
    skipped.count('frame');
    return undefined;
  }
}

export type ClientFrame =
  | { type: 'message'; text: string; client_id: string; reply_to?: string }
  | { type: 'typing' }
  | { type: 'read'; seq: number }
  | { type: 'stop'; message_id: string }
  | { type: 'ping' };
