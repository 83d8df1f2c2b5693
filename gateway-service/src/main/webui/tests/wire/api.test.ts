import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../src/lib/wire/api';
import { Problem } from '../../src/lib/wire/problem';

const calls: Request[] = [];
let answers: (() => Response)[] = [];
const json = (status: number, body: object) => () => new Response(JSON.stringify(body), { status });

beforeEach(() => {
  calls.length = 0;
  document.cookie = 'csrf_token=token%201; path=/';
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    calls.push(new Request(new URL(path, 'http://page'), init));
    const answer = answers.shift();
    if (answer === undefined) throw new TypeError('network');
    return answer();
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  document.cookie = 'csrf_token=; max-age=0; path=/';
});

const problem = async (work: Promise<unknown>) => work.then(() => undefined, (error: unknown) => error as Problem);

test('changes carry the CSRF token, reading does not', async () => {
  answers = [json(200, { items: [] }), json(201, { id: 'r', name: 'R' })];
  await api.rooms();
  await api.createRoom({ name: 'R', visibility: 'public', personas: [] });
  expect(calls.map((call) => call.headers.get('X-CSRF-Token'))).toEqual([null, 'token 1']);
});

test('an expired credential is renewed once and the call made again', async () => {
  answers = [json(401, {}), json(200, {}), json(200, { username: 'alice' })];
  expect(await api.me()).toEqual({ username: 'alice', is_admin: false });
  expect(calls.map((call) => new URL(call.url).pathname)).toEqual(['/api/me', '/refresh', '/api/me']);
});

test('each call begins a trace, and stays in it while the credential is renewed', async () => {
  answers = [json(401, {}), json(200, {}), json(200, { username: 'alice' }), json(200, { items: [] })];
  await api.me();
  await api.rooms();
  const [first, renewed, again, next] = calls.map((call) => call.headers.get('traceparent'));
  expect(first).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
  expect([renewed, again]).toEqual([first, first]);
  expect(next).not.toBe(first);
});

test('a session that cannot be renewed is over', async () => {
  answers = [json(401, {}), json(401, {})];
  expect(await problem(api.me())).toMatchObject({ status: 401 });
});

test('a wrong password renews nothing', async () => {
  answers = [json(401, { code: 'bad_credentials', detail: 'No.' })];
  expect(await problem(api.login('alice', 'x'))).toMatchObject({ status: 401, code: 'bad_credentials' });
  expect(calls).toHaveLength(1);
});

test('a refusal says why, by violation', async () => {
  answers = [json(422, { code: 'weak_password', title: 'Weak', violations: [{ field: 'signup.password', in: 'body', message: 'must have at least 12 characters' }, 'Too short.'] })];
  expect(await problem(api.signup('a', 'b', 'c'))).toMatchObject({ status: 422, violations: ['Password must have at least 12 characters.', 'Too short.'] });
});

test('no answer is a problem of its own', async () => {
  answers = [];
  expect(await problem(api.rooms())).toMatchObject({ status: 0, code: 'unreachable' });
});

test('a theme is read as text in lists and as an object in the room', async () => {
  const theme = { description: 'Space', guidelines: '', active_personas: [] };
  answers = [json(200, { items: [{ id: 'r', name: 'R', theme: 'Space', role: null }] }), json(200, { id: 'r', name: 'R', theme })];
  expect((await api.rooms())[0]?.theme).toEqual(theme);
  expect((await api.room('r')).theme).toEqual(theme);
});
