/**
 * What a room's socket says and hears, as discriminated unions. Unknown fields are dropped, unknown events
 * become `other` so that their place in the order still counts.
 */
import * as v from 'valibot';

const text = v.optional(v.string(), '');
const maybe = { text: v.optional(v.string()), number: v.optional(v.number()) };

export const Outcome = v.object({ provider: maybe.text, outcome: maybe.text });

export const Theme = v.object({
  description: text,
  guidelines: text,
  active_personas: v.optional(v.array(v.string()), []),
});
export type Theme = v.InferOutput<typeof Theme>;

export const Persona = v.object({
  name: v.string(),
  display_name: maybe.text,
  description: text,
  provider: maybe.text,
  is_active: v.optional(v.boolean(), true),
});
export type Persona = v.InferOutput<typeof Persona>;

export const Member = v.object({ name: v.string(), user_id: maybe.text });
export type Member = v.InferOutput<typeof Member>;

export const WireMessage = v.object({
  id: v.string(),
  seq: v.number(),
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
  data: v.optional(Outcome),
});
export type WireMessage = v.InferOutput<typeof WireMessage>;

const envelope = { sender: text, text, ctime: maybe.text, room_id: maybe.text };
const durable = { ...envelope, seq: v.number(), prev: maybe.number, epoch: maybe.text };
const spoken = {
  ...durable,
  id: v.string(),
  persona_id: maybe.text,
  user_id: maybe.text,
  reply_to: maybe.text,
  client_id: maybe.text,
  via: maybe.text,
  data: v.optional(Outcome),
};
const piece = { ...envelope, id: v.string(), persona_id: maybe.text, data: v.optional(Outcome) };

const Known = v.variant('event', [
  v.object({ event: v.literal('user'), ...spoken }),
  v.object({ event: v.literal('ai'), ...spoken }),
  v.object({ event: v.literal('system'), ...spoken }),
  v.object({ event: v.literal('join'), ...envelope }),
  v.object({ event: v.literal('leave'), ...envelope }),
  v.object({
    event: v.literal('presence'),
    data: v.object({
      joined: v.optional(v.array(v.string()), []),
      left: v.optional(v.array(v.string()), []),
      online: maybe.number,
    }),
  }),
  v.object({
    event: v.literal('history'),
    epoch: maybe.text,
    last_seq: maybe.number,
    data: v.object({
      messages: v.array(WireMessage),
      last_seq: maybe.number,
      theme: v.optional(Theme),
      personas: v.optional(v.array(Persona), []),
      members: v.optional(v.array(Member), []),
      room: v.optional(v.object({ id: v.string(), name: v.string() })),
      reset: v.optional(v.boolean(), false),
      degraded: v.optional(v.boolean(), false),
    }),
  }),
  v.object({ event: v.literal('ack'), client_id: v.string(), id: v.string(), seq: v.number() }),
  v.object({ event: v.literal('ai_start'), ...piece }),
  v.object({ event: v.literal('ai_delta'), ...piece }),
  v.object({ event: v.literal('ai_end'), ...piece, data: v.optional(v.object({ reason: maybe.text })) }),
  v.object({ event: v.literal('typing'), ...envelope }),
  v.object({
    event: v.literal('theme'),
    data: v.union([v.pipe(v.object({ theme: Theme }), v.transform(({ theme }) => theme)), Theme]),
  }),
  v.object({
    event: v.literal('error'),
    text,
    client_id: maybe.text,
    data: v.optional(v.object({ code: maybe.text, message_id: maybe.text })),
  }),
  v.object({ event: v.literal('sms'), data: v.object({ message_id: v.string(), state: v.picklist(['queued', 'sent', 'delivered']) }) }),
]);

const Other = v.pipe(
  v.object({ event: v.string(), seq: maybe.number, prev: maybe.number, epoch: maybe.text }),
  v.transform(({ event, ...rest }) => ({ event: 'other' as const, name: event, ...rest })),
);

export type Frame = v.InferOutput<typeof Known> | v.InferOutput<typeof Other>;
export type HistoryFrame = Extract<Frame, { event: 'history' }>;
export type SpokenFrame = Extract<Frame, { event: 'user' | 'ai' | 'system' }>;

/** JSON in which `null` and absence mean the same. */
export function parseJson(raw: string): unknown {
  return JSON.parse(raw, (_, value: unknown) => (value === null ? undefined : value));
}

/** The frame in `raw`, or undefined when it is none. */
export function parseFrame(raw: string): Frame | undefined {
  let json: unknown;
  try {
    json = parseJson(raw);
  } catch {
    return undefined;
  }
  const known = v.safeParse(Known, json);
  if (known.success) return known.output;
  const other = v.safeParse(Other, json);
  return other.success ? other.output : undefined;
}

export type ClientFrame =
  | { type: 'message'; text: string; client_id: string; reply_to?: string }
  | { type: 'typing' }
  | { type: 'read'; seq: number }
  | { type: 'stop'; message_id: string };
