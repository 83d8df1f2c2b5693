/** The REST calls that the page makes. Cookies carry the credential; the page never sees a token. */
import * as v from 'valibot';
import { listOfThoseThatFit, parseJson, Persona, Theme, WireMessage } from './frames';
import { Problem } from './problem';
import { traceparent } from './trace';

export const listOf = <T extends v.GenericSchema>(item: T) => v.object({ items: listOfThoseThatFit(item) });

// A room's theme is a short string in lists and an object in the room itself.
const LooseTheme = v.optional(
  v.union([
    Theme,
    v.pipe(
      v.string(),
      v.transform((description): Theme => ({ description, guidelines: '', active_personas: [] })),
    ),
  ]),
);

const Room = v.object({
  id: v.string(),
  name: v.string(),
  theme: LooseTheme,
  visibility: v.optional(v.string(), 'public'),
  role: v.optional(v.string()),
  unread: v.optional(v.number(), 0),
  online: v.optional(v.number()),
});
export type Room = v.InferOutput<typeof Room>;

const Me = v.object({ id: v.optional(v.string()), username: v.string(), is_admin: v.optional(v.boolean(), false) });
export type Me = v.InferOutput<typeof Me>;

export interface NewRoom {
  name: string;
  theme?: string;
  guidelines?: string;
  visibility: 'public' | 'private';
  personas: string[];
}

const ANSWER_WITHIN_MS = 20_000;

export const Ignored = v.unknown();

/** The value of a cookie that scripts may read. */
export function cookie(name: string): string | undefined {
  const pair = document.cookie.split('; ').find((each) => each.startsWith(`${name}=`));
  if (pair === undefined) return undefined;
  const value = pair.slice(name.length + 1);
  return decoded(value) ?? value;
}

/** Undefined for what is no percent-encoding. */
export function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

async function request(method: string, path: string, body?: unknown, trace = traceparent()): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json', traceparent: trace };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const csrf = cookie('csrf_token');
  if (method !== 'GET' && csrf !== undefined) headers['X-CSRF-Token'] = csrf;
  return fetch(path, {
    method,
    headers,
    credentials: 'same-origin',
    body: body === undefined ? undefined : JSON.stringify(body),
    // A network that is gone without a word answers never.
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  }).catch(() => {
    throw Problem.unreachable();
  });
}

async function read<T extends v.GenericSchema>(schema: T, response: Response): Promise<v.InferOutput<T>> {
  if (!response.ok) throw await Problem.of(response);
  const raw = await response.text().catch(() => {
    throw Problem.unreachable();
  });
  try {
    return v.parse(schema, raw === '' ? undefined : parseJson(raw));
  } catch {
    throw new Problem(response.status, 'unreadable', '');
  }
}

let refreshing: Promise<boolean> | undefined;

/** Renews the credential; false when the session is over. Calls made meanwhile share one request. */
export function refresh(trace?: string): Promise<boolean> {
  refreshing ??= request('POST', '/refresh', undefined, trace)
    .then((response) => {
      if (response.status >= 500) throw new Problem(response.status, 'unavailable', '');
      return response.ok;
    })
    .finally(() => (refreshing = undefined));
  return refreshing;
}

/** One call, repeated once where the credential had to be renewed, all of it in one trace. */
export async function call<T extends v.GenericSchema>(
  schema: T,
  method: string,
  path: string,
  body?: unknown,
): Promise<v.InferOutput<T>> {
  const trace = traceparent();
  let response = await request(method, path, body, trace);
  if (response.status === 401 && cookie('csrf_token') !== undefined && (await refresh(trace))) {
    response = await request(method, path, body, trace);
  }
  return read(schema, response);
}

const room = (id: string) => `/api/rooms/${encodeURIComponent(id)}`;

export const api = {
  me: () => call(Me, 'GET', '/api/me'),
  signup: async (username: string, email: string, password: string) =>
    read(Ignored, await request('POST', '/signup', { username, email, password })),
  login: async (username: string, password: string) =>
    read(Ignored, await request('POST', '/login', { username, password })),
  logout: () => call(Ignored, 'POST', '/logout'),

  /** Open to anyone exactly where guests are allowed. */
  personas: async () => (await call(listOf(Persona), 'GET', '/api/personas')).items.filter((p) => p.is_active),
  /** How many people are in any room. */
  onlineNow: async () => (await call(listOf(v.unknown()), 'GET', '/clients')).items.length,

  rooms: async () => (await call(listOf(Room), 'GET', '/api/rooms')).items,
  room: (id: string) => call(Room, 'GET', room(id)),
  createRoom: (fresh: NewRoom) => call(Room, 'POST', '/api/rooms', fresh),
  join: (id: string) => call(Ignored, 'POST', `${room(id)}/join`),
  saveTheme: (id: string, theme: Theme) => call(Ignored, 'PUT', `${room(id)}/theme`, theme),
  say: (id: string, client_id: string, content: string) => call(Ignored, 'POST', `${room(id)}/messages`, { content, client_id }),
  olderThan: async (id: string, seq: number, limit: number) =>
    (await call(listOf(WireMessage), 'GET', `${room(id)}/messages?limit=${limit}&before=${seq}`)).items,
};
